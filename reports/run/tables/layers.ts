// Every layer of every subnet.
import type { LayerResult, RunResult } from "../../../experiment/run/result.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

interface LayerOfSubnet {
  readonly subnet: string;
  readonly layer: LayerResult;
}

const COLUMNS: readonly ColumnOf<LayerOfSubnet>[] = [
  { key: "subnet", title: "subnet", unit: null, of: ({ subnet }) => subnet },
  { key: "layer", title: "layer", unit: null, of: ({ layer }) => layer.name },
  { key: "startS", title: "start", unit: "s", of: ({ layer }) => layer.startS },
  { key: "latencyS", title: "latency", unit: "s", of: ({ layer }) => layer.latencyS },
  { key: "energyJ", title: "energy", unit: "J", of: ({ layer }) => layer.energyJ },
  { key: "macs", title: "MACs", unit: "count", of: ({ layer }) => layer.macs },
  { key: "subArrays", title: "sub-arrays", unit: "count", of: ({ layer }) => layer.subArrays },
  { key: "replicas", title: "replicas", unit: "count", of: ({ layer }) => layer.replicas },
  { key: "utilisationRatio", title: "utilisation", unit: "%", of: ({ layer }) => layer.utilisation },
];

/** One layer of one subnet a row: s and J of one image. */
export const layersTable = ({ subnets }: RunResult): Table =>
  tableOf("layers", "Layers, one image", COLUMNS, subnets.flatMap(({ name, layers }) => layers.map((layer) => ({ subnet: name, layer }))));

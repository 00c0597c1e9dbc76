// The main table: what each subnet costs and gives.
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

const COLUMNS: readonly ColumnOf<SubnetResult>[] = [
  { key: "subnet", title: "subnet", unit: null, of: (subnet) => subnet.name },
  { key: "images", title: "images", unit: "count", of: (subnet) => subnet.images },
  { key: "accuracyRatio", title: "accuracy", unit: "%", of: (subnet) => subnet.accuracy },
  { key: "bitExact", title: "bit-exact", unit: null, of: (subnet) => subnet.bitExact },
  { key: "latencyS", title: "latency", unit: "s", of: (subnet) => subnet.latencyS },
  { key: "energyJ", title: "energy", unit: "J", of: (subnet) => subnet.energyJ },
  { key: "averagePowerW", title: "average power", unit: "W", of: (subnet) => subnet.averagePowerW },
  { key: "peakPowerW", title: "peak power", unit: "W", of: (subnet) => subnet.peakPowerW },
  { key: "memoryBits", title: "weight memory", unit: "bit", of: (subnet) => subnet.memoryBits },
  { key: "subArraysUsed", title: "sub-arrays in use", unit: "count", of: (subnet) => subnet.subArraysUsed },
  { key: "activeAreaM2", title: "active area", unit: "m^2", of: (subnet) => subnet.activeAreaM2 },
  { key: "macs", title: "MACs", unit: "count", of: (subnet) => subnet.macs },
  { key: "utilisationRatio", title: "utilisation", unit: "%", of: (subnet) => subnet.utilisation },
  { key: "opsPerJ", title: "efficiency", unit: "op/J", of: (subnet) => subnet.opsPerJ },
  { key: "opsPerSPerM2", title: "density", unit: "op/(s m^2)", of: (subnet) => subnet.opsPerSPerM2 },
  { key: "imagesPerJ", title: "images per joule", unit: "1", of: (subnet) => subnet.imagesPerJ },
  { key: "imagesPerS", title: "images per second", unit: "1", of: (subnet) => subnet.imagesPerS },
];

export const subnetsTable = (result: RunResult): Table => ({
  ...tableOf("subnets", `${result.name}: ${result.network.name} on ${result.chip.preset}, one image`, COLUMNS, result.subnets),
  turned: true,
});

// The steps of pooling layers, which the digital unit does alone.
import { noTiles } from "../../arch/isa/program.js";
import { tensorOf, type IntegerNetwork, type MaxPoolLayer, type PoolLayer } from "../quant/integer-network.js";
import { act, tableStep, type LayerStep } from "./steps.js";

/** The scale table, then the whole map at once. */
export const poolSteps = ({ id, input, output, table }: PoolLayer): LayerStep[] => [
  tableStep(id, table.id),
  { layer: id, group: noTiles, body: [act({ op: "global-average-pool", input, output, table: table.id })] },
];

/** One act a pixel of the output. */
export function maxPoolSteps(network: IntegerNetwork, { id, input, output, kernel, stride, padding }: MaxPoolLayer): LayerStep[] {
  const { height, width: outWidth } = tensorOf(network, output);
  const window = { tensor: input, kernel, stride, padding, outWidth, pixel: { base: 0, terms: { pixel: 1 } } };
  const body = [act({ op: "max-pool", window, output })];
  return [{ layer: id, group: noTiles, body: [{ kind: "loop", index: "pixel", count: height * outWidth, body }] }];
}

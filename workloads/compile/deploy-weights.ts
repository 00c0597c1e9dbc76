// The program that puts weights into the arrays, once, before anything runs: row group by row group, every copy of a layer for itself.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { Affine } from "../../arch/isa/affine.js";
import type { Node, StepList, Tile } from "../../arch/isa/program.js";
import { styleNameOf, styleOf } from "../../arch/styles/index.js";
import type { WeightSource } from "../../arch/agents/instruction-kind.js";
import type { QuantizedModel, WeightCodes } from "../quant/integer-network.js";
import { act, type LayerStep } from "../layers/steps.js";
import type { Deployment, PlacedLayer } from "./place.js";

const GROUP = "group";

function deployStep({ id, matrix, tiles, lanes }: PlacedLayer, chip: ChipSpec): LayerStep {
  const group: Affine = { base: 0, terms: { [GROUP]: 1 } };
  const inner: Node[] = [
    act({ op: "load-weights", weights: id, bits: matrix.weightBits, group }),
    ...styleOf(chip).weightsBody(matrix, group).map(act),
  ];
  const count = Math.max(...tiles.map((tile) => tile.outCount));
  return { layer: id, group: { tiles, lanes }, body: [{ kind: "loop", index: GROUP, count, body: inner }] };
}

/** Layers do not wait for one another: the way out of the buffer is what they share. */
export function deploymentProgram(deployment: Deployment, chip: ChipSpec): StepList {
  const steps = deployment.layers.map((layer) => ({ ...deployStep(layer, chip), after: [] }));
  return { format: "pimento-program-2", name: "deployment", style: styleNameOf(chip), tensors: [], tables: [], steps };
}

/** Weight codes of one channel of a tile; -1 and +1 are stored as 0 and 1. */
function elementsOf({ codes, encoding, inChannels, kernel }: WeightCodes, tile: Tile, group: number): Uint16Array {
  const start = (tile.outStart + group * tile.outStride) * inChannels * kernel ** 2 + tile.elementStart;
  const own = codes.subarray(start, start + tile.elementCount);
  return Uint16Array.from(own, (code) => (encoding === "bipolar" ? (code + 1) / 2 : code));
}

/** The model's full-width weights, for the program of a deployment. */
export function weightSource(model: QuantizedModel): WeightSource {
  const byId = new Map(model.weights.map((weights) => [weights.id, weights]));
  return (id, tile, group) => elementsOf(byId.get(id)!, tile, group);
}

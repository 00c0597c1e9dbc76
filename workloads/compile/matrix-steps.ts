// The steps of a matrix layer: its scale table, then pixel by pixel a window in, products in the arrays, sums out and post-processed.
// Lanes share the pixels of a layer round-robin.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { Affine } from "../../arch/isa/affine.js";
import type { Node } from "../../arch/isa/program.js";
import { styleOf } from "../../arch/styles/index.js";
import { tensorOf, type IntegerNetwork } from "../quant/integer-network.js";
import type { MatrixLayer } from "../layers/index.js";
import { matrixPlan, type MatrixPlan } from "./matrix-plan.js";
import type { PlacedLayer } from "./place.js";
import { act, tableStep, type LayerStep } from "../layers/steps.js";

function pixelBody(layer: MatrixLayer, plan: MatrixPlan, chip: ChipSpec, pixel: Affine, outWidth: number): Node[] {
  const { weights: { kernel }, stride, padding } = layer;
  return [
    act({ op: "load-window", window: { tensor: layer.input, kernel, stride, padding, outWidth, pixel } }),
    ...styleOf(chip).pixelBody(plan.matrix, plan.group.tiles).map(act),
    act({ op: "send-sums", sumBits: plan.sumBits }),
    act({ op: "post-process", table: layer.table.id, output: layer.output, outWidth, pixel, residual: layer.residual }),
  ];
}

/** @throws ConfigError when sums do not fit the arrays of the chip */
export function matrixSteps(network: IntegerNetwork, layer: MatrixLayer, placed: PlacedLayer, chip: ChipSpec): LayerStep[] {
  const plan = matrixPlan(network, layer, placed, chip);
  const { pixels, group } = plan;
  const lanes = group.lanes.length;
  const pixel: Affine = { base: 0, terms: { lane: 1, round: lanes } };
  const inner = pixelBody(layer, plan, chip, pixel, tensorOf(network, layer.output).width);
  const guarded: Node[] = pixels % lanes === 0 ? inner : [{ kind: "when", value: pixel, below: pixels, body: inner }];
  const body: Node[] = [{ kind: "loop", index: "round", count: Math.ceil(pixels / lanes), body: guarded }];
  return [tableStep(layer.id, layer.table.id), { layer: layer.id, group, body }];
}

// Images through the simulated arrays and through the integer reference network: how many are classified right, and whether every
// logit agrees. Work is cut into slices, so that threads can share it; sums do not depend on who did what.
import { interpret } from "../../arch/interpreter/interpreter.js";
import { instructionsOf } from "../../arch/styles/index.js";
import { runReference } from "../../workloads/reference/reference-network.js";
import { argmax, imageAt } from "./labelled-images.js";
import type { LoadedModel } from "../machine/load-model.js";
import type { Machine } from "../machine/machine.js";
import type { ImageSlice, ImageTally, LabelledImages } from "../services.js";

/** What tallying needs; built once per thread. */
export interface ImageWork {
  readonly loaded: LoadedModel;
  readonly machine: Machine;
  readonly data: LabelledImages;
}

const SLICE_IMAGES = 8;

/** Slices of all subnets, in order. */
export function slicesOf(subnets: number, images: number): ImageSlice[] {
  const starts = Array.from({ length: Math.ceil(images / SLICE_IMAGES) }, (_, i) => i * SLICE_IMAGES);
  return Array.from({ length: subnets }, (_, subnet) =>
    starts.map((from): ImageSlice => ({ subnet, from, to: Math.min(images, from + SLICE_IMAGES) })),
  ).flat();
}

/** Bit for bit, and as many. */
export const sameLogits = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

/** One slice on this thread. The machine must hold weights. */
export function tallySlice({ loaded, machine, data }: ImageWork, { subnet, from, to }: ImageSlice): ImageTally {
  const program = machine.programs[subnet]!;
  const network = loaded.model.subnets[subnet]!;
  const instructions = instructionsOf(program.style);
  let correct = 0;
  let bitExact = true;
  for (let i = from; i < to; i++) {
    const image = imageAt(data, i);
    const logits = interpret(program, instructions, machine.state!, image).get(program.output).values;
    if (argmax(logits) === data.labels[i]) correct++;
    bitExact &&= sameLogits(logits, runReference(network, image));
  }
  return { correct, bitExact };
}

/** One tally per subnet from those of its slices. */
export function tallyBySubnet(subnets: number, slices: readonly ImageSlice[], tallies: readonly ImageTally[]): ImageTally[] {
  return Array.from({ length: subnets }, (_, subnet) => {
    const own = tallies.filter((_tally, i) => slices[i]!.subnet === subnet);
    return { correct: own.reduce((sum, tally) => sum + tally.correct, 0), bitExact: own.every((tally) => tally.bitExact) };
  });
}

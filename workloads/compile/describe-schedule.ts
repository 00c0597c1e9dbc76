// What a schedule does, layer by layer, read off the program itself: tiles, copies, passes and the bits it moves.
import { ArrayActs } from "../../arch/array/array-acts.js";
import { sensePasses } from "../../arch/array/sense-passes.js";
import { payloadsOf } from "../../arch/buffer/payloads.js";
import type { ChipParts } from "../../arch/chip/chip-parts.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { AndAccumulate, Instruction, LoadWindow, PostProcess, SendSums, WritePlanes } from "../../arch/isa/instruction.js";
import type { Node, Program, Step } from "../../arch/isa/program.js";

/** One matrix layer of one subnet. Bits and passes are for one image. */
export interface ScheduleRow {
  readonly layer: string;
  readonly pixels: number;
  readonly outChannels: number;
  /** Dot-product elements. */
  readonly elements: number;
  /** Tiles in use, and how the matrix is cut: row groups x column chunks. */
  readonly tiles: number;
  readonly rowGroups: number;
  readonly chunks: number;
  readonly replicas: number;
  readonly subArrays: number;
  /** Their numbers, rising. */
  readonly usedSubArrays: readonly number[];
  /** Sense passes of the fullest tile for one output pixel, and of all tiles for the image. */
  readonly passesPerPixel: number;
  readonly passes: number;
  /** Sent from the global buffer, multicasts once. */
  readonly bitsIn: number;
  /** Written into activation rows. */
  readonly bitsWritten: number;
  /** Partial sums sent to the digital unit. */
  readonly bitsOut: number;
  /** Written back to the global buffer. */
  readonly bitsStored: number;
}

const instructionsOf = (body: readonly Node[]): Instruction[] => body.flatMap((node) => (node.kind === "act" ? [node.instruction] : instructionsOf(node.body)));

function find<Op extends Instruction["op"]>(step: Step, op: Op): Extract<Instruction, { op: Op }> {
  return instructionsOf(step.body).find((instruction): instruction is Extract<Instruction, { op: Op }> => instruction.op === op)!;
}

function describeStep(step: Step, program: Program, acts: ArrayActs): ScheduleRow {
  const { tiles, lanes } = step.group;
  const [load, write, compute, send, post]: [LoadWindow, WritePlanes, AndAccumulate, SendSums, PostProcess] = [
    find(step, "load-window"), find(step, "write-planes"), find(step, "and-accumulate"), find(step, "send-sums"), find(step, "post-process"),
  ];
  const tensor = (id: string): Program["tensors"][number] => program.tensors.find((candidate) => candidate.id === id)!;
  const output = tensor(post.output);
  const pixels = output.height * output.width;
  const passesOf = tiles.map((tile) => {
    const { and, read } = acts.senses(compute, tile);
    return (and + read) * sensePasses(acts.spec, tile.elementCount);
  });
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const chunks = new Set(tiles.map((tile) => tile.elementStart));
  const used = lanes.flat();
  return {
    layer: step.tag,
    pixels,
    outChannels: output.channels,
    elements: tensor(load.window.tensor).channels * load.window.kernel ** 2,
    tiles: tiles.length,
    rowGroups: tiles.length / chunks.size,
    chunks: chunks.size,
    replicas: lanes.length,
    subArrays: used.length,
    usedSubArrays: [...used].sort((a, b) => a - b),
    passesPerPixel: Math.max(...passesOf),
    passes: pixels * sum(passesOf),
    bitsIn: pixels * sum(payloadsOf(tiles, lanes[0]!, write.bits).map((payload) => payload.bits)),
    bitsWritten: pixels * sum(tiles.map((tile) => tile.elementCount * write.bits)),
    bitsOut: pixels * sum(tiles.map((tile) => tile.outCount * send.sumBits)),
    bitsStored: pixels * output.channels * output.bits,
  };
}

/** One row per matrix layer, in execution order. */
export function describeSchedule(program: Program, chip: ChipSpec, parts: ChipParts): ScheduleRow[] {
  const acts = ArrayActs.of(chip.array, parts);
  return program.steps.filter((step) => step.group.tiles.length > 0).map((step) => describeStep(step, program, acts));
}

// Prints a program as text: the form that goldens and people read.
import type { Affine } from "./affine.js";
import type { Instruction, WindowAddress } from "./instruction.js";
import type { Node, Step, StepList, Tile } from "./program.js";

/** "base + factor*index ...", as programs are printed. */
export const affineText = (a: Affine): string =>
  [String(a.base), ...Object.entries(a.terms ?? {}).map(([name, factor]) => `${factor}*${name}`)].join(" + ");

/** "tensor kernel/stride pad pixel", as programs are printed. */
export const windowText = (w: WindowAddress): string =>
  `${w.tensor} ${w.kernel}x${w.kernel}/${w.stride} pad ${w.padding} pixel ${affineText(w.pixel)}`;

/** Operands of an instruction as text. */
export type TextOf = (instruction: Instruction) => string;

function nodeLines(node: Node, textOf: TextOf, indent: string): string[] {
  if (node.kind === "act") return [`${indent}${node.instruction.op} ${textOf(node.instruction)}`];
  const head = node.kind === "loop" ? `loop ${node.index} x ${node.count}` : `when ${affineText(node.value)} < ${node.below}`;
  return [`${indent}${head}`, ...bodyLines(node.body, textOf, `${indent}  `)];
}

const bodyLines = (body: readonly Node[], textOf: TextOf, indent: string): string[] =>
  body.flatMap((node) => nodeLines(node, textOf, indent));

const tileText = ({ outStart, outStride, outCount, elementStart, elementCount }: Tile): string =>
  `  tile channels ${outStart}+${outStride}*i x ${outCount}, elements ${elementStart}..${elementStart + elementCount - 1}`;

/** A step that does not simply follow the one before it says what it comes after. */
function afterText(after: readonly number[], position: number): string {
  const isNext = position === 0 ? after.length === 0 : after.length === 1 && after[0] === position - 1;
  return isNext ? "" : ` after ${after.length === 0 ? "nothing" : after.join(", ")}`;
}

const stepLines = (step: Step, position: number, textOf: TextOf): string[] => [
  `step ${step.layer}${afterText(step.after, position)}`,
  ...step.group.tiles.map(tileText),
  ...(step.group.tiles.length === 0 ? [] : step.group.lanes.map((lane, l) => `  lane ${l}: sub-arrays ${lane.join(" ")}`)),
  ...bodyLines(step.body, textOf, "  "),
];

/** One line per instruction and loop, tiles and lanes before them. @param textOf of the program's instruction set */
export function printProgram(program: StepList, textOf: TextOf): string {
  return [`program ${program.name}`, ...program.steps.flatMap((step, position) => stepLines(step, position, textOf))].join("\n") + "\n";
}

// Prints a program as text: the form that goldens and people read.
import type { Affine } from "./affine.js";
import { visit, type InstructionTable, type WindowAddress } from "./instruction.js";
import type { Node, Program, Step, Tile } from "./program.js";

const affine = (a: Affine): string => [String(a.base), ...Object.entries(a.terms ?? {}).map(([name, factor]) => `${factor}*${name}`)].join(" + ");

const windowText = (w: WindowAddress): string =>
  `${w.tensor} ${w.kernel}x${w.kernel}/${w.stride} pad ${w.padding} pixel ${affine(w.pixel)}`;

const texts: InstructionTable<string> = {
  "load-image": (i) => i.tensor,
  "load-table": (i) => i.table,
  "load-window": (i) => windowText(i.window),
  "write-planes": (i) => `rows ${i.row}..${i.row + i.bits - 1}`,
  "and-accumulate": (i) => `inputs ${i.inputSigned ? "s" : "u"}${i.inputBits} at row ${i.inputRow}, weights ${i.weightBits} bits ${i.encoding}`,
  "sense-rows": (i) => `${i.operation} ${i.rows.join(",")} -> ${i.destinations.join(",")} columns ${i.columns}`,
  "send-sums": (i) => `${i.sumBits} bits`,
  "post-process": (i) =>
    `${i.output} pixel ${affine(i.pixel)} by ${i.table}${i.residual === null ? "" : ` + ${i.residual.tensor}/${i.residual.stride}`}`,
  "global-average-pool": (i) => `${i.input} -> ${i.output} by ${i.table}`,
  "max-pool": (i) => `${windowText(i.window)} -> ${i.output}`,
};

function nodeLines(node: Node, indent: string): string[] {
  if (node.kind === "act") return [`${indent}${node.instruction.op} ${visit(texts, node.instruction)}`];
  const head = node.kind === "loop" ? `loop ${node.index} x ${node.count}` : `when ${affine(node.value)} < ${node.below}`;
  return [`${indent}${head}`, ...bodyLines(node.body, `${indent}  `)];
}

const bodyLines = (body: readonly Node[], indent: string): string[] => body.flatMap((node) => nodeLines(node, indent));

const tileText = (tile: Tile): string =>
  `  tile channels ${tile.outStart}+${tile.outStride}*i x ${tile.outCount}, elements ${tile.elementStart}..${tile.elementStart + tile.elementCount - 1}, row ${tile.firstRow}`;

const stepLines = (step: Step): string[] => [
  `step ${step.tag}`,
  ...step.group.tiles.map(tileText),
  ...(step.group.tiles.length === 0 ? [] : step.group.lanes.map((lane, l) => `  lane ${l}: sub-arrays ${lane.join(" ")}`)),
  ...bodyLines(step.body, "  "),
];

/** One line per instruction and loop, tiles and lanes before them. */
export function printProgram(program: Program): string {
  return [`program ${program.name}`, ...program.steps.flatMap(stepLines)].join("\n") + "\n";
}

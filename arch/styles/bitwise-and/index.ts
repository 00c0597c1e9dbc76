// Bit-wise convolution by ANDs of rows: weight planes lie in rows of a sub-array, activation planes are written into reserved rows
// above them, two-row activations sense their AND, and a counter and shift-accumulator beside the array makes the sums.
import { ConfigError } from "../../../sim/errors.js";
import { psToS, toPs } from "../../../sim/time.js";
import { BitMemory } from "../../bits/bit-memory.js";
import type { EnergyCategory } from "../../spec/energy-category.js";
import type { ComputeStyle, Matrix } from "../compute-style.js";
import { sensesOf } from "./bitwise-acts.js";
import { BitwiseState } from "./bitwise-state.js";
import { BITWISE_INSTRUCTIONS } from "./instruction-kinds.js";
import type { AndAccumulate, BitwiseInstruction } from "./instructions.js";
import { sensePasses } from "./sense-passes.js";
import { tileMatrix } from "./tiling.js";

/** Actions that neither write nor sense. */
const CATEGORIES: Readonly<Record<string, EnergyCategory>> = {
  count: "count, accumulate",
  accumulate: "count, accumulate",
  output: "interconnect",
};

/** Bits of the largest sum of so many products, sign included: bits(N) + bits(M) + log2(elements) + 1. */
function sumBits(matrix: Matrix, elements: number, accumulatorBits: number): number {
  const { layer, inputBits, weightBits } = matrix;
  const bits = inputBits + weightBits + Math.ceil(Math.log2(Math.max(2, elements))) + 1;
  if (bits <= accumulatorBits) return bits;
  throw new ConfigError({
    path: "chip.array.accumulatorBits",
    message: `sums of layer ${layer} (${inputBits} x ${weightBits} bits over ${elements} columns) need ${bits} bits`,
    found: String(accumulatorBits),
    allowed: `${bits} or more`,
  });
}

/** Activation planes lie in the first rows, weights under them. */
const andAccumulate = ({ inputBits, inputSigned, weightBits, encoding }: Matrix, columns: number): AndAccumulate => ({
  op: "and-accumulate", inputRow: 0, inputBits, inputSigned, weightRow: inputBits, weightBits, encoding, columns, accumulate: false,
});

const typed = (body: readonly BitwiseInstruction[]): readonly BitwiseInstruction[] => body;

export const bitwiseAnd: ComputeStyle = {
  summary: "bit planes of weights and activations in rows, ANDed two by two, counted and shift-accumulated beside the array",
  instructions: BITWISE_INSTRUCTIONS,
  costs: (_, basis) => basis.computingArray(),
  category: (action) => CATEGORIES[action] ?? (action.startsWith("write.") ? "activation writes" : "sensing"),
  newArrays: (array, count, errorsOf) => {
    const memory = new BitMemory(array, count);
    return Array.from({ length: count }, (_, index) => new BitwiseState(memory, index, errorsOf(index)));
  },
  tile: tileMatrix,
  sumBits: (matrix, elements, array) => sumBits(matrix, elements, array.accumulatorBits),
  pixelBody: (matrix, tiles) => typed([
    { op: "write-planes", row: 0, bits: matrix.inputBits },
    andAccumulate(matrix, Math.max(...tiles.map((tile) => tile.elementCount))),
  ]),
  weightsBody: ({ inputBits, weightBits }, group) => typed([{ op: "write-weights", row: inputBits, bits: weightBits, group }]),
  pixelWork: (matrix, tile, array) => {
    const { and, read } = sensesOf(matrix, tile.outCount);
    return { passes: (and + read) * sensePasses(array, tile.elementCount), writtenBits: tile.elementCount * matrix.inputBits };
  },
  peakBitOpsPerS: (array, { actions }) => {
    const stages = ["and.activate", "count", "accumulate"].map((action) => toPs(actions[action]!.latencyS, `sub-array.${action}.latencyS`));
    return array.columns / array.senseAmpMux / psToS(Math.max(...stages));
  },
  countBitOps: (rows) =>
    rows.reduce((sum, { action, count }) => sum + (action === "and.sense-0" || action === "and.sense-1" ? count : 0), 0),
};

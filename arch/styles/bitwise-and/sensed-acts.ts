// What the instructions of a sub-array sense, as acts for an error source, and what a wrong bit does to their results.
import type { BitMemory } from "../../bits/bit-memory.js";
import { planeWeight } from "../../bits/bit-planes.js";
import type { ErrorSource, SensedAct } from "../../array/error-source.js";
import type { AndAccumulate, SenseRows } from "./instructions.js";

type BitAt = SensedAct["bitAt"];

/** The stored bits of one sub-array, by row and column. */
export const bitsOf = (memory: BitMemory, subArray: number): BitAt => (row, column) => memory.bit(subArray, row, column);

/** A wrong AND bit changes its channel's sum by the weight of its two planes. Senses run over channels, weight planes, input planes. */
export function disturbSums(sums: Float64Array, errors: ErrorSource, bitAt: BitAt, instruction: AndAccumulate, columns: number): void {
  if (errors.isFaultless) return;
  const { inputRow, inputBits, weightRow, weightBits } = instruction;
  const weightRowOf = (sense: number): number => weightRow + Math.floor(sense / inputBits);
  const inputRowOf = (sense: number): number => inputRow + (sense % inputBits);
  const act: SensedAct = {
    operation: "and",
    senses: sums.length * weightBits * inputBits,
    columns,
    operands: 2,
    rowAt: (sense, operand) => (operand === 0 ? weightRowOf(sense) : inputRowOf(sense)),
    shape: `and ${weightRow} ${sums.length * weightBits} ${inputRow} ${inputBits} ${columns}`,
    bitAt,
  };
  errors.forEachFlip(act, (sense, column) => {
    const bit = bitAt(weightRowOf(sense), column) & bitAt(inputRowOf(sense), column);
    const plane = Math.floor(sense / inputBits) % weightBits;
    const isSigned = instruction.encoding === "twos-complement";
    const weight = planeWeight(plane, weightBits, isSigned) * planeWeight(sense % inputBits, inputBits, instruction.inputSigned);
    const channel = Math.floor(sense / (inputBits * weightBits));
    sums[channel] = sums[channel]! + (bit === 1 ? -weight : weight);
  });
}

/** By how much wrong reads change the sum of inputs that bipolar weights need. */
export function inputSumError(errors: ErrorSource, bitAt: BitAt, instruction: AndAccumulate, columns: number): number {
  if (errors.isFaultless) return 0;
  const { inputRow, inputBits, inputSigned } = instruction;
  let error = 0;
  const act: SensedAct = {
    operation: "read", senses: inputBits, columns, operands: 1,
    rowAt: (sense) => inputRow + sense, shape: `read ${inputRow} ${inputBits} ${columns}`, bitAt,
  };
  errors.forEachFlip(act, (sense, column) => {
    const weight = planeWeight(sense, inputBits, inputSigned);
    error += bitAt(inputRow + sense, column) === 1 ? -weight : weight;
  });
  return error;
}

/** Wrong result bits of a bulk operation, before they are written back. */
export function disturbRows(results: readonly Uint32Array[], errors: ErrorSource, bitAt: BitAt, instruction: SenseRows): void {
  if (errors.isFaultless) return;
  const { operation, rows, columns } = instruction;
  const act: SensedAct = {
    operation, senses: 1, columns, operands: rows.length,
    rowAt: (_, operand) => rows[operand]!, shape: `${operation} ${rows.join(" ")} ${columns}`, bitAt,
  };
  errors.forEachFlip(act, (_, column, flips) => {
    results.forEach((words, output) => {
      if (((flips >> output) & 1) === 1) words[column >> 5] = words[column >> 5]! ^ (1 << (column & 31));
    });
  });
}

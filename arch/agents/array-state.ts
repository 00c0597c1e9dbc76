// What the rest of the machine asks of a sub-array's contents, whatever its compute style: a row buffer that windows arrive in, and
// sums that leave. No time, no energy.
import type { ErrorSource } from "../array/error-source.js";

export interface ArrayState {
  /** Number of the sub-array. */
  readonly index: number;
  /** A window (or a row group of weights) arrives in the row buffer: 16-bit two's complement elements. */
  receive(window: Uint16Array): void;
  /** The oldest set of sums leaves. @throws RangeError when there is none */
  takeSums(): Float64Array;
  /** Row buffer and sum buffer are empty: nothing was left behind. */
  readonly isDrained: boolean;
  /** The same contents under other sense amplifiers. */
  withErrors(errors: ErrorSource): ArrayState;
}

/**
 * The machine's state outlives programs: resident weights stay in the sub-arrays. By sub-array number; those without weights may be
 * missing.
 */
export type MachineState = ReadonlyMap<number, ArrayState>;

/** Sub-array of a placement. @throws RangeError when no weights were ever loaded there */
export function subArrayAt(machine: MachineState, index: number): ArrayState {
  const subArray = machine.get(index);
  if (subArray === undefined) throw new RangeError(`sub-array ${index} holds no weights`);
  return subArray;
}

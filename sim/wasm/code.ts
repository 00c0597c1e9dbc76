// Instruction pieces as plain functions: each returns the bytes of one expression or statement, operands included,
// e.g. `set(sum, op("i32.add", get(sum), load("i32.load", get(pointer), 16)))`. No checking beyond TypeScript's: the engine validates.
import { float32Bytes, float64Bytes, joined, signedLeb, unsignedLeb, VALUE_TYPES } from "./encoding.js";
import type { Code, ValueType } from "./encoding.js";
import { LANE_OPCODES, LOAD_OPCODES, PLAIN_OPCODES, STORE_OPCODES } from "./opcodes.js";
import type { LaneOp, LoadOp, PlainOp, StoreOp } from "./opcodes.js";

/** A parameter or local variable of one function. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** The statements one after the other. */
export const sequence = (...parts: readonly Code[]): Code => joined(...parts);

/** An instruction without immediates after its operands, e.g. `op("f32x4.mul", a, b)`. */
export const op = (name: PlainOp, ...operands: readonly Code[]): Code => joined(...operands, PLAIN_OPCODES[name]);

/** The value of a local. */
export const get = (local: Local): Code => [0x20, ...unsignedLeb(local.index)];
/** Sets the local, as a statement. */
export const set = (local: Local, value: Code): Code => joined(value, [0x21], unsignedLeb(local.index));
/** Sets the local and leaves the value as the expression's result. */
export const tee = (local: Local, value: Code): Code => joined(value, [0x22], unsignedLeb(local.index));

/** A constant of 32 bits. */
export const i32 = (value: number): Code => [0x41, ...signedLeb(value)];
/** A constant of 64 bits. */
export const i64 = (value: number | bigint): Code => [0x42, ...signedLeb(value)];
/** A single-precision constant. */
export const f32 = (value: number): Code => [0x43, ...float32Bytes(value)];
/** A double-precision constant. */
export const f64 = (value: number): Code => [0x44, ...float64Bytes(value)];
/** A 128-bit constant of 16 bytes; without argument, all zero. */
export const v128 = (bytes: readonly number[] = new Array<number>(16).fill(0)): Code => [0xfd, 0x0c, ...bytes];

/** Reads memory at address + offset (offset in bytes, non-negative). Vector loads may be unaligned. */
export const load = (name: LoadOp, address: Code, offset = 0): Code => {
  const { bytes, align } = LOAD_OPCODES[name];
  return joined(address, bytes, [align], unsignedLeb(offset));
};

/** Writes memory at address + offset (offset in bytes, non-negative). Vector stores may be unaligned. */
export const store = (name: StoreOp, address: Code, value: Code, offset = 0): Code => {
  const { bytes, align } = STORE_OPCODES[name];
  return joined(address, value, bytes, [align], unsignedLeb(offset));
};

/** extract_lane / replace_lane. */
export const lane = (name: LaneOp, laneIndex: number, ...operands: readonly Code[]): Code =>
  joined(...operands, LANE_OPCODES[name], [laneIndex]);

/** Picks 16 bytes out of the 32 of a and b; byte numbers 0-15 are a's, 16-31 b's. */
export const shuffle = (lanes: readonly number[], a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x0d, ...lanes];

/** Picks four 32-bit lanes out of the eight of a and b; lanes 0-3 are a's, 4-7 b's. */
export const shuffle32 = (lanes: readonly number[], a: Code, b: Code): Code =>
  shuffle(lanes.flatMap((x) => [4 * x, 4 * x + 1, 4 * x + 2, 4 * x + 3]), a, b);

const EMPTY_BLOCK = 0x40;
const END = 0x0b;

/** A block without result; `branch(0)` inside leaves it. */
export const block = (...body: readonly Code[]): Code => joined([0x02, EMPTY_BLOCK], ...body, [END]);
/** A loop without result; `branch(0)` inside starts the next round, falling out of its end leaves it. */
export const loop = (...body: readonly Code[]): Code => joined([0x03, EMPTY_BLOCK], ...body, [END]);
/** Leaves so many blocks or starts so many loops anew, counted from the innermost (0). */
export const branch = (depth: number): Code => [0x0c, ...unsignedLeb(depth)];
/** The same where the condition (an i32 expression) is not zero. */
export const branchIf = (depth: number, condition: Code): Code => [...condition, 0x0d, ...unsignedLeb(depth)];

/** if / else as a statement. */
export const ifElse = (condition: Code, then: Code, otherwise: Code = []): Code =>
  [...condition, 0x04, EMPTY_BLOCK, ...then, ...(otherwise.length > 0 ? [0x05, ...otherwise] : []), END];

/** if / else as an expression. */
export const choose = (type: ValueType, condition: Code, then: Code, otherwise: Code): Code =>
  [...condition, 0x04, VALUE_TYPES[type], ...then, 0x05, ...otherwise, END];

/** Runs the body `times` (an i32 expression, evaluated once a round) times, at least once; the counter goes 0, 1, 2 ... */
export const repeat = (counter: Local, times: Code, ...body: readonly Code[]): Code =>
  sequence(
    set(counter, i32(0)),
    loop(...body, branchIf(0, op("i32.lt_s", tee(counter, op("i32.add", get(counter), i32(1))), times))),
  );

/** Adds a byte count to a pointer. */
export const advance = (pointer: Local, by: number | Code): Code =>
  set(pointer, op("i32.add", get(pointer), typeof by === "number" ? i32(by) : by));

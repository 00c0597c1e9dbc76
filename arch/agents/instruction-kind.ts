// What an instruction is: how it is printed and checked, what it means, and what its agent does in time. One entry an instruction,
// in the table of its agent (or of its compute style); the type of a table names every member of the agent's union.
import type { Indices } from "../isa/affine.js";
import type { StyleInstruction } from "../isa/instruction.js";
import type { LaneGroup, ScaleTable, Step, Tile } from "../isa/program.js";
import type { ProgramChecker } from "../isa/validate.js";
import type { FeatureMaps } from "../buffer/feature-maps.js";
import type { ArrayState } from "./array-state.js";
import type { ArrayAgent } from "./array-agent.js";

/** Weights of one row group of a tile as 16-bit elements. @param weights of the model, by name */
export type WeightSource = (weights: string, tile: Tile, group: number) => Uint16Array;

/** One lane of a step as the interpreter walks it. */
export interface Frame {
  readonly maps: FeatureMaps;
  readonly tables: ReadonlyMap<string, ScaleTable>;
  readonly weights: WeightSource | null;
  readonly step: Step;
  /** The lane's sub-arrays, by tile. */
  readonly subArrays: readonly ArrayState[];
  readonly indices: Indices;
  /** Sums that are on their way from the tiles to the digital unit. */
  tileSums: readonly Float64Array[];
}

interface Spelling<I> {
  /** Operands as text. */
  readonly text: (instruction: I) => string;
  /** Adds to the checker's problems. */
  readonly check: (instruction: I, checker: ProgramChecker, path: string, group: LaneGroup) => void;
}

/** An instruction of the buffer's or the digital unit's agent. */
export interface InstructionKind<I, A> extends Spelling<I> {
  /** Its meaning, without time or energy. */
  readonly run: (instruction: I, frame: Frame) => void;
  /** What the agent does: waits, acts, values; ends in the agent's `next`. */
  readonly execute: (instruction: I, agent: A) => void;
}

/** An instruction of every sub-array of a lane. */
export interface ArrayInstructionKind<I, S extends ArrayState> extends Spelling<I> {
  /** Its meaning for the sub-array of one tile. */
  readonly run: (instruction: I, state: S, tile: Tile, indices: Indices) => void;
  readonly execute: (instruction: I, agent: ArrayAgent<S>) => void;
  /** Rows that it rewrites with every execution, for wear; left out by those that write none. */
  readonly rewrites?: (instruction: I) => { readonly row: number; readonly rows: number };
}

/** The table of an agent: a forgotten instruction is a compile error. */
export type KindsOf<I extends StyleInstruction, A> = { readonly [K in I["op"]]: InstructionKind<Extract<I, { op: K }>, A> };
export type ArrayKindsOf<I extends StyleInstruction, S extends ArrayState> = {
  readonly [K in I["op"]]: ArrayInstructionKind<Extract<I, { op: K }>, S>;
};

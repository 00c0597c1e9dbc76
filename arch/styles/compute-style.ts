// What a way of computing in sub-arrays states of itself: how it cuts and lays out weights, which instructions its sub-arrays
// execute and what they mean, cost and take. Everything outside the sub-array is the same for all styles.
import type { UnitCosts } from "../../sim/ledger.js";
import type { LedgerRow } from "../../sim/ledger-rows.js";
import type { ArrayState } from "../agents/array-state.js";
import type { StyleInstructions } from "../agents/instruction-set.js";
import type { ErrorSource } from "../array/error-source.js";
import type { CircuitContext } from "../circuit/index.js";
import type { StyleInstruction } from "../isa/instruction.js";
import type { Affine } from "../isa/affine.js";
import type { Tile } from "../isa/program.js";
import type { ArraySpec, ChipSpec } from "../spec/chip-spec.js";
import type { EnergyCategory } from "../spec/energy-category.js";

/** A layer's weights as a style sees them: a matrix of output channels by dot-product elements. */
export interface Matrix {
  /** For messages. */
  readonly layer: string;
  readonly outChannels: number;
  readonly elements: number;
  readonly inputBits: number;
  readonly inputSigned: boolean;
  readonly weightBits: number;
  readonly encoding: "twos-complement" | "bipolar";
}

/** `contiguous`: first channels together. `striped`: channels dealt out over the row groups. */
export type ChannelOrder = "contiguous" | "striped";

/** A matrix cut into tiles of one sub-array, ordered by row group, then column chunk. */
export interface TiledMatrix {
  readonly tiles: readonly Tile[];
  readonly rowGroups: number;
  readonly chunks: number;
}

/** What one output pixel takes of one sub-array. */
export interface PixelWork {
  /** In units of its own: replicas go where they save most of it. */
  readonly passes: number;
  /** Written into activation rows. */
  readonly writtenBits: number;
}

/** A sub-array as the chip is built from it. */
export interface SubArrayCosts {
  readonly costs: UnitCosts<string>;
  readonly widthM: number;
}

/** What costs are computed from. */
export interface CostBasis {
  /** Process, conventions and cards for circuits of one's own. */
  readonly context: CircuitContext;
  /** The memory array with the sense amplifiers, gates and counters that the chip's array section asks for. */
  readonly computingArray: () => SubArrayCosts;
}

export interface ComputeStyle {
  readonly summary: string;
  /** Entries of its instructions; the sub-arrays execute them in the order of the program. */
  readonly instructions: StyleInstructions;
  /** Costs of one sub-array by action. `output` (one bit of a sum leaves) is asked of every style. */
  readonly costs: (spec: ChipSpec, basis: CostBasis) => SubArrayCosts;
  /** What the energy of each action counts as in breakdowns. */
  readonly category: (action: string) => EnergyCategory;
  /** Contents of so many sub-arrays, empty. */
  readonly newArrays: (array: ArraySpec, count: number, errorsOf: (subArray: number) => ErrorSource) => readonly ArrayState[];
  /** @throws ConfigError when not one channel fits a sub-array */
  readonly tile: (matrix: Matrix, array: ArraySpec, order: ChannelOrder) => TiledMatrix;
  /** Bits of the largest partial sum over so many elements. @throws ConfigError when the arrays cannot make it */
  readonly sumBits: (matrix: Matrix, elements: number, array: ArraySpec) => number;
  /** What sub-arrays do for one output pixel, between the window's arrival and the sums' departure. */
  readonly pixelBody: (matrix: Matrix, tiles: readonly Tile[]) => readonly StyleInstruction[];
  /** What sub-arrays do with one row group of weights that has arrived. */
  readonly weightsBody: (matrix: Matrix, group: Affine) => readonly StyleInstruction[];
  readonly pixelWork: (matrix: Matrix, tile: Tile, array: ArraySpec) => PixelWork;
  /** Useful bit operations that one sub-array could do a second. */
  readonly peakBitOpsPerS: (array: ArraySpec, costs: UnitCosts<string>) => number;
  /** Bit operations that the arrays did, useful or not, from their accounts. */
  readonly countBitOps: (rows: readonly LedgerRow[]) => number;
}

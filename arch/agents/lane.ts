// What the agents of one lane share while a step runs.
import type { FeatureMaps } from "../buffer/feature-maps.js";
import type { BusyTime } from "../../sim/busy-time.js";
import type { LedgerTag } from "../../sim/ledger.js";
import type { SubArrayUnit } from "../units/sub-array-unit.js";
import type { ScaleTable, Step, TensorSpec } from "../isa/program.js";
import type { ArrayState } from "./array-state.js";
import type { WeightSource } from "./instruction-kind.js";
import type { InstructionSet } from "./instruction-set.js";
import type { PixelProgress } from "./pixel-progress.js";

/** Functional side of a request; null when a run is timed without images. */
export interface Values {
  readonly maps: FeatureMaps;
  readonly weights: WeightSource | null;
  readonly subArrayAt: (index: number) => ArrayState;
}

/** What every agent of a step knows. */
export interface StepContext {
  readonly step: Step;
  readonly tag: LedgerTag;
  readonly instructions: InstructionSet;
  readonly tables: ReadonlyMap<string, ScaleTable>;
  /** Shapes of the program's tensors by id. */
  readonly tensors: ReadonlyMap<string, TensorSpec>;
  /** How far each tensor has been stored. */
  readonly progress: ReadonlyMap<string, PixelProgress>;
  readonly values: Values | null;
  /** Where the agents' time goes. */
  readonly totals: BusyTime;
}

/** One copy of the layer's weights at work: its number, and the sub-array of each tile. */
export interface Lane {
  readonly context: StepContext;
  readonly index: number;
  readonly units: readonly SubArrayUnit[];
}

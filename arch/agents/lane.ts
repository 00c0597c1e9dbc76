// What the agents of one lane share while a step runs.
import type { FeatureMaps } from "../buffer/feature-maps.js";
import type { SubArrayState } from "../array/sub-array-state.js";
import type { SubArrayUnit } from "../array/sub-array-unit.js";
import type { ScaleTable, Step, TensorSpec } from "../isa/program.js";
import type { BusyTime } from "../../sim/busy-time.js";

/** Functional side of a request; null when a run is timed without images. */
export interface Values {
  readonly maps: FeatureMaps;
  readonly subArrayAt: (index: number) => SubArrayState;
}

/** What every agent of a step knows. */
export interface StepContext {
  readonly step: Step;
  readonly tables: ReadonlyMap<string, ScaleTable>;
  /** Shapes of the program's tensors by id. */
  readonly tensors: ReadonlyMap<string, TensorSpec>;
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

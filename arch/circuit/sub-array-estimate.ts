// What the sub-array estimator takes and gives: geometry in, plain data out. The unit that behaves (arch/array) posts the
// actions named here; this file holds no formula.

import type { UnitCosts } from "../../sim/ledger.js";
import type { SenseOperationName } from "../sense-ops/index.js";
import type { CircuitCards } from "./circuit-cards.js";
import type { ConventionsName } from "./conventions/index.js";

export interface SubArraySpec {
  /** Powers of two. */
  readonly rows: number;
  readonly columns: number;
  /** Columns that share one sense amplifier; divides `columns`. One pass senses columns / senseAmpMux columns. */
  readonly senseAmpMux: number;
  /** Columns written at once, at most `columns`; each has a write driver. */
  readonly writeParallelism: number;
  /** What the sense amplifiers can do; all registered operations unless stated. */
  readonly operations?: readonly SenseOperationName[];
  /** Bit counters on the sensed columns of a pass, one per `segmentBits` of them; null for none, one for all unless stated. */
  readonly counter?: { readonly segmentBits: number } | null;
  /** Width of the shift-accumulator behind each counter; 32 unless stated. */
  readonly accumulatorBits?: number;
}

export interface SubArrayOptions {
  /** `pimento` unless stated. */
  readonly conventions?: ConventionsName;
  /** Numbers to compute with; those of the conventions as stated unless given. */
  readonly cards?: CircuitCards;
}

/**
 * Energy is split by what it is paid for.
 * - `<op>.activate`, per pass: decoders, wordlines over all columns (gated or not), precharge chain; its latency is the cycle
 *   of one pass.
 * - `<op>.sense-0` / `-1`, per sensed column by its (first) output bit: precharge gates and bitline (under the
 *   reference's conventions of all columns behind its sense amplifier), cell and reference currents, multiplexer, sense
 *   amplifier. Columns gated off pay none of it. Latency 0: it lies inside the cycle.
 * - `write.activate`, per write step: decoders and write wordline; its latency is one write step with its pulse.
 * - `write.set` / `write.reset`, per bit written 1 / 0: line charging, driver and cell.
 * - `count`, per counted column and pass, and `accumulate`, per counter and pass; latencies are pipeline stages.
 * - `output`, per bit that leaves the sub-array.
 */
export type SubArrayAction =
  | `${SenseOperationName}.${"activate" | "sense-0" | "sense-1"}`
  | "write.activate" | "write.set" | "write.reset"
  | "count" | "accumulate" | "output";

export type SubArrayOperation = SenseOperationName | "write" | "count" | "accumulate";

export interface AreaPart { readonly part: string; readonly areaM2: number }
export interface LeakagePart { readonly part: string; readonly leakageW: number }
export interface EnergyPart { readonly part: string; readonly energyJ: number }
/** `per`: paid once an access, or for each of its bits. */
export interface OperationEnergyPart extends EnergyPart { readonly per: "access" | "bit" }
export interface LatencyPart { readonly part: string; readonly latencyS: number }

/** One access (a pass of a sense operation, a write step, one count of a pass); parts add up to the totals exactly. */
export interface OperationEstimate {
  /** Until the result stands. */
  readonly latencyS: number;
  /** Until the next access may start. */
  readonly cycleS: number;
  /** With half of the bits 1. */
  readonly energyJ: number;
  /** Parts on the critical path, in order. */
  readonly latencyBreakdown: readonly LatencyPart[];
  readonly energyBreakdown: readonly OperationEnergyPart[];
  /** Columns sensed, written or counted by one access. */
  readonly bits: number;
}

export interface SubArrayEstimate {
  readonly conventions: ConventionsName;
  readonly areaM2: number;
  /** Bounding box; the area parts include the white corner. */
  readonly widthM: number;
  readonly heightM: number;
  readonly leakageW: number;
  readonly areaBreakdown: readonly AreaPart[];
  readonly leakageBreakdown: readonly LeakagePart[];
  /**
   * V left at the farthest cell while it is written, after driver, line, select device, access device and write element;
   * negative: these lines are too long for the supply. Null where the conventions model no write path.
   */
  readonly writeHeadroomV: number | null;
  /** Columns one pass senses. */
  readonly sensedColumns: number;
  /** Only the operations asked for; write always. */
  readonly operations: Readonly<Partial<Record<SubArrayOperation, OperationEstimate>>>;
  readonly costs: UnitCosts<SubArrayAction>;
}

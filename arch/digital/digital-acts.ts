// What the digital unit's work costs: one partial sum, residual or pooled value a lane and cycle, behind a short pipeline.
import type { Charge } from "../act/performer.js";
import type { DigitalSpec } from "../spec/chip-spec.js";
import type { Meter } from "../../sim/ledger.js";
import { toPs } from "../../sim/time.js";

/**
 * add: one partial sum or averaged value; scale: multiply, shift, clamp one channel; residual: align and add one operand;
 * compare: one value with the largest so far.
 */
export type DigitalAction = "add" | "scale" | "residual" | "compare";

/** Stages between the first operand and the stored result: add, multiply, round and clamp. */
export const PIPELINE_STAGES = 3;

/** Durations [ps] and counts of the digital unit's acts. */
export class DigitalActs {
  readonly #cyclePs: number;

  constructor(
    readonly spec: DigitalSpec,
    readonly meter: Meter<DigitalAction>,
  ) {
    this.#cyclePs = toPs(1 / spec.frequencyHz, "digital unit cycle");
  }

  /** One output pixel: all partial sums of all channels. */
  postProcess(partialSums: number, channels: number, hasResidual: boolean): Charge {
    return this.#charge(partialSums, channels, hasResidual ? channels : 0);
  }

  pool(values: number, channels: number): Charge {
    return this.#charge(values, channels, 0);
  }

  /** One output pixel of a max pool: every value of the window that lies in the map. */
  maxPool(values: number): Charge {
    return { durationPs: this.#durationPs(values), postings: [{ meter: this.meter, action: "compare", count: values }] };
  }

  #charge(adds: number, scales: number, residuals: number): Charge {
    const posting = (action: DigitalAction, count: number): Charge["postings"][number] => ({ meter: this.meter, action, count });
    return {
      durationPs: this.#durationPs(adds), postings: [posting("add", adds), posting("scale", scales), posting("residual", residuals)],
    };
  }

  #durationPs(operands: number): number {
    return (Math.ceil(operands / this.spec.lanes) + PIPELINE_STAGES) * this.#cyclePs;
  }
}

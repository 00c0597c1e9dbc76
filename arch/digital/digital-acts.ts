// What the digital unit's work costs: one partial sum, residual or pooled value a lane and cycle, behind a short pipeline.
import type { Charge, Posting } from "../act/performer.js";
import type { StoreAction } from "../buffer/local-buffers.js";
import type { DigitalSpec } from "../chip/spec.js";
import type { Meter } from "../../sim/ledger.js";
import { toPs } from "../../sim/time.js";

/** add: one partial sum or pooled value; scale: multiply, shift, clamp one channel; residual: align and add one operand. */
export type DigitalAction = "add" | "scale" | "residual";

/** Stages between the first operand and the stored result: add, multiply, round and clamp. */
export const PIPELINE_STAGES = 3;

export class DigitalActs {
  readonly #cyclePs: number;

  constructor(
    readonly spec: DigitalSpec,
    readonly meter: Meter<DigitalAction>,
    /** Where sums wait for those of the lane's other tiles. */
    readonly sumStore: Meter<StoreAction>,
  ) {
    this.#cyclePs = toPs(1 / spec.frequencyHz, "digital unit cycle");
  }

  /** Sums that arrive from a sub-array. */
  receive(sums: number): Posting {
    return { meter: this.sumStore, action: "write", count: sums };
  }

  /** One output pixel: all partial sums of all channels. */
  postProcess(partialSums: number, channels: number, hasResidual: boolean): Charge {
    const charge = this.#charge(partialSums, channels, hasResidual ? channels : 0);
    return { ...charge, postings: [...charge.postings, { meter: this.sumStore, action: "read", count: partialSums }] };
  }

  pool(values: number, channels: number): Charge {
    return this.#charge(values, channels, 0);
  }

  #charge(adds: number, scales: number, residuals: number): Charge {
    const cycles = Math.ceil(adds / this.spec.lanes) + PIPELINE_STAGES;
    const posting = (action: DigitalAction, count: number): Charge["postings"][number] => ({ meter: this.meter, action, count });
    return { durationPs: cycles * this.#cyclePs, postings: [posting("add", adds), posting("scale", scales), posting("residual", residuals)] };
  }
}

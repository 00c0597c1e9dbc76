// One act, one account: the only way a unit does something physical. It asks for power, posts to the ledger, marks the
// agent's time line and comes back after the act's duration.
import type { Engine } from "../../sim/engine.js";
import { DELIVER } from "../../sim/event-queue.js";
import type { Meter } from "../../sim/ledger.js";
import type { PowerMeter } from "../../sim/power.js";
import { psToS, type TimePs } from "../../sim/time.js";
import type { TimeLine } from "./time-line.js";

/** `count` times one action of one unit. */
export interface Posting {
  readonly meter: Meter<string>;
  readonly action: string;
  readonly count: number;
}

/** One physical act. */
export interface Act {
  /** Who does it, for messages. */
  readonly unit: string;
  /** Kind of work on the time line: compute, write, load, send, digital. */
  readonly kind: string;
  /** Workload layer. */
  readonly tag: string;
  readonly durationPs: number;
  readonly postings: readonly Posting[];
}

/** Duration and postings of an act, before it is known who does it. */
export type Charge = Pick<Act, "durationPs" | "postings">;

/** Joules of an act: counts times unit costs. */
export const actEnergyJ = (act: Act): number =>
  act.postings.reduce((sum, { meter, action, count }) => sum + meter.costs.actions[action]!.energyJ * count, 0);

/** Watts while the act runs, taken as constant over it. */
export const actPowerW = (act: Act): number => (act.durationPs === 0 ? 0 : actEnergyJ(act) / psToS(act.durationPs));

export class Performer {
  /** Power of the largest act so far. */
  largestActW = 0;

  constructor(
    readonly engine: Engine,
    readonly power: PowerMeter,
    readonly controller: Meter<"issue">,
  ) {}

  /** One instruction issued; paid with the instruction's first act. */
  get issue(): Posting {
    return { meter: this.controller, action: "issue", count: 1 };
  }

  /** Do the act as soon as power allows; then call `done`. */
  perform(act: Act, line: TimeLine, done: () => void): void {
    if (act.durationPs === 0) {
      this.#post(act);
      done();
      return;
    }
    line.to("power-capped", this.engine.now);
    const powerW = actPowerW(act);
    this.largestActW = Math.max(this.largestActW, powerW);
    const durationPs = act.durationPs as TimePs;
    this.power.request({ who: act.unit, powerW, durationPs, onGranted: () => this.#start(act, line, done) });
  }

  #start(act: Act, line: TimeLine, done: () => void): void {
    line.to(act.kind, this.engine.now);
    this.#post(act);
    this.engine.after(act.durationPs, DELIVER, done);
  }

  #post(act: Act): void {
    for (const { meter, action, count } of act.postings) if (count > 0) meter.post(action, act.tag, count);
  }
}

// One act, one account: the only way a unit does something physical. It takes the resources and the power that the act needs
// together, posts to the ledger, marks the agent's time line and comes back after the act's duration.
import type { Engine } from "../../sim/engine.js";
import { DELIVER } from "../../sim/event-queue.js";
import type { LedgerTag, Meter } from "../../sim/ledger.js";
import type { PowerMeter } from "../../sim/power.js";
import type { Resource } from "../../sim/resource.js";
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
  readonly tag: LedgerTag;
  readonly durationPs: number;
  readonly postings: readonly Posting[];
}

/** Duration and postings of an act, before it is known who does it. */
export type Charge = Pick<Act, "durationPs" | "postings">;

/** Joules of an act: counts times unit costs. */
const actEnergyJ = (act: Act): number =>
  act.postings.reduce((sum, { meter, action, count }) => sum + meter.costs.actions[action]!.energyJ * count, 0);

/** Watts while the act runs, taken as constant over it. */
const actPowerW = (act: Act): number => (act.durationPs === 0 ? 0 : actEnergyJ(act) / psToS(act.durationPs));

/** Does acts for the agents of one chip: resources, power, ledger and time in one call. */
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

  /**
   * Do the act as soon as its resources and power allow; then give the resources back and call `done`.
   * No resource is in use while its turn waits for power.
   */
  perform(act: Act, line: TimeLine, done: () => void, holding: readonly Resource[] = []): void {
    this.#onTurn(act, line, holding, [], (takes) => this.#withPower(act, line, takes, () => {
      for (const resource of holding) resource.release();
      done();
    }));
  }

  /** Waits for the turn at one resource after the other. */
  #onTurn(
    act: Act, line: TimeLine, left: readonly Resource[], takes: readonly (() => void)[], then: (takes: readonly (() => void)[]) => void,
  ): void {
    const [resource, ...others] = left;
    if (resource === undefined) {
      then(takes);
      return;
    }
    const go = (take: () => void): void => this.#onTurn(act, line, others, [...takes, take], then);
    const take = takes.length > 0 ? resource.tryPromise() : undefined;
    if (take !== undefined) {
      go(take);
      return;
    }
    line.wait(resource.waitReason, this.engine.now);
    resource.acquire({ who: act.unit, onTurn: go });
  }

  #withPower(act: Act, line: TimeLine, takes: readonly (() => void)[], done: () => void): void {
    const start = (): void => {
      for (const take of takes) take();
      this.#start(act, line, done);
    };
    if (act.durationPs === 0) {
      start();
      return;
    }
    line.wait("power-capped", this.engine.now);
    const powerW = actPowerW(act);
    this.largestActW = Math.max(this.largestActW, powerW);
    this.power.request({ who: act.unit, powerW, durationPs: act.durationPs as TimePs, onGranted: start });
  }

  #start(act: Act, line: TimeLine, done: () => void): void {
    this.#post(act);
    if (act.durationPs === 0) {
      done();
      return;
    }
    line.work(act.kind, this.engine.now);
    this.engine.after(act.durationPs, DELIVER, done);
  }

  #post(act: Act): void {
    for (const { meter, action, count } of act.postings) if (count > 0) meter.post(action, act.tag, count);
  }
}

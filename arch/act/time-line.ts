// The time line of one agent: every picosecond from its start to its end is one kind of work or one named wait.
// Sums go to the step's record; spans are emitted for timeline tracers.
import type { BusyTime } from "../../sim/busy-time.js";
import type { Hooks } from "../../sim/hooks.js";
import { lifeSpanPoint, type Track } from "../../sim/life-line.js";
import type { TimePs } from "../../sim/time.js";
import type { WaitReason } from "../../sim/waiting.js";

/** What one agent does from its start to its end, without a gap. */
export class TimeLine {
  /** The kind of work, or the reason of the wait; null before the start and after the end. */
  #name: string | null = null;
  #isWait = false;
  #since = 0 as TimePs;

  constructor(
    readonly track: Track,
    readonly totals: BusyTime,
    readonly hooks: Hooks,
  ) {}

  /** From `now` on the agent does this; what went on before is closed. */
  work(kind: string, now: TimePs): void {
    this.#to(kind, false, now);
  }

  /** From `now` on the agent waits for this reason; what went on before is closed. */
  wait(reason: WaitReason, now: TimePs): void {
    this.#to(reason, true, now);
  }

  /** Nothing more. */
  close(now: TimePs): void {
    this.#to(null, false, now);
  }

  /** What it does now, or why it waits; null before the start and after the end. */
  get name(): string | null {
    return this.#name;
  }

  get since(): TimePs {
    return this.#since;
  }

  #to(name: string | null, isWait: boolean, now: TimePs): void {
    if (this.#name !== null && now > this.#since) this.#end(this.#name, now);
    this.#name = name;
    this.#isWait = isWait;
    this.#since = now;
  }

  #end(name: string, toPs: TimePs): void {
    const [isWait, fromPs] = [this.#isWait, this.#since];
    if (isWait) this.totals.wait(name, fromPs, toPs);
    else this.totals.work(name, fromPs, toPs);
    this.hooks.emit(lifeSpanPoint, () => ({ isWait, name, fromPs, toPs, ...this.track }));
  }
}

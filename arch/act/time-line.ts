// The time line of one agent: every picosecond from its start to its end is one kind of work or one named wait.
// Sums go to the step's record; spans are emitted for timeline tracers.
import type { BusyTime } from "../../sim/busy-time.js";
import type { Hooks } from "../../sim/hooks.js";
import { lifeSpanPoint } from "../../sim/life-line.js";
import type { TimePs } from "../../sim/time.js";

/** Names of waits; everything else on a time line is work. */
const WAITS: ReadonlySet<string> = new Set(["dependency", "buffer-full", "bus-busy", "digital-busy", "power-capped", "layer-busy"]);

export class TimeLine {
  #kind: string | null = null;
  #since = 0 as TimePs;

  constructor(
    readonly agent: string,
    readonly totals: BusyTime,
    readonly hooks: Hooks,
  ) {}

  /** From `now` on the agent does or waits for `kind` (null: nothing more); what went on before is closed. */
  to(kind: string | null, now: TimePs): void {
    if (this.#kind !== null && now > this.#since) this.#close(this.#kind, now);
    this.#kind = kind;
    this.#since = now;
  }

  /** What it does now; null before the start and after the end. */
  get kind(): string | null {
    return this.#kind;
  }

  get since(): TimePs {
    return this.#since;
  }

  #close(name: string, toPs: TimePs): void {
    const fromPs = this.#since;
    const isWait = WAITS.has(name);
    if (isWait) this.totals.wait(name, fromPs, toPs);
    else this.totals.work(name, fromPs, toPs);
    this.hooks.emit(lifeSpanPoint, () => ({ isWait, name, fromPs, toPs, request: this.agent }));
  }
}

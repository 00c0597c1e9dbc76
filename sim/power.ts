// Power as one more resource: an act asks for its power over its duration and waits, first come first served, while it
// does not fit under the budget ("power-capped"). An act starts only if it fits under every limit that is known to hold
// before the act ends, so the sum never exceeds a limit that is known ahead, not even when it falls. Above a limit that fell
// without notice, what is drawn is counted as excess. All sums are integer picowatts: exact, and independent of order.

import type { Engine } from "./engine.js";
import { ConfigError, PowerLimitError } from "./errors.js";
import { ACT, DELIVER } from "./event-queue.js";
import type { Budget } from "./budget/budget.js";
import { picowattsUp, wattsOf } from "./budget/picowatts.js";
import { ScheduledBudget } from "./budget/scheduled-budget.js";
import { PowerTrace, type PowerPoint, type PowerTraceOptions } from "./power-trace.js";
import { formatQuantity } from "./quantity.js";
import { psToS, type TimePs } from "./time.js";
import { WaitLine } from "./wait-line.js";
import { waitPoint, type OpenWork, type Waiting } from "./waiting.js";

export interface PowerSpec {
  readonly name?: string;
  /** No limit by default, which behaves exactly as a limit of Infinity. */
  readonly budget?: Budget;
  readonly trace?: PowerTraceOptions;
}

export interface PowerRequest {
  readonly who: string;
  readonly powerW: number;
  /** How long the act draws that power, at least 1 ps. */
  readonly durationPs: TimePs;
  /** Called in phase ACT when the act starts; the meter takes the power back by itself after the duration. */
  onGranted(waitedPs: TimePs): void;
}

interface Queued {
  readonly request: PowerRequest;
  readonly pw: number;
}

/** One for a chip: what is powered, what asks for power, and what waits for it. */
export class PowerMeter implements OpenWork {
  readonly name: string;
  /** Sum of the waits for power that ended [ps]. */
  blockedPs = 0;
  readonly #limit: Budget;
  readonly #trace: PowerTrace;
  readonly #line = new WaitLine<Queued>();
  readonly #arbitrate = (): void => this.#grantWhatFits();
  readonly #endAct = (pw: number): void => this.#giveBack(pw);
  #basePw = 0;
  #activePw = 0;
  /** No running act ends after this. */
  #activeUntilPs = 0;
  #isArbitrationDue = false;
  #wakeAtPs = -1;
  /** Picowatts x picoseconds above the limit until `#excessToPs`, and the excess from then on. */
  #excess = 0;
  #excessToPs = 0;
  #excessPw = 0;

  constructor(private readonly engine: Engine, spec: PowerSpec = {}) {
    this.name = spec.name ?? "power";
    this.#limit = spec.budget ?? new ScheduledBudget(Infinity);
    this.#trace = new PowerTrace(spec.trace);
    engine.watch(this);
    this.#limit.watch?.(() => this.#onLimitChange());
  }

  /** Power drawn now [W]: the base and the running acts. */
  get powerW(): number {
    return wattsOf(this.#basePw + this.#activePw);
  }

  /** Highest power so far [W], from the trace. */
  get peakW(): number {
    return this.#trace.peakW(this.engine.now);
  }

  /** Energy so far over time so far [W]; 0 before any time has passed. */
  get averageW(): number {
    return this.engine.now === 0 ? 0 : this.energyJ / psToS(this.engine.now);
  }

  /** Integral of the trace [J]. Acts are rounded up to whole picowatts; the ledger has the exact joules. */
  get energyJ(): number {
    return this.#trace.energyJ(this.engine.now);
  }

  /** Energy drawn above limits that fell without notice [J]; 0 under budgets that are known ahead. */
  get excessJ(): number {
    this.#countExcess();
    return psToS(wattsOf(this.#excess));
  }

  /** Power over time until now. */
  trace(): PowerPoint[] {
    return this.#trace.points(this.engine.now);
  }

  /**
   * Sets the power that is always drawn (leakage of what is powered).
   * Throws a SimulationError naming the power that would do if it does not fit under the limit, now or later.
   */
  setBase(leakageW: number): void {
    const basePw = picowattsUp(leakageW, `${this.name}.base`);
    const { now } = this.engine;
    const neededWithActs = basePw + this.#activePw;
    const fitsWithActs = neededWithActs <= this.#limit.leastPw(now, this.#activeUntilPs);
    if (basePw > this.#limit.leastPw(now, Infinity) || !fitsWithActs) {
      const neededPw = fitsWithActs ? basePw : neededWithActs;
      const under = `the power limit of ${printW(this.#limit.leastPw(now, Infinity))}; a limit of ${printUpW(neededPw)} would do`;
      throw new PowerLimitError(now, this.name, `leakage of ${printW(basePw)} does not fit under ${under}`, wattsOf(neededPw));
    }
    this.#basePw = basePw;
    this.#noteLevel();
    if (this.#line.length > 0) this.#arbitrateSoon();
  }

  /**
   * Asks for power. `onGranted` comes in phase ACT, of this very time if the act fits and nobody waits.
   * Throws a SimulationError naming the power that would do if no future time allows the act.
   */
  request(request: PowerRequest): void {
    const pw = this.#check(request.powerW, request.durationPs, request.who);
    this.#line.join({ request, pw }, this.engine.now);
    this.#arbitrateSoon();
  }

  /** Starts the act at once if it fits and nobody waits: saves an event where no callback is needed. */
  tryRequest(powerW: number, durationPs: TimePs, who: string): boolean {
    const pw = this.#check(powerW, durationPs, who);
    if (this.#line.length > 0 || !this.#fits(pw, durationPs)) return false;
    this.#start(pw, durationPs);
    return true;
  }

  /** Throws what `request` would throw for an act that can never fit: for checking every act before a run. */
  checkFits(powerW: number, durationPs: TimePs, who: string): void {
    this.#checkEverFits(picowattsUp(powerW, `${who}.powerW`), durationPs, who);
  }

  openWork(): Waiting[] {
    return this.#line.list().map(({ entry, sincePs }) => {
      const waitsFor = `${printW(entry.pw)} of ${this.name}`;
      return { who: entry.request.who, waitsFor, reason: "power-capped", sincePs };
    });
  }

  #check(powerW: number, durationPs: TimePs, who: string): number {
    if (!Number.isSafeInteger(durationPs) || durationPs < 1) {
      throw new ConfigError({
        path: `${who}.durationPs`,
        message: "an act that draws power lasts at least 1 ps",
        found: String(durationPs),
      });
    }
    const pw = picowattsUp(powerW, `${who}.powerW`);
    this.#checkEverFits(pw, durationPs, who);
    return pw;
  }

  #checkEverFits(pw: number, durationPs: TimePs, who: string): void {
    const neededPw = this.#basePw + pw;
    if (neededPw <= this.#limit.floorPw) return;
    const mostPw = this.#limit.mostPw(this.engine.now, durationPs);
    if (neededPw <= mostPw) return;
    const parts = `${printW(pw)} and ${printW(this.#basePw)} of leakage`;
    const need = `needs ${printW(neededPw)} for ${formatQuantity(psToS(durationPs), "s")} (${parts})`;
    const most = `more than the ${printW(mostPw)} the power limit allows from now on; a limit of ${printUpW(neededPw)} would do`;
    throw new PowerLimitError(this.engine.now, who, `${need}, ${most}`, wattsOf(neededPw));
  }

  #fits(pw: number, durationPs: TimePs): boolean {
    const { now } = this.engine;
    return this.#basePw + this.#activePw + pw <= this.#limit.leastPw(now, now + durationPs);
  }

  #start(pw: number, durationPs: TimePs): void {
    if (pw === 0) return;
    this.#activePw += pw;
    this.#activeUntilPs = Math.max(this.#activeUntilPs, this.engine.now + durationPs);
    this.#noteLevel();
    this.engine.after(durationPs, DELIVER, this.#endAct, pw);
  }

  #giveBack(pw: number): void {
    this.#activePw -= pw;
    this.#noteLevel();
    if (this.#line.length > 0) this.#arbitrateSoon();
  }

  #noteLevel(): void {
    this.#trace.set(this.engine.now, this.#basePw + this.#activePw);
    if (this.#limit.watch !== undefined) this.#countExcess();
  }

  #onLimitChange(): void {
    this.#countExcess();
    if (this.#line.length > 0) this.#arbitrateSoon();
  }

  /** Books the excess until now, at the level and the limit that held since the last call. */
  #countExcess(): void {
    const { now } = this.engine;
    this.#excess += this.#excessPw * (now - this.#excessToPs);
    this.#excessToPs = now;
    this.#excessPw = Math.max(0, this.#basePw + this.#activePw - this.#limit.leastPw(now, now));
  }

  #arbitrateSoon(): void {
    if (this.#isArbitrationDue) return;
    this.#isArbitrationDue = true;
    this.engine.after(0, ACT, this.#arbitrate);
  }

  #grantWhatFits(): void {
    this.#isArbitrationDue = false;
    for (let first = this.#line.first; first !== undefined; first = this.#line.first) {
      if (!this.#fits(first.pw, first.request.durationPs)) {
        this.#checkEverFits(first.pw, first.request.durationPs, first.request.who);
        this.#wakeAtNextLimit();
        return;
      }
      this.#grant(first);
    }
  }

  #grant({ request, pw }: Queued): void {
    const fromPs = this.#line.firstSincePs;
    const toPs = this.engine.now;
    this.#line.leave();
    this.#start(pw, request.durationPs);
    const waitedPs = (toPs - fromPs) as TimePs;
    this.blockedPs += waitedPs;
    if (waitedPs > 0) {
      this.engine.hooks.emit(waitPoint, () => ({ who: request.who, waitedFor: this.name, reason: "power-capped", fromPs, toPs }));
    }
    request.onGranted(waitedPs);
  }

  /** Only while somebody waits: changes of the limit must not keep a finished run alive. */
  #wakeAtNextLimit(): void {
    const atPs = this.#limit.nextChangePs(this.engine.now);
    if (atPs === Infinity || atPs === this.#wakeAtPs) return;
    this.#wakeAtPs = atPs;
    this.engine.schedule(atPs, ACT, this.#arbitrate);
  }
}

function printW(pw: number): string {
  return pw === Infinity ? "no limit" : formatQuantity(wattsOf(pw), "W");
}

/** Rounded up to four digits, so that the number printed really is enough. */
function printUpW(pw: number): string {
  const step = 10 ** Math.max(0, String(pw).length - 4);
  return formatQuantity(wattsOf(Math.ceil(pw / step) * step), "W");
}

// One account of every physical act: integer counts of (unit, action, request, layer), one unit cost per (unit, action).
// Joules appear only at read-out (ledger-rows.ts), so totals do not depend on the order of events.
// Leakage is an ordinary row whose count is powered picoseconds.

import { ConfigError, SimulationError } from "./errors.js";
import { hookPoint, type Hooks } from "./hooks.js";
import { mergeRows, type LedgerRow } from "./ledger-rows.js";
import { psToS, toPs, type TimePs } from "./time.js";

/** Cost of doing one action once. */
export interface ActionCost {
  readonly energyJ: number;
  readonly latencyS: number;
  /** What one count stands for: "row", "column", "bit.hop" ... */
  readonly per: string;
}

/** What a circuit or unit costs: the result of a pure cost function. */
export interface UnitCosts<A extends string> {
  readonly areaM2: number;
  readonly leakageW: number;
  readonly actions: Readonly<Record<A, ActionCost>>;
}

/** Whom an act was done for. Posts of one step share one object: accounts are kept by identity and merged at read-out. */
export interface LedgerTag {
  readonly request: string;
  /** Workload layer. */
  readonly layer: string;
}

export interface LedgerPost extends LedgerTag {
  readonly unit: string;
  readonly action: string;
  readonly count: number;
}

/** Emitted for every post (leakage too). */
export const ledgerPostPoint = hookPoint<LedgerPost>("ledger.post");

export const LEAK = "leak";
const LEAK_INDEX = 0;

/** The accounts of one simulation. */
export class Ledger {
  readonly #meters = new Map<string, Meter<string>>();

  constructor(readonly hooks?: Hooks) {}

  /**
   * The meter of a unit. The name may be one instance ("chip.bank[3]") or a class of identical units ("sub-array"):
   * asking again under the same name gives the same meter, and the costs must then be the same.
   * Throws a ConfigError naming unit.action for a cost that is negative or not finite.
   */
  meter<A extends string>(unit: string, costs: UnitCosts<A>): Meter<A> {
    const known = this.#meters.get(unit);
    if (known === undefined) {
      const meter = new Meter<A>(unit, costs, this.hooks);
      this.#meters.set(unit, meter);
      return meter;
    }
    if (!sameCosts(known.costs, costs))
      throw new SimulationError(null, unit, "is metered twice with different costs; give the two units different names");
    return known;
  }

  /** Every account that was used, ordered by unit, action, layer, request (code-unit order). */
  rows(): LedgerRow[] {
    return mergeRows([...this.#meters.values()].map((meter) => meter.rows()));
  }

  /** The acts of another ledger at the prices of this one. Throws a SimulationError for a unit or an action that it does not meter. */
  priced(rows: readonly LedgerRow[]): LedgerRow[] {
    return rows.map((row) => {
      const unitEnergyJ = this.#meters.get(row.unit)?.unitEnergyJ(row.action);
      if (unitEnergyJ === undefined) throw new SimulationError(null, `${row.unit}.${row.action}`, "has no price in this ledger");
      return { ...row, unitEnergyJ };
    });
  }
}

/** Posts the acts of one unit (or one class of identical units). */
export class Meter<A extends string> {
  readonly #actions: readonly string[];
  readonly #indexOf = new Map<string, number>();
  readonly #unitEnergyJ: number[] = [];
  readonly #latencyPs: TimePs[] = [];
  readonly #countsOf = new Map<LedgerTag, Float64Array>();
  // Posts come in runs of one tag: remembering the last one saves a map look-up per post.
  #lastTag: LedgerTag | undefined;
  #lastCounts: Float64Array = new Float64Array(0);

  /** Use `ledger.meter`, which keeps names unique. */
  constructor(readonly unit: string, readonly costs: UnitCosts<A>, private readonly hooks?: Hooks) {
    const actions = Object.keys(costs.actions) as A[];
    if ((actions as string[]).includes(LEAK)) throw new ConfigError({ path: `${unit}.${LEAK}`, message: "is reserved for leakage" });
    checkCost(costs.areaM2, `${unit}.areaM2`);
    this.#actions = [LEAK, ...actions];
    this.#addAction(LEAK, checkCost(costs.leakageW, `${unit}.leakageW`) * psToS(1), 0);
    for (const action of actions) this.#addAction(action, costs.actions[action].energyJ, costs.actions[action].latencyS);
  }

  /**
   * Accounts for `count` acts done for `tag`.
   * Returns how long one such act takes [ps], so that time is never spent without energy.
   * Throws a SimulationError when the count is not a whole number or its total leaves 2^53.
   */
  post(action: A, tag: LedgerTag, count = 1): TimePs {
    const index = this.#indexOf.get(action);
    if (index === undefined || index === LEAK_INDEX)
      throw new SimulationError(null, `${this.unit}.${action}`, "is not an action of this unit");
    this.#add(index, tag, count);
    return this.#latencyPs[index]!;
  }

  /** Accounts for leakage over powered time: for a class of units, the sum of the times of its members. */
  leak(tag: LedgerTag, poweredPs: number): void {
    this.#add(LEAK_INDEX, tag, poweredPs);
  }

  /** How long one act takes [ps], without doing it. */
  latencyPs(action: A): TimePs {
    return this.#latencyPs[this.#indexOf.get(action)!]!;
  }

  /** Of one act, or of one powered picosecond for leakage [J]; undefined for what is not an action of this unit. */
  unitEnergyJ(action: string): number | undefined {
    const index = this.#indexOf.get(action);
    return index === undefined ? undefined : this.#unitEnergyJ[index];
  }

  /** One row for each action and tag object that was used. */
  rows(): LedgerRow[] {
    return [...this.#countsOf].flatMap(([{ request, layer }, counts]) =>
      this.#actions.flatMap((action, index) => {
        const count = counts[index]!;
        return count === 0 ? [] : [{ unit: this.unit, action, request, layer, count, unitEnergyJ: this.#unitEnergyJ[index]! }];
      }),
    );
  }

  #add(index: number, tag: LedgerTag, count: number): void {
    const counts = tag === this.#lastTag ? this.#lastCounts : this.#select(tag);
    const total = counts[index]! + count;
    if (!(count >= 0 && Number.isSafeInteger(total))) {
      const place = `${this.unit}.${this.#actions[index]!}`;
      const whom = `"${tag.layer}" of "${tag.request}"`;
      throw new SimulationError(
        null,
        place,
        `cannot count ${count} on top of ${counts[index]!} for ${whom}: counts are whole numbers below 2^53`,
      );
    }
    counts[index] = total;
    if (this.hooks?.isHeard(ledgerPostPoint) === true) {
      this.hooks.emit(ledgerPostPoint, () => ({ unit: this.unit, action: this.#actions[index]!, ...tag, count }));
    }
  }

  #select(tag: LedgerTag): Float64Array {
    let counts = this.#countsOf.get(tag);
    if (counts === undefined) this.#countsOf.set(tag, (counts = new Float64Array(this.#actions.length)));
    this.#lastTag = tag;
    this.#lastCounts = counts;
    return counts;
  }

  #addAction(action: string, energyJ: number, latencyS: number): void {
    const name = `${this.unit}.${action}`;
    this.#indexOf.set(action, this.#unitEnergyJ.length);
    this.#unitEnergyJ.push(checkCost(energyJ, `${name}.energyJ`));
    this.#latencyPs.push(toPs(checkCost(latencyS, `${name}.latencyS`), `${name}.latencyS`));
  }
}

function checkCost(value: number, name: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new ConfigError({ path: name, message: "must be a finite cost, zero or more", found: String(value) });
}

function sameCosts(a: UnitCosts<string>, b: UnitCosts<string>): boolean {
  if (a === b) return true;
  const names = Object.keys(a.actions);
  return (
    a.areaM2 === b.areaM2 &&
    a.leakageW === b.leakageW &&
    names.length === Object.keys(b.actions).length &&
    names.every((name) => a.actions[name]!.energyJ === b.actions[name]?.energyJ && a.actions[name]!.latencyS === b.actions[name].latencyS)
  );
}

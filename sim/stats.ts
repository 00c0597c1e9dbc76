// Statistics with units: counters, time-weighted averages, histograms. Each reads out as plain rows that carry their
// unit, so a report cannot mislabel them.

import { ConfigError, SimulationError } from "./errors.js";
import { ZERO_PS, type TimePs } from "./time.js";

/** One number of a statistic at read-out. */
export interface StatRow {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

/** Counts things: whole numbers, zero or more. */
export class Counter {
  #value = 0;

  constructor(readonly name: string, readonly unit: string) {}

  get value(): number {
    return this.#value;
  }

  add(count = 1): void {
    const total = this.#value + count;
    if (!(count >= 0 && Number.isSafeInteger(total)))
      throw new SimulationError(null, this.name, `cannot count ${count} on top of ${this.#value}`);
    this.#value = total;
  }

  rows(): StatRow[] {
    return [{ name: this.name, unit: this.unit, value: this.#value }];
  }
}

/** The average of a level over time: queue lengths, occupied places. Starts at 0 at time 0. */
export class TimeWeighted {
  #level = 0;
  #since: TimePs = ZERO_PS;
  #area = 0;
  #maximum = 0;

  constructor(readonly name: string, readonly unit: string) {}

  get maximum(): number {
    return this.#maximum;
  }

  /** The level is `level` from now on. */
  set(nowPs: TimePs, level: number): void {
    if (!(nowPs >= this.#since && Number.isFinite(level)))
      throw new SimulationError(nowPs, this.name, `cannot become ${level} after ${this.#since} ps`);
    this.#area += this.#level * (nowPs - this.#since);
    this.#since = nowPs;
    this.#level = level;
    this.#maximum = Math.max(this.#maximum, level);
  }

  /** Average from time 0 to now; 0 before any time has passed. */
  mean(nowPs: TimePs): number {
    return nowPs === 0 ? 0 : (this.#area + this.#level * (nowPs - this.#since)) / nowPs;
  }

  rows(nowPs: TimePs): StatRow[] {
    return [
      { name: `${this.name}.mean`, unit: this.unit, value: this.mean(nowPs) },
      { name: `${this.name}.maximum`, unit: this.unit, value: this.#maximum },
    ];
  }
}

/** Counts values between fixed edges: bin i holds [edges[i], edges[i+1]); `below` and `above` hold the rest. */
export class Histogram {
  readonly counts: number[];
  below = 0;
  above = 0;
  #sum = 0;
  #total = 0;

  /** @param edges at least two, ascending; throws a ConfigError otherwise */
  constructor(readonly name: string, readonly unit: string, readonly edges: readonly number[]) {
    const isAscending = edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!));
    if (edges.length < 2 || !isAscending)
      throw new ConfigError({ path: `${name}.edges`, message: "must be two or more ascending numbers", found: `[${edges.join(", ")}]` });
    this.counts = new Array<number>(edges.length - 1).fill(0);
  }

  get total(): number {
    return this.#total;
  }

  /** Mean of the values themselves; 0 when there are none. */
  get mean(): number {
    return this.#total === 0 ? 0 : this.#sum / this.#total;
  }

  add(value: number): void {
    if (!Number.isFinite(value)) throw new SimulationError(null, this.name, `cannot hold ${value}`);
    this.#total++;
    this.#sum += value;
    if (value < this.edges[0]!) this.below++;
    else if (value >= this.edges.at(-1)!) this.above++;
    else this.counts[this.#binOf(value)]!++;
  }

  rows(): StatRow[] {
    const bins = this.counts.map((value, i) => ({
      name: `${this.name}[${this.edges[i]!}, ${this.edges[i + 1]!}) ${this.unit}`,
      unit: "count",
      value,
    }));
    return [
      { name: `${this.name}.mean`, unit: this.unit, value: this.mean },
      { name: `${this.name}.below`, unit: "count", value: this.below },
      ...bins,
      { name: `${this.name}.above`, unit: "count", value: this.above },
    ];
  }

  #binOf(value: number): number {
    let low = 0;
    let high = this.edges.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.edges[middle]! <= value) low = middle;
      else high = middle;
    }
    return low;
  }
}

// Where the time of one unit went: busy by kind of work, blocked by named reason. Idle is the rest.

import { SimulationError } from "./errors.js";
import type { TimePs } from "./time.js";
import type { WaitReason } from "./waiting.js";

/** Time of one unit by what it was busy or blocked with. */
export class BusyTime {
  readonly #busyPs = new Map<string, number>();
  readonly #blockedPs = new Map<WaitReason, number>();

  constructor(readonly unit: string) {}

  work(kind: string, fromPs: TimePs, toPs: TimePs): void {
    this.#add(this.#busyPs, kind, fromPs, toPs);
  }

  wait(reason: WaitReason, fromPs: TimePs, toPs: TimePs): void {
    this.#add(this.#blockedPs, reason, fromPs, toPs);
  }

  get busyPs(): number {
    return sum(this.#busyPs);
  }

  get blockedPs(): number {
    return sum(this.#blockedPs);
  }

  /** Busy time by kind of work, in alphabetical order: plain data. */
  busyByKind(): Record<string, number> {
    return sorted(this.#busyPs);
  }

  /** Blocked time by reason, in alphabetical order: plain data. */
  blockedByReason(): Record<string, number> {
    return sorted(this.#blockedPs);
  }

  #add(sums: Map<string, number>, name: string, fromPs: TimePs, toPs: TimePs): void {
    if (toPs < fromPs) throw new SimulationError(fromPs, this.unit, `"${name}" ends at ${toPs} ps, before it starts`);
    sums.set(name, (sums.get(name) ?? 0) + (toPs - fromPs));
  }
}

function sum(sums: Map<string, number>): number {
  let total = 0;
  for (const value of sums.values()) total += value;
  return total;
}

function sorted(sums: Map<string, number>): Record<string, number> {
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

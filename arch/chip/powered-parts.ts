// Which units of a chip are powered, over time: leakage is powered picoseconds of each part, and the power that is always drawn.
import type { Ledger, LedgerTag, Meter } from "../../sim/ledger.js";
import type { PowerMeter } from "../../sim/power.js";
import type { ChipPart } from "../spec/chip-part.js";

interface Powered {
  readonly meter: Meter<string>;
  readonly leakageW: number;
  /** Units of this part that are on. */
  on: number;
  /** Unit picoseconds that are not yet posted, until `#countedToPs`. */
  poweredPs: number;
}

/** Leakage by part: unit picoseconds while on, and the power that is always drawn [W]. */
export class PoweredParts {
  readonly #parts = new Map<string, Powered>();
  #countedToPs = 0;

  /** Everything is on at time 0. */
  constructor(parts: readonly ChipPart[], ledger: Ledger, private readonly power: PowerMeter) {
    for (const { name, count, costs } of parts) {
      this.#parts.set(name, { meter: ledger.meter(name, costs), leakageW: costs.leakageW, on: count, poweredPs: 0 });
    }
    power.setBase(this.leakageW);
  }

  /** Of what is on now [W]. */
  get leakageW(): number {
    return [...this.#parts.values()].reduce((sum, { on, leakageW }) => sum + on * leakageW, 0);
  }

  /** From now on so many units of a part are on: their leakage follows. */
  setOn(name: string, on: number, nowPs: number): void {
    this.#count(nowPs);
    this.#parts.get(name)!.on = on;
    this.power.setBase(this.leakageW);
  }

  /** Leakage since the last post belongs to whom this is called for; so leaked time tiles the run whatever overlaps. */
  post(tag: LedgerTag, nowPs: number): void {
    this.#count(nowPs);
    for (const part of this.#parts.values()) {
      if (part.poweredPs > 0) part.meter.leak(tag, part.poweredPs);
      part.poweredPs = 0;
    }
  }

  #count(nowPs: number): void {
    for (const part of this.#parts.values()) part.poweredPs += (nowPs - this.#countedToPs) * part.on;
    this.#countedToPs = nowPs;
  }
}

// The right to use sub-arrays. A step asks for all of its own at once and gets them together, so that no two requests can hold what
// the other one needs. First come first served among those that want the same ones.
import type { Engine } from "../../sim/engine.js";
import { ACT } from "../../sim/event-queue.js";
import type { TimePs } from "../../sim/time.js";
import type { OpenWork, Waiting } from "../../sim/waiting.js";

export const SUB_ARRAY_BUSY = "sub-array-busy";

interface Claim {
  readonly who: string;
  readonly subArrays: readonly number[];
  readonly sincePs: TimePs;
  readonly onGranted: () => void;
}

/** Who may use which sub-arrays of a chip. */
export class SubArrayLocks implements OpenWork {
  readonly #held = new Set<number>();
  #claims: Claim[] = [];
  #isArbitrationDue = false;

  constructor(private readonly engine: Engine) {
    engine.watch(this);
  }

  /** `onGranted` comes in phase ACT once all of them are this one's, who must release them. */
  acquire(who: string, subArrays: readonly number[], onGranted: () => void): void {
    this.#claims.push({ who, subArrays, sincePs: this.engine.now, onGranted });
    this.#arbitrateSoon();
  }

  release(subArrays: readonly number[]): void {
    for (const index of subArrays) this.#held.delete(index);
    if (this.#claims.length > 0) this.#arbitrateSoon();
  }

  openWork(): Waiting[] {
    return this.#claims.map(({ who, subArrays, sincePs }) => ({
      who, waitsFor: `${subArrays.length} sub-arrays`, reason: SUB_ARRAY_BUSY, sincePs,
    }));
  }

  #arbitrateSoon(): void {
    if (this.#isArbitrationDue) return;
    this.#isArbitrationDue = true;
    this.engine.after(0, ACT, () => this.#grantAll());
  }

  /** What an earlier claim waits for is not given to a later one. */
  #grantAll(): void {
    this.#isArbitrationDue = false;
    const wanted = new Set<number>();
    const granted = this.#claims.filter(({ subArrays }) => {
      const isFree = subArrays.every((index) => !this.#held.has(index) && !wanted.has(index));
      for (const index of subArrays) (isFree ? this.#held : wanted).add(index);
      return isFree;
    });
    this.#claims = this.#claims.filter((claim) => !granted.includes(claim));
    for (const { onGranted } of granted) onGranted();
  }
}

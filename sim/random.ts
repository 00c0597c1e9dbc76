// Named random streams over seedrandom's Alea generator. Every consumer of chance owns a stream named after what it is
// for, so adding one consumer never changes the numbers another one sees.

import seedrandom from "seedrandom";

/** Plain data; give it back to `restore` to continue the stream from that point. */
export interface RandomState {
  readonly alea: { readonly c: number; readonly s0: number; readonly s1: number; readonly s2: number };
  readonly spareNormal: number | null;
}

export interface RandomStream {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform in [0, 1), 53 bits of resolution: for rare events, where 32 bits would be coarse. */
  double(): number;
  /** Uniform whole number in [0, n), 1 <= n <= 2^32. */
  int(n: number): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
  /** Failures before the first success of trials with probability p in (0, 1]: the gap to the next error; may be Infinity for a tiny p. */
  geometric(p: number): number;
  state(): RandomState;
  restore(state: RandomState): void;
}

/** The stream of that name: the same seed and names always give the same numbers. */
export function randomStream(seed: number | string, ...names: (string | number)[]): RandomStream {
  // JSON keeps the parts apart: ("a", "bc") and ("ab", "c") are different streams.
  return new AleaStream(JSON.stringify([String(seed), ...names.map(String)]));
}

class AleaStream implements RandomStream {
  #generator: seedrandom.StatefulPRNG<seedrandom.State.Alea>;
  #spareNormal: number | null = null;

  constructor(key: string) {
    this.#generator = seedrandom.alea(key, { state: true });
  }

  next(): number {
    return this.#generator();
  }

  double(): number {
    return this.#generator.double();
  }

  int(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 32))
      throw new RangeError(`random int: n must be a whole number in 1..2^32, found ${n}`);
    return Math.floor(this.#generator() * n);
  }

  normal(): number {
    const spare = this.#spareNormal;
    if (spare !== null) {
      this.#spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.#generator.double()));
    const angle = 2 * Math.PI * this.#generator.double();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  geometric(p: number): number {
    if (!(p > 0 && p <= 1)) throw new RangeError(`random geometric: p must lie in (0, 1], found ${p}`);
    if (p === 1) return 0;
    return Math.floor(Math.log1p(-this.#generator.double()) / Math.log1p(-p));
  }

  state(): RandomState {
    const { c, s0, s1, s2 } = this.#generator.state();
    return { alea: { c, s0, s1, s2 }, spareNormal: this.#spareNormal };
  }

  restore(state: RandomState): void {
    this.#generator = seedrandom.alea("", { state: { ...state.alea } });
    this.#spareNormal = state.spareNormal;
  }
}

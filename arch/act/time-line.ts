// The time line of one agent: every picosecond from its start to its end is one kind of work or one named wait.

/** Names of waits; everything else on a time line is work. */
export const WAITS = ["dependency", "buffer-full", "bus-busy", "digital-busy", "power-capped", "layer-busy"] as const;
export type WaitReason = (typeof WAITS)[number];

/** Adds up picoseconds by kind of work or reason of wait; several time lines may share one total. */
export type TimeByReason = Map<string, number>;

export class TimeLine {
  #kind: string | null = null;
  #since = 0;

  constructor(readonly totals: TimeByReason) {}

  /** From `now` on the agent does or waits for `kind`; what went on before is closed. */
  to(kind: string | null, now: number): void {
    if (this.#kind !== null && now > this.#since) this.totals.set(this.#kind, (this.totals.get(this.#kind) ?? 0) + now - this.#since);
    this.#kind = kind;
    this.#since = now;
  }

  /** What it does now; null before the start and after the end. */
  get kind(): string | null {
    return this.#kind;
  }

  get since(): number {
    return this.#since;
  }
}

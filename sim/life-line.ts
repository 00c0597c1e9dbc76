// A life, tiled by work and named waits: every picosecond from start to end is explained exactly once. A request has one
// for each of its steps, so that steps may overlap. Latency breakdowns come from here, never from adding up unit latencies.

import { SimulationError } from "./errors.js";
import { hookPoint, type Hooks } from "./hooks.js";
import { BusyTime } from "./busy-time.js";
import type { LedgerTag } from "./ledger.js";
import type { TimePs } from "./time.js";
import type { WaitReason } from "./waiting.js";

export interface LifeSpan {
  readonly isWait: boolean;
  /** The kind of work, or the reason of the wait. */
  readonly name: string;
  readonly fromPs: TimePs;
  readonly toPs: TimePs;
}

/** A finished life: plain data. The sums of both records together are endPs - startPs. */
export interface LifeSummary {
  readonly track: Track;
  readonly startPs: TimePs;
  readonly endPs: TimePs;
  readonly workPs: Readonly<Record<string, number>>;
  readonly waitPs: Readonly<Record<string, number>>;
}

/** Whose life: a unit or a step, and whom it works for. */
export interface Track extends LedgerTag {
  readonly who: string;
}

/** Emitted span by span as posted, before neighbours are joined: for timeline tracers. */
export const lifeSpanPoint = hookPoint<LifeSpan & Track>("life.span");

/** Of one step of a request, from its start to its end. */
export class LifeLine {
  #spans: LifeSpan[] = [];

  constructor(readonly track: Track, readonly startPs: TimePs, private readonly hooks?: Hooks) {}

  /** The request was worked on. Spans may be posted in any order; empty ones are ignored. */
  work(kind: string, fromPs: TimePs, toPs: TimePs): void {
    this.#add({ isWait: false, name: kind, fromPs, toPs });
  }

  /** The request waited, for a named reason. */
  wait(reason: WaitReason, fromPs: TimePs, toPs: TimePs): void {
    this.#add({ isWait: true, name: reason, fromPs, toPs });
  }

  /**
   * Ends the life and sums it up.
   * Throws a SimulationError at the first gap or overlap, or a span outside the life.
   */
  end(endPs: TimePs): LifeSummary {
    const spans = this.spans();
    let coveredTo = this.startPs;
    for (const span of spans) {
      if (span.fromPs !== coveredTo) throw this.#notTiled(coveredTo, span);
      coveredTo = span.toPs;
    }
    if (coveredTo !== endPs) {
      throw new SimulationError(coveredTo, this.#name, `its life is explained only until ${coveredTo} ps, but it ended at ${endPs} ps`);
    }
    const sums = new BusyTime(this.#name);
    for (const { isWait, name, fromPs, toPs } of spans) {
      if (isWait) sums.wait(name, fromPs, toPs);
      else sums.work(name, fromPs, toPs);
    }
    return { track: this.track, startPs: this.startPs, endPs, workPs: sums.busyByKind(), waitPs: sums.blockedByReason() };
  }

  /** The spans in order of time, neighbours of the same name joined. */
  spans(): LifeSpan[] {
    const joined: LifeSpan[] = [];
    for (const span of [...this.#spans].sort((a, b) => a.fromPs - b.fromPs)) pushJoined(joined, span);
    return joined;
  }

  #add(span: LifeSpan): void {
    if (span.toPs < span.fromPs)
      throw new SimulationError(span.fromPs, this.#name, `"${span.name}" ends at ${span.toPs} ps, before it starts`);
    this.hooks?.emit(lifeSpanPoint, () => ({ ...span, ...this.track }));
    if (span.toPs > span.fromPs) pushJoined(this.#spans, span);
  }

  #notTiled(coveredTo: TimePs, span: LifeSpan): SimulationError {
    const what = span.fromPs > coveredTo
      ? `nothing explains the time until "${span.name}" at ${span.fromPs} ps`
      : `"${span.name}" from ${span.fromPs} ps overlaps what came before`;
    return new SimulationError(coveredTo, this.#name, what);
  }

  get #name(): string {
    return `${this.track.request}.${this.track.layer}`;
  }
}

/** Appends, or lengthens the last span when it goes on without a gap: keeps long lives small. */
function pushJoined(spans: LifeSpan[], span: LifeSpan): void {
  const last = spans.at(-1);
  if (last !== undefined && last.name === span.name && last.isWait === span.isWait && last.toPs === span.fromPs) {
    spans[spans.length - 1] = { ...last, toPs: span.toPs };
  } else {
    spans.push(span);
  }
}

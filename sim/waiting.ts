// Waiting, by name: whoever cannot go on says for what and why, so that no picosecond of a request is unexplained and a
// deadlock can be reported.

import { hookPoint } from "./hooks.js";
import type { TimePs } from "./time.js";

/** Why somebody waits. The four of the engine room; units may name their own. */
export type WaitReason = "bus-busy" | "buffer-full" | "power-capped" | "dependency" | (string & {});

/** Somebody who cannot go on, for what, and since when. */
export interface Waiting {
  readonly who: string;
  readonly waitsFor: string;
  readonly reason: WaitReason;
  readonly sincePs?: TimePs;
}

/** A unit that can say who waits in it: it is asked at the end of a run. */
export interface OpenWork {
  openWork(): Waiting[];
}

/** A wait that is over. */
export interface WaitSpan {
  readonly who: string;
  readonly waitedFor: string;
  readonly reason: WaitReason;
  readonly fromPs: TimePs;
  readonly toPs: TimePs;
}

/** Emitted at the end of every wait that took time. */
export const waitPoint = hookPoint<WaitSpan>("unit.wait");

// H-tree from a root to the leaves of a grid: every level halves the distance, widths and heights in turn. One transfer runs
// from the root to one leaf. Leaves out switches at the forks and wider trunks for several leaves at once.

import type { UnitCosts } from "../../sim/ledger.js";
import type { WireLevel } from "../technology/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { repeatedWire } from "./repeated-wire.js";

export interface HTreeSpec {
  /** Leaves across and down; rounded up to powers of two. */
  readonly across: number;
  readonly down: number;
  /** Outline of one leaf. */
  readonly leafWidthM: number;
  readonly leafHeightM: number;
  /** Wires of one branch. */
  readonly widthBits: number;
  /** `global` unless stated. */
  readonly level?: WireLevel;
}

export interface HTreeEstimate {
  readonly costs: UnitCosts<"transfer">;
  /** One root-to-leaf path. */
  readonly pathM: number;
  /** All branches. */
  readonly wireM: number;
}

/** `transfer` is one bit from the root to a leaf or back. A single leaf has no tree: all figures are zero. */
export function estimateHTree(context: CircuitContext, spec: HTreeSpec): HTreeEstimate {
  const line = repeatedWire(context, spec.level ?? "global");
  const { pathM, wireM } = branches(spec);
  return {
    costs: {
      areaM2: wireM * spec.widthBits * line.areaM2PerM,
      leakageW: wireM * spec.widthBits * line.leakageWPerM,
      actions: { transfer: { energyJ: pathM * line.energyJPerM, latencyS: pathM * line.delaySPerM, per: "bit" } },
    },
    pathM,
    wireM,
  };
}

// The longer side is split first; a level with n branches in all has n times the length of one of them.
function branches(spec: HTreeSpec): { pathM: number; wireM: number } {
  let [across, down] = [powerOfTwo(spec.across), powerOfTwo(spec.down)];
  let [pathM, wireM, copies] = [0, 0, 1];
  while (across > 1 || down > 1) {
    const splitsAcross = across > 1 && (down === 1 || across * spec.leafWidthM >= down * spec.leafHeightM);
    const armM = splitsAcross ? (across * spec.leafWidthM) / 4 : (down * spec.leafHeightM) / 4;
    copies *= 2;
    pathM += armM;
    wireM += copies * armM;
    if (splitsAcross) across /= 2;
    else down /= 2;
  }
  return { pathM, wireM };
}

function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, count)));
}

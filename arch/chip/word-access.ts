// One access to a word, from what one pass or step of the array costs: a narrow word leaves columns alone, a wide one takes several passes.
import type { OperationEstimate } from "../circuit/index.js";

export interface AccessPart {
  readonly part: string;
  /** Share of the critical path; 0 for what lies beside it. */
  readonly latencyS: number;
  readonly energyJ: number;
}

/** Parts add up to the totals exactly, in their order. */
export interface WordAccess {
  /** Until the word stands (or is written). */
  readonly latencyS: number;
  /** Until the next access may start. */
  readonly cycleS: number;
  /** With half of the bits 1. */
  readonly energyJ: number;
  readonly breakdown: readonly AccessPart[];
  /** Figures of a real macro stand in place of computed ones. */
  readonly measured: boolean;
}

const sum = (parts: readonly AccessPart[], figure: "latencyS" | "energyJ"): number =>
  parts.reduce((total, part) => total + part[figure], 0);

/** Passes or steps that a word takes. */
export const passesOf = (operation: OperationEstimate, wordBits: number): number => Math.ceil(wordBits / operation.bits);

/** Latency [s], cycle [s] and energy [J] of reading, writing or computing one word of so many bits, by circuit. */
export function wordAccess(operation: OperationEstimate, wordBits: number): WordAccess {
  const passes = passesOf(operation, wordBits);
  const earlierS = (passes - 1) * operation.cycleS;
  const energies = operation.energyBreakdown.map(
    ({ part, energyJ, per }) => ({ part, energyJ: per === "access" ? passes * energyJ : (energyJ * wordBits) / operation.bits })
  );
  const latencies = passes
    === 1 ? operation.latencyBreakdown : [{ part: "earlier passes", latencyS: earlierS }, ...operation.latencyBreakdown];
  const names = new Set([...latencies, ...energies].map(({ part }) => part));
  const breakdown = [...names].map((part): AccessPart => ({
    part,
    latencyS: latencies.reduce((total, each) => (each.part === part ? total + each.latencyS : total), 0),
    energyJ: energies.reduce((total, each) => (each.part === part ? total + each.energyJ : total), 0),
  }));
  const latencyS = sum(breakdown, "latencyS");
  return {
    latencyS, cycleS: latencyS + (operation.cycleS - operation.latencyS), energyJ: sum(breakdown, "energyJ"), breakdown, measured: false,
  };
}

/** The same with measured figures over computed ones: a measured macro has no parts. */
export function measuredAccess(
  computed: WordAccess, { cycleS, energyJ }: { readonly cycleS?: number; readonly energyJ?: number },
): WordAccess {
  if (cycleS === undefined && energyJ === undefined) return computed;
  const kept = computed.breakdown.map(
    (part) => ({ ...part, ...(cycleS === undefined ? {} : { latencyS: 0 }), ...(energyJ === undefined ? {} : { energyJ: 0 }) })
  )
    .filter((part) => part.latencyS !== 0 || part.energyJ !== 0);
  const breakdown = [{ part: "measured macro", latencyS: cycleS ?? 0, energyJ: energyJ ?? 0 }, ...kept];
  return {
    latencyS: sum(breakdown, "latencyS"), cycleS: cycleS ?? computed.cycleS, energyJ: sum(breakdown, "energyJ"), breakdown, measured: true,
  };
}

// Figures measured on a macro in place of computed ones. A measured energy of a word scales the computed actions of its operation,
// so that what depends on data, gating and width keeps its proportions; a measured cycle replaces the computed one.
import type { ActionCost, UnitCosts } from "../../sim/ledger.js";
import { listAssumptions, stated, type AssumptionRow } from "../provenance/index.js";
import type { OperationEstimate, SubArrayAction, SubArrayEstimate, SubArrayOperation } from "../circuit/index.js";
import { SENSE_OPERATIONS, type SenseOperationName } from "../sense-ops/index.js";
import { reportName, type ArrayOperation } from "../spec/array-operations.js";
import type { MeasuredConfig } from "./cell-schema.js";
import type { ChipSpec, MeasuredAccess } from "../spec/chip-spec.js";
import { passesOf, wordAccess } from "./word-access.js";

interface MeasuredActions {
  readonly name: ArrayOperation;
  readonly operation: SubArrayOperation;
  /** Pays the cycle. */
  readonly timed: SubArrayAction;
  readonly others: readonly SubArrayAction[];
}

const senseActions = (name: SenseOperationName): MeasuredActions => ({
  name: reportName(name), operation: name, timed: `${name}.activate`, others: [`${name}.sense-0`, `${name}.sense-1`],
});

const ACTIONS: readonly MeasuredActions[] = [
  ...(Object.keys(SENSE_OPERATIONS) as SenseOperationName[]).map(senseActions),
  { name: "write", operation: "write", timed: "write.activate", others: ["write.set", "write.reset"] },
  { name: "popcount", operation: "count", timed: "count", others: [] },
];

/** The section as numbers, without what it leaves out. */
export function resolveMeasured(config: MeasuredConfig): ChipSpec["measured"] {
  const entries = Object.entries(config).flatMap(([name, access]) => {
    if (access === undefined) return [];
    const { cycle, energy } = access;
    const figures: MeasuredAccess = {
      ...(cycle === undefined ? {} : { cycleS: cycle }), ...(energy === undefined ? {} : { energyJ: energy }),
    };
    return Object.keys(figures).length === 0 ? [] : [[name, figures] as const];
  });
  return Object.fromEntries(entries);
}

/** Unit costs with the measured figures over the computed ones. */
export function withMeasured(estimate: SubArrayEstimate, spec: Pick<ChipSpec, "measured" | "array">): UnitCosts<SubArrayAction> {
  const actions: Record<SubArrayAction, ActionCost> = { ...estimate.costs.actions };
  for (const { name, operation, timed, others } of ACTIONS) {
    const figures = spec.measured[name];
    const computed = estimate.operations[operation];
    if (figures === undefined || computed === undefined) continue;
    const factor = energyFactor(figures, computed, spec.array.wordBits);
    for (const action of [timed, ...others]) actions[action] = { ...actions[action], energyJ: factor * actions[action].energyJ };
    if (figures.cycleS !== undefined) actions[timed] = {
      ...actions[timed], latencyS: figures.cycleS / passesOf(computed, spec.array.wordBits),
    };
  }
  return { ...estimate.costs, actions };
}

/** Measured over computed energy of a word. */
function energyFactor({ energyJ }: MeasuredAccess, computed: OperationEstimate, wordBits: number): number {
  if (energyJ === undefined) return 1;
  return energyJ / wordAccess(computed, wordBits).energyJ;
}

/** The measured figures among the numbers a result rests on. */
export function measuredAssumptions({ measured }: ChipSpec): AssumptionRow[] {
  const figures = Object.entries(measured).map(([name, { cycleS, energyJ }]) => [name, {
    ...(cycleS === undefined ? {} : { cycleS: stated(cycleS, "s", `chip.measured.${name}.cycle`) }),
    ...(energyJ === undefined ? {} : { energyJ: stated(energyJ, "J", `chip.measured.${name}.energy`) }),
  }] as const);
  return listAssumptions(Object.fromEntries(figures), "measured");
}

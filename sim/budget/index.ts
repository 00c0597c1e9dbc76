// The registry of power budgets. To add one: its file, one line here.

import type { BudgetKind } from "./budget.js";
import { ScheduledBudget, type PowerLimitStep } from "./scheduled-budget.js";

const constant: BudgetKind<number> = {
  summary: "the same limit all the time, in watts",
  build: (limitW) => new ScheduledBudget(limitW),
};

const scheduled: BudgetKind<readonly PowerLimitStep[]> = {
  summary: "limits that are known ahead, each from a time on",
  build: (steps) => new ScheduledBudget(steps),
};

export const BUDGETS = { constant, scheduled } as const satisfies Record<string, BudgetKind<never>>;

export type BudgetName = keyof typeof BUDGETS;
export type { Budget, BudgetKind } from "./budget.js";
export { picowattsUp, wattsOf } from "./picowatts.js";
export { ScheduledBudget, type PowerLimitStep } from "./scheduled-budget.js";

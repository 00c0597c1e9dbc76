// What every power budget must do: say limits that agree with one another, so that a meter never has to guess.
import { BUDGETS, type Budget, type BudgetName } from "../../../sim/budget/index.js";
import { Engine } from "../../../sim/engine.js";
import { PowerMeter } from "../../../sim/power.js";
import { asTimePs } from "../../../sim/time.js";

/** One budget of each kind, of 2 W at least and 5 W at most. */
const EXAMPLES: Readonly<Record<BudgetName, () => Budget>> = {
  constant: () => BUDGETS.constant.build(2),
  scheduled: () => BUDGETS.scheduled.build([{ fromPs: asTimePs(0), limitW: 5 }, { fromPs: asTimePs(100), limitW: 2 }]),
};
const WATT = 1e12;

describe.each(Object.keys(BUDGETS) as BudgetName[])("the budget %s", (name) => {
  const budget = EXAMPLES[name]();

  it("says what it is", () => expect(BUDGETS[name].summary.length).toBeGreaterThan(10));

  it("is nowhere below its floor, and no window has more than the most", () => {
    for (const from of [0, 50, 99, 100, 10_000]) {
      for (const duration of [1, 60, 1000]) {
        const least = budget.leastPw(from, from + duration);
        expect(least).toBeGreaterThanOrEqual(budget.floorPw);
        expect(budget.mostPw(from, duration)).toBeGreaterThanOrEqual(least);
        expect(least).toBeLessThanOrEqual(budget.leastPw(from, from + 1));
      }
      expect(budget.nextChangePs(from)).toBeGreaterThan(from);
    }
  });

  it("lets a meter run acts that fit, one after the other where they do not fit together, and never above it", () => {
    const engine = new Engine();
    const power = new PowerMeter(engine, { budget });
    const starts: number[] = [];
    for (let n = 0; n < 6; n++) {
      power.request({ who: `act ${n}`, powerW: 1.5, durationPs: asTimePs(40), onGranted: () => starts.push(engine.now) });
    }
    engine.run();
    expect(starts).toHaveLength(6);
    for (const { timePs, peakW } of power.trace()) expect(peakW * WATT).toBeLessThanOrEqual(budget.leastPw(timePs, timePs));
    expect(power.excessJ).toBe(0);
  });
});

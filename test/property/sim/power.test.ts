import fc from "fast-check";
import { Engine } from "../../../sim/engine.js";
import { ACT } from "../../../sim/event-queue.js";
import { PowerMeter, type PowerSpec } from "../../../sim/power.js";
import { BUDGETS, picowattsUp, ScheduledBudget, type PowerLimitStep } from "../../../sim/budget/index.js";
import { asTimePs } from "../../../sim/time.js";

interface Act {
  readonly atPs: number;
  readonly powerMw: number;
  readonly durationPs: number;
}

const acts = fc.array(fc.record<Act>({ atPs: fc.nat(300), powerMw: fc.nat(100), durationPs: fc.integer({ min: 1, max: 60 }) }), {
  maxLength: 30,
});
const baseMw = fc.nat(20);

/** Limits that come back to enough for every act (base 20 + act 100) and stay there. */
const steps = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 120 }), limitMw: fc.integer({ min: 20, max: 200 }) }), { maxLength: 8 })
  .map((list): PowerLimitStep[] => {
    let fromPs = 0;
    const limit = list.map(({ length, limitMw }) => {
      const step = { fromPs: asTimePs(fromPs), limitW: limitMw / 1000 };
      fromPs += length;
      return step;
    });
    return [...limit, { fromPs: asTimePs(fromPs), limitW: 0.12 }];
  });

function simulate(list: readonly Act[], base: number, spec: PowerSpec) {
  const engine = new Engine();
  const power = new PowerMeter(engine, spec);
  power.setBase(base / 1000);
  const granted: { index: number; requestedPs: number; startPs: number }[] = [];
  list.forEach(({ atPs, powerMw, durationPs }, index) => {
    engine.schedule(atPs, ACT, () =>
      power.request({
        who: `act${index}`,
        powerW: powerMw / 1000,
        durationPs: asTimePs(durationPs),
        onGranted: () => granted.push({ index, requestedPs: atPs, startPs: engine.now }),
      }),
    );
  });
  engine.run();
  return { granted, trace: power.trace(), peakW: power.peakW, energyJ: power.energyJ, endPs: engine.now };
}

function limitAt(limit: readonly PowerLimitStep[], timePs: number): number {
  return limit.findLast((step) => step.fromPs <= timePs)!.limitW;
}

/** Power at every picosecond, from the acts alone. */
function levels(list: readonly Act[], base: number, run: ReturnType<typeof simulate>): number[] {
  const level = new Array<number>(run.endPs).fill(base);
  for (const { index, startPs } of run.granted)
    for (let t = startPs; t < Math.min(run.endPs, startPs + list[index]!.durationPs); t++) level[t]! += list[index]!.powerMw;
  return level;
}

describe("power in whole picowatts", () => {
  it("a limit is never rounded above itself, a power never below itself by more than float noise", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5000, noNaN: true }), (watts) => {
        const limitPw = new ScheduledBudget(watts).floorPw;
        expect(Number.isSafeInteger(limitPw) && limitPw / 1e12 <= watts && (limitPw + 1) / 1e12 >= watts).toBe(true);
        const pw = picowattsUp(watts, "power");
        expect(Number.isSafeInteger(pw) && pw / 1e12 >= watts * (1 - 1e-15) && pw / 1e12 <= watts * (1 + 1e-15) + 1e-12).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("power under a varying limit", () => {
  it("every act runs, first come first served, and the power never exceeds the limit of its moment", () => {
    fc.assert(
      fc.property(acts, baseMw, steps, (list, base, limit) => {
        const run = simulate(list, base, { budget: BUDGETS.scheduled.build(limit) });
        expect(run.granted).toHaveLength(list.length);
        const inOrderOfRequest = list.map((_, index) => index).sort((a, b) => list[a]!.atPs - list[b]!.atPs || a - b);
        expect(run.granted.map((grant) => grant.index)).toEqual(inOrderOfRequest);
        const level = levels(list, base, run);
        level.forEach((milliwatts, t) => expect(milliwatts / 1000).toBeLessThanOrEqual(limitAt(limit, t) + 1e-12));
        for (const point of run.trace) expect(point.peakW).toBeLessThanOrEqual(limitAt(limit, point.timePs));
        expect(run.peakW).toBeCloseTo(level.reduce((a, b) => Math.max(a, b), 0) / 1000, 12);
      }),
    );
  });

  it("a limit moves acts in time and nothing else: same dynamic energy, no act earlier than without it", () => {
    fc.assert(
      fc.property(acts, baseMw, fc.integer({ min: 120, max: 250 }), (list, base, limitMw) => {
        const free = simulate(list, base, {});
        const capped = simulate(list, base, { budget: BUDGETS.constant.build(limitMw / 1000) });
        const dynamicJ = (run: typeof free) => run.energyJ - (base / 1000) * run.endPs * 1e-12;
        expect(dynamicJ(capped)).toBeCloseTo(dynamicJ(free), 22);
        for (const grant of free.granted) expect(grant.startPs).toBe(grant.requestedPs);
        for (const grant of capped.granted) expect(grant.startPs).toBeGreaterThanOrEqual(grant.requestedPs);
        expect(capped.peakW).toBeLessThanOrEqual(limitMw / 1000);
        expect(capped.endPs).toBeGreaterThanOrEqual(free.endPs);
      }),
    );
  });

  it("no limit, an infinite one and an ample one give the identical run", () => {
    fc.assert(
      fc.property(acts, baseMw, (list, base) => {
        const free = simulate(list, base, {});
        expect(simulate(list, base, { budget: BUDGETS.constant.build(Infinity) })).toEqual(free);
        expect(simulate(list, base, { budget: BUDGETS.constant.build(100) })).toEqual(free);
      }),
    );
  });
});

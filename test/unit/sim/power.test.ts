import { Engine } from "../../../sim/engine.js";
import { ACT } from "../../../sim/event-queue.js";
import { ScheduledBudget, type PowerLimitStep } from "../../../sim/budget/index.js";
import { PowerMeter, type PowerSpec } from "../../../sim/power.js";
import { asTimePs } from "../../../sim/time.js";

const ps = asTimePs;

function meterWith({ limit, ...spec }: PowerSpec & { readonly limit?: number | readonly PowerLimitStep[] }) {
  const engine = new Engine();
  const power = new PowerMeter(engine, limit === undefined ? spec : { ...spec, budget: new ScheduledBudget(limit) });
  const starts: string[] = [];
  const ask = (who: string, powerW: number, durationPs: number) =>
    power.request({ who, powerW, durationPs: ps(durationPs), onGranted: (waited) => starts.push(`${who}@${engine.now} waited ${waited}`) });
  return { engine, power, starts, ask };
}

describe("PowerMeter", () => {
  it("lets acts run together as far as they fit, the others wait in order", () => {
    const { engine, power, starts, ask } = meterWith({ limit: 0.1 });
    power.setBase(0.01);
    ask("a", 0.05, 100);
    ask("b", 0.04, 50);
    ask("c", 0.06, 10);
    ask("tiny", 0.0001, 10);
    engine.run();
    expect(starts).toEqual(["a@0 waited 0", "b@0 waited 0", "c@100 waited 100", "tiny@100 waited 100"]);
    expect([power.peakW, power.blockedPs, power.powerW]).toEqual([0.1, 200, 0.01]);
    expect(power.trace()).toEqual([
      { timePs: 0, powerW: 0.1, peakW: 0.1 },
      { timePs: 50, powerW: 0.06, peakW: 0.06 },
      { timePs: 100, powerW: 0.0701, peakW: 0.0701 },
    ]);
    expect(power.averageW).toBeCloseTo((0.1 * 50 + 0.06 * 50 + 0.0701 * 10) / 110, 12);
    expect(power.energyJ).toBeCloseTo(power.averageW * 110e-12, 24);
  });

  it("admits a sum that is exactly the limit, whatever the decimals", () => {
    for (const limit of [0.1, 0.3, 0.7, 1.1, 2.2, 0.123456789]) {
      const { engine, power, starts, ask } = meterWith({ limit });
      power.setBase(limit / 3);
      ask("a", (limit * 2) / 3 - limit * 1e-9, 10);
      engine.run();
      expect(starts).toHaveLength(1);
      expect(power.peakW).toBeLessThanOrEqual(limit);
    }
    const { power } = meterWith({ limit: 0.3 });
    expect(power.tryRequest(0.1, ps(5), "a") && power.tryRequest(0.2, ps(5), "b")).toBe(true);
    expect(power.powerW).toBe(0.3);
  });

  it("waits for the limit to rise, without keeping a finished run alive", () => {
    const limit = [{ fromPs: ps(0), limitW: 1 }, { fromPs: ps(500), limitW: 3 }, { fromPs: ps(100_000), limitW: 2 }];
    const { engine, starts, ask } = meterWith({ limit });
    ask("a", 2, 10);
    ask("b", 0.5, 10);
    engine.run();
    expect(starts).toEqual(["a@500 waited 500", "b@500 waited 500"]);
    expect(engine.now).toBe(510);
  });

  it("never starts an act that would still run when the limit falls below it", () => {
    const limit = [{ fromPs: ps(0), limitW: 3 }, { fromPs: ps(100), limitW: 1 }, { fromPs: ps(200), limitW: 3 }];
    const { engine, power, starts, ask } = meterWith({ limit });
    engine.schedule(50, ACT, () => ask("short", 2, 50));
    engine.schedule(60, ACT, () => ask("long", 2, 41));
    engine.run();
    expect(starts).toEqual(["short@50 waited 0", "long@200 waited 140"]);
    expect(power.trace().map((point) => [point.timePs, point.powerW])).toEqual([[0, 0], [50, 2], [100, 0], [200, 2]]);
  });

  it("refuses an act that can never fit, with the number that would do", () => {
    const { power, ask, starts, engine } = meterWith({ limit: 0.1 });
    power.setBase(0.015);
    expect(() => ask("bank[0].write", 0.135, 10_000)).toThrow(
      "[0 ps] bank[0].write: needs 150 mW for 10 ns (135 mW and 15 mW of leakage), "
        + "more than the 100 mW the power limit allows from now on; a limit of 150 mW would do",
    );
    expect(() => power.checkFits(0.1, ps(1), "u")).toThrow(/a limit of 115 mW would do/);
    expect(() => power.tryRequest(0.123456789, ps(1), "u")).toThrow(/a limit of 138\.5 mW would do/);
    ask("ok", 0.085, 1);
    engine.run();
    expect(starts).toHaveLength(1);
  });

  it("refuses an act longer than every stretch of enough power", () => {
    const limit = [{ fromPs: ps(0), limitW: 1 }, { fromPs: ps(100), limitW: 3 }, { fromPs: ps(200), limitW: 1 }];
    const { ask, engine, starts } = meterWith({ limit });
    expect(() => ask("long", 2, 101)).toThrow(/long: needs 2 W for 101 ps/);
    ask("first", 2, 60);
    ask("late", 2, 60);
    expect(() => engine.run()).toThrow(/\[160 ps\] late: needs 2 W/);
    expect(starts).toEqual(["first@100 waited 100"]);
  });

  it("refuses leakage above the limit, now or later", () => {
    const { power } = meterWith({ limit: [{ fromPs: ps(0), limitW: 1 }, { fromPs: ps(100), limitW: 0.2 }] });
    expect(() => power.setBase(0.3)).toThrow(
      "[0 ps] power: leakage of 300 mW does not fit under the power limit of 200 mW; a limit of 300 mW would do",
    );
    power.setBase(0.1);
    power.tryRequest(0.1, ps(500), "act");
    expect(() => power.setBase(0.15)).toThrow(/a limit of 250 mW would do/);
  });

  it("grants when the base falls", () => {
    const { engine, power, starts, ask } = meterWith({ limit: 1 });
    power.setBase(0.5);
    engine.schedule(10, ACT, () => void power.tryRequest(0.5, ps(1000), "hog"));
    engine.schedule(20, ACT, () => ask("a", 0.5, 10));
    engine.schedule(50, ACT, () => power.setBase(0));
    engine.run();
    expect(starts).toEqual(["a@50 waited 30"]);
  });

  it("treats no limit and an infinite limit alike, and acts without power as free", () => {
    const runs = [undefined, Infinity].map((limit) => {
      const { engine, power, starts, ask } = meterWith(limit === undefined ? {} : { limit });
      for (let i = 0; i < 20; i++) engine.schedule(i * 7, ACT, () => ask(`a${i}`, i % 3, 10 + i));
      engine.run();
      return { starts, trace: power.trace(), peakW: power.peakW, events: engine.eventCount };
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]!.starts.every((start) => start.endsWith("waited 0"))).toBe(true);
  });

  it("lets nobody overtake, not even an act that asks to start at once", () => {
    const { engine, power, ask } = meterWith({ limit: 1 });
    power.tryRequest(0.6, ps(10), "hog");
    ask("waiter", 0.5, 10);
    expect(power.tryRequest(0.1, ps(10), "small")).toBe(false);
    engine.run();
    expect(power.tryRequest(0.1, ps(10), "small")).toBe(true);
  });

  it("says who waits for power when the run gets stuck", () => {
    const { engine, power, ask } = meterWith({ limit: 1 });
    power.tryRequest(1, ps(10), "hog");
    ask("bank[1]", 0.5, 10);
    engine.run(ps(5));
    expect(power.openWork()).toEqual([{ who: "bank[1]", waitsFor: "500 mW of power", reason: "power-capped", sincePs: 0 }]);
  });

  it("checks its arguments", () => {
    const { power, ask } = meterWith({});
    expect(() => ask("u", NaN, 10)).toThrow(/u\.powerW: must be a power/);
    expect(() => ask("u", -1, 10)).toThrow(/u\.powerW/);
    expect(() => ask("u", 1, 0)).toThrow(/u\.durationPs/);
    expect(() => power.setBase(Infinity)).toThrow(/power\.base/);
    expect(() => meterWith({ limit: -1 })).toThrow(/power\.limit/);
    expect(() => meterWith({ limit: [] })).toThrow(/must start at time 0/);
    expect(() => meterWith({ limit: [{ fromPs: ps(0), limitW: 1 }, { fromPs: ps(0), limitW: 2 }] })).toThrow(/ascending/);
  });
});

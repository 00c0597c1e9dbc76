import { Hooks } from "../../../sim/hooks.js";
import { Ledger, ledgerPostPoint, type LedgerTag, type UnitCosts } from "../../../sim/ledger.js";
import { energyJBy, mergeRows, scaleRows, totalEnergyJ } from "../../../sim/ledger-rows.js";

const costs: UnitCosts<"sense" | "write"> = {
  areaM2: 1e-9,
  leakageW: 2,
  actions: { sense: { energyJ: 3, latencyS: 1e-9, per: "column" }, write: { energyJ: 5, latencyS: 0, per: "bit" } },
};

/** Of one request. */
const of = (layer: string, request = "image"): LedgerTag => ({ request, layer });

describe("Ledger", () => {
  it("counts per unit, action, request and layer and prices at read-out", () => {
    const ledger = new Ledger();
    const meter = ledger.meter("b", costs);
    expect(meter.post("sense", of("conv2"), 4)).toBe(1000);
    expect(meter.post("write", of("conv1"))).toBe(0);
    meter.post("sense", of("conv1"), 1);
    meter.post("sense", of("conv2"), 6);
    meter.post("write", of("unused"), 0);
    ledger.meter("a", costs).post("write", of("conv1"), 2);
    expect(ledger.rows()).toEqual([
      { unit: "a", action: "write", ...of("conv1"), count: 2, unitEnergyJ: 5 },
      { unit: "b", action: "sense", ...of("conv1"), count: 1, unitEnergyJ: 3 },
      { unit: "b", action: "sense", ...of("conv2"), count: 10, unitEnergyJ: 3 },
      { unit: "b", action: "write", ...of("conv1"), count: 1, unitEnergyJ: 5 },
    ]);
    expect(totalEnergyJ(ledger.rows())).toBe(48);
    expect(Object.fromEntries(energyJBy(ledger.rows(), "layer"))).toEqual({ conv1: 18, conv2: 30 });
  });

  it("keeps leakage as an ordinary row of powered picoseconds", () => {
    const ledger = new Ledger();
    ledger.meter("array", costs).leak(of("idle"), 1_000_000);
    expect(ledger.rows()).toEqual([{ unit: "array", action: "leak", ...of("idle"), count: 1_000_000, unitEnergyJ: 2e-12 }]);
    expect(totalEnergyJ(ledger.rows())).toBeCloseTo(2e-6, 18);
  });

  it("gives identical units of one name one meter, and refuses different costs under it", () => {
    const ledger = new Ledger();
    expect(ledger.meter("sub-array", costs)).toBe(ledger.meter("sub-array", structuredClone(costs)));
    expect(() => ledger.meter("sub-array", { ...costs, leakageW: 3 })).toThrow(/sub-array: is metered twice with different costs/);
  });

  it("names unit and action of a bad cost or count", () => {
    const ledger = new Ledger();
    const bad = (energyJ: number): UnitCosts<"sense"> => ({
      areaM2: 0,
      leakageW: 0,
      actions: { sense: { energyJ, latencyS: 0, per: "x" } },
    });
    expect(() => ledger.meter("sa", bad(NaN))).toThrow(/sa\.sense\.energyJ: must be a finite cost.*found NaN/);
    expect(() => ledger.meter("sa", bad(-1))).toThrow(/sa\.sense\.energyJ/);
    expect(() => ledger.meter("sa", { areaM2: 0, leakageW: 0, actions: { leak: { energyJ: 1, latencyS: 0, per: "x" } } })).toThrow(
      /reserved/,
    );
    const meter = ledger.meter("b", costs);
    for (const count of [1.5, -1, NaN, Infinity, 2 ** 53])
      expect(() => meter.post("sense", of("t"), count)).toThrow(/b\.sense: cannot count/);
    expect(() => meter.post("leak" as "sense", of("t"))).toThrow(/b\.leak: is not an action/);
    expect(ledger.rows()).toEqual([]);
  });

  it("tells listeners of every post", () => {
    const hooks = new Hooks();
    const seen: unknown[] = [];
    hooks.on(ledgerPostPoint, (post) => seen.push(post));
    const meter = new Ledger(hooks).meter("b", costs);
    meter.post("sense", of("t"), 3);
    meter.leak(of("t"), 7);
    expect(seen).toEqual([{ unit: "b", action: "sense", ...of("t"), count: 3 }, { unit: "b", action: "leak", ...of("t"), count: 7 }]);
  });
});

describe("ledger rows", () => {
  const row = { unit: "u", action: "a", ...of("t"), count: 3, unitEnergyJ: 2 };

  it("merge by account and scale by whole numbers", () => {
    expect(mergeRows([[row], [row, { ...row, ...of("s") }]])).toEqual([{ ...row, ...of("s") }, { ...row, count: 6 }]);
    expect(scaleRows([row], 4)).toEqual([{ ...row, count: 12 }]);
    expect(scaleRows([row], 0)).toEqual([]);
  });

  it("refuse two prices for one account and counts beyond 2^53", () => {
    expect(() => mergeRows([[row], [{ ...row, unitEnergyJ: 1 }]])).toThrow(/u\.a: costs 2 J in one ledger and 1 J/);
    expect(() => scaleRows([row], 2 ** 52)).toThrow(/2\^53/);
    expect(() => scaleRows([row], 0.5)).toThrow(/whole number/);
  });
});

import fc from "fast-check";
import { Ledger } from "../../../sim/ledger.js";
import { energyJBy, mergeRows, scaleRows, totalEnergyJ, type LedgerKey } from "../../../sim/ledger-rows.js";

interface Post {
  readonly unit: number;
  readonly action: "x" | "y" | "leak";
  readonly layer: string;
  readonly request: string;
  readonly count: number;
}

const posts = fc.array(
  fc.record<Post>({
    unit: fc.nat(3),
    action: fc.constantFrom("x", "y", "leak"),
    layer: fc.constantFrom("a", "b", "c"),
    request: fc.constantFrom("p", "q"),
    count: fc.nat(1_000_000),
  }),
  { maxLength: 60 },
);
const energies = fc.array(fc.double({ min: 0, max: 1e-9, noNaN: true }), { minLength: 3, maxLength: 3 });

function ledgerOf(list: readonly Post[], [x, y, leakageW]: readonly number[]) {
  const ledger = new Ledger();
  for (const { unit, action, layer, request, count } of list) {
    const meter = ledger.meter(`unit[${unit}]`, {
      areaM2: 0,
      leakageW: leakageW!,
      actions: { x: { energyJ: x!, latencyS: 0, per: "1" }, y: { energyJ: y!, latencyS: 0, per: "1" } },
    });
    if (action === "leak") meter.leak({ request, layer }, count);
    else meter.post(action, { request, layer }, count);
  }
  return ledger.rows();
}

describe("ledger identities", () => {
  it("the sum by unit, by action, by request and by layer is the total", () => {
    fc.assert(
      fc.property(posts, energies, (list, prices) => {
        const rows = ledgerOf(list, prices);
        const total = totalEnergyJ(rows);
        for (const key of ["unit", "action", "request", "layer"] satisfies LedgerKey[]) {
          const sum = [...energyJBy(rows, key).values()].reduce((a, b) => a + b, 0);
          expect(Math.abs(sum - total)).toBeLessThanOrEqual(total * 1e-12);
        }
        for (const row of rows)
          expect(Number.isSafeInteger(row.count) && row.count > 0 && Number.isFinite(row.unitEnergyJ) && row.unitEnergyJ >= 0).toBe(true);
      }),
    );
  });

  it("neither the order of posts nor the split over ledgers changes a bit", () => {
    fc.assert(
      fc.property(posts, energies, fc.nat(60), (list, prices, cut) => {
        const whole = ledgerOf(list, prices);
        expect(ledgerOf([...list].reverse(), prices)).toEqual(whole);
        const parts = [ledgerOf(list.slice(0, cut), prices), ledgerOf(list.slice(cut), prices)];
        expect(mergeRows(parts)).toEqual(whole);
        expect(mergeRows(parts.reverse())).toEqual(whole);
        expect(totalEnergyJ(mergeRows(parts))).toBe(totalEnergyJ(whole));
      }),
    );
  });

  it("doing the work n times is n times the rows", () => {
    fc.assert(
      fc.property(posts, energies, fc.integer({ min: 1, max: 5 }), (list, prices, times) => {
        expect(scaleRows(ledgerOf(list, prices), times)).toEqual(ledgerOf(Array.from({ length: times }, () => list).flat(), prices));
      }),
    );
  });
});

// The array of any config: nothing but finite numbers, parts that add up, no size for free; or a refusal that names the field.

import fc from "fast-check";
import { ARRAY_OPERATIONS } from "../../../arch/spec/array-operations.js";
import { arrayEstimate, type ArrayEstimate, type ArrayTotals } from "../../../arch/chip/array-estimate.js";
import { chipReader } from "../../../experiment/config/read-chip.js";
import { isConfigError } from "../../../sim/errors.js";
import { numbersIn, total } from "../../fixtures/plain-numbers.js";

interface Choice {
  readonly rows: number;
  readonly columns: number;
  readonly mux: number;
  readonly word: number | null;
  readonly conventions: string;
  readonly process: string;
  readonly cell: string;
  readonly technology: string;
}

const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const size = fc.oneof(fc.integer({ min: 0, max: 12 }).map((bits) => 2 ** bits), fc.integer({ min: 1, max: 3000 }));

const cell = fc
  .record({
    areaF2: fc.integer({ min: 4, max: 400 }),
    aspect: fc.integer({ min: 1, max: 40 }),
    onOhm: fc.integer({ min: 100, max: 1_000_000 }),
    ratio: fc.integer({ min: 2, max: 100 }),
    currentUa: fc.integer({ min: 1, max: 2000 }),
    pulsePs: fc.integer({ min: 1, max: 20_000 }),
    accessF: fc.integer({ min: 1, max: 60 }),
    readMv: fc.integer({ min: 1, max: 1200 }),
    separate: fc.boolean(),
  })
  .map(
    (c) =>
      [
        `{ area: ${c.areaF2} F^2, aspectRatio: ${c.aspect / 10}`,
        `resistanceOn: ${c.onOhm} ohm, resistanceOff: ${c.onOhm * (1 + c.ratio / 20)} ohm`,
        `writeCurrent: ${c.currentUa} uA, writePulse: ${c.pulsePs} ps, accessWidth: ${c.accessF} F, readVoltage: ${c.readMv} mV`,
        `separateReadWritePaths: ${c.separate} }`,
      ].join(", "),
  );

const choice: fc.Arbitrary<Choice> = fc.record({
  rows: size,
  columns: size,
  mux: fc.constantFrom(1, 2, 4, 8, 16, 3),
  word: fc.option(fc.integer({ min: 1, max: 700 })),
  conventions: oneOf("pimento", "reference"),
  process: fc
    .tuple(oneOf("22 nm", "32 nm", "45 nm", "65 nm", "28 nm"), oneOf("HP", "LOP", "LSTP"), oneOf("300 K", "350 K", "400 K"))
    .map(([node, roadmap, temperature]) => `{ node: ${node}, roadmap: ${roadmap}, temperature: ${temperature} }`),
  cell: fc.oneof(fc.constant("{}"), cell),
  technology: oneOf("sot-mram", "sot-mram-22nm", "stt-mram"),
});

const yaml = (c: Choice): string =>
  `chip:\n  conventions: ${c.conventions}\n  technology: ${c.technology}\n  process: ${c.process}\n  cell: ${c.cell}\n` +
  `  array: { rows: ${c.rows}, columns: ${c.columns}, senseAmpMux: ${c.mux}${c.word === null ? "" : `, wordBits: ${c.word}`} }\n`;

/** Null where the config is refused, by a problem that names a field of the chip. */
function estimate(c: Choice): ArrayEstimate | null {
  try {
    return arrayEstimate(chipReader({ text: yaml(c), file: "c.yaml", name: "c" }, [])([]));
  } catch (error) {
    if (!isConfigError(error)) throw error;
    expect(error.problems.every((problem) => problem.path.startsWith("chip."))).toBe(true);
    return null;
  }
}

describe("an array of any config", () => {
  it("is refused by field, or holds only finite numbers, none negative but the write headroom", () => {
    fc.assert(fc.property(choice, (c) => {
      const bad = numbersIn(estimate(c)).filter(
        ([path, value]) => !Number.isFinite(value) || (value < 0 && !/^\.(writeHeadroomV|computingAdds)/.test(path)),
      );
      expect(bad).toEqual([]);
    }), { numRuns: 250 });
  });

  it("has parts that add up to its totals exactly, and a price for every operation", () => {
    fc.assert(fc.property(choice, (c) => {
      const result = estimate(c);
      if (result === null) return;
      for (const totals of [result, result.plainMemory, result.computingArray, result.computingAdds] satisfies ArrayTotals[]) {
        expect(totals.areaM2).toBe(total(totals.breakdown, "areaM2"));
        expect(totals.leakageW).toBe(total(totals.breakdown, "leakageW"));
      }
      for (const figure of ["areaM2", "leakageW"] as const) {
        const least = 1e-14 * result.computingArray[figure];
        for (const part of result.computingAdds.breakdown) expect(part[figure] === 0 || Math.abs(part[figure]) > least).toBe(true);
      }
      expect(Object.keys(result.operations)).toEqual([...ARRAY_OPERATIONS]);
      for (const { latencyS, energyJ, cycleS, breakdown } of Object.values(result.operations)) {
        expect(latencyS).toBe(total(breakdown, "latencyS"));
        expect(energyJ).toBe(total(breakdown, "energyJ"));
        expect(Math.min(latencyS, energyJ)).toBeGreaterThan(0);
        expect(cycleS).toBeGreaterThanOrEqual(latencyS);
      }
    }), { numRuns: 150 });
  });

  it("never has a faster bitline with more rows, nor less area with more rows or columns, nor a cheaper word with more bits", () => {
    const small = choice.map((c) => ({
      ...c,
      rows: 2 ** (4 + (c.rows % 6)),
      columns: 2 ** (5 + (c.columns % 5)),
      mux: [1, 2, 4, 8][c.mux % 4]!,
      word: 1 + (c.rows % 32),
    }));
    const bitlineS = ({ operations }: ArrayEstimate): number => operations.read.breakdown.find(({ part }) => part === "bitline")!.latencyS;
    fc.assert(fc.property(small, (c) => {
      const [base, taller, wider, longer] = [
        c,
        { ...c, rows: 2 * c.rows },
        { ...c, columns: 2 * c.columns },
        { ...c, word: 2 * c.word },
      ].map(estimate);
      if (base == null) return;
      if (taller != null) expect([bitlineS(taller) > bitlineS(base), taller.areaM2 > base.areaM2]).toEqual([true, true]);
      if (wider != null) expect(wider.areaM2).toBeGreaterThan(base.areaM2);
      if (longer != null) expect(longer.operations.read.energyJ).toBeGreaterThan(base.operations.read.energyJ);
    }), { numRuns: 100 });
  });
});

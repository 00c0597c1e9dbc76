// Sub-array estimates over random geometry, cell and process: finite or refused by field, parts add up, no size is free.

import fc from "fast-check";
import { estimateSubArray, estimateSubArrayOfCell } from "../../../arch/circuit/index.js";
import type { SubArrayEstimate, SubArrayOptions, SubArraySpec } from "../../../arch/circuit/index.js";
import { CONVENTIONS } from "../../../arch/circuit/index.js";
import type { ConventionsName } from "../../../arch/circuit/index.js";
import { SENSE_OPERATIONS } from "../../../arch/sense-ops/index.js";
import type { SenseOperationName } from "../../../arch/sense-ops/index.js";
import { CMOS_NODES, MEMORY_TECHNOLOGIES, ROADMAPS, cmosProcess, resolveCell } from "../../../arch/technology/index.js";
import type { CmosProcess, SensedTechnology } from "../../../arch/technology/index.js";
import { isConfigError } from "../../../sim/errors.js";
import { sensedTechnologies } from "../../fixtures/technologies.js";
import { numbersIn, total } from "../../fixtures/plain-numbers.js";

const operationNames = Object.keys(SENSE_OPERATIONS) as SenseOperationName[];

const process = fc.record({
  featureSizeM: fc.constantFrom(...Object.values(CMOS_NODES).map((node) => node.featureSizeM), 28e-9),
  roadmap: fc.constantFrom(...ROADMAPS),
  temperatureK: fc.integer({ min: 300, max: 400 }),
}).map(cmosProcess);

const technology = fc.constantFrom<SensedTechnology>(...sensedTechnologies.map(([, card]) => card));

const geometry: fc.Arbitrary<SubArraySpec> = fc.record({
  rows: fc.oneof(fc.integer({ min: 1, max: 2048 }), fc.integer({ min: 0, max: 11 }).map((bits) => 2 ** bits)),
  sensed: fc.integer({ min: 1, max: 512 }),
  senseAmpMux: fc.constantFrom(1, 2, 4, 8, 16),
  parallelShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
  operations: fc.subarray(operationNames, { minLength: 1 }),
  counter: fc.option(fc.record({ segmentBits: fc.integer({ min: 1, max: 600 }) })),
  accumulatorBits: fc.integer({ min: 1, max: 64 }),
}).map(({ sensed, parallelShare, ...rest }) => {
  const columns = sensed * rest.senseAmpMux;
  return { ...rest, columns, writeParallelism: Math.max(1, Math.round(columns * parallelShare)) };
});

const options: fc.Arbitrary<Required<Omit<SubArrayOptions, "cards">>> = fc.record({
  conventions: fc.constantFrom(...(Object.keys(CONVENTIONS) as ConventionsName[])),
});

/** The estimate, or null where the geometry is refused as a config error that names a field. */
function estimate(spec: SubArraySpec, memory: SensedTechnology, cmos: CmosProcess, chosen: SubArrayOptions): SubArrayEstimate | null {
  try {
    return estimateSubArray(spec, memory, cmos, chosen);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    expect(error.problems.every((problem) => problem.path.startsWith("chip."))).toBe(true);
    return null;
  }
}

describe("a sub-array estimate", () => {
  it("holds only finite numbers, none negative but the write headroom", () => {
    fc.assert(fc.property(geometry, technology, process, options, (spec, memory, cmos, chosen) => {
      const result = estimate(spec, memory, cmos, chosen);
      const bad = numbersIn(result).filter(([path, value]) => !Number.isFinite(value) || (value < 0 && path !== ".writeHeadroomV"));
      expect(bad).toEqual([]);
    }), { numRuns: 200 });
  });

  it("has parts that add up to their totals exactly", () => {
    fc.assert(fc.property(geometry, technology, process, options, (spec, memory, cmos, chosen) => {
      const result = estimate(spec, memory, cmos, chosen);
      if (result === null) return;
      expect(result.areaM2).toBe(total(result.areaBreakdown, "areaM2"));
      expect(result.leakageW).toBe(total(result.leakageBreakdown, "leakageW"));
      for (const operation of Object.values(result.operations)) {
        expect(operation.energyJ).toBe(total(operation.energyBreakdown, "energyJ"));
        expect(operation.latencyS).toBe(total(operation.latencyBreakdown, "latencyS"));
        expect(operation.cycleS).toBeGreaterThanOrEqual(operation.latencyS);
      }
    }), { numRuns: 100 });
  });

  it("fills its outline with its area parts", () => {
    fc.assert(fc.property(geometry, technology, process, options, (spec, memory, cmos, chosen) => {
      const result = estimate(spec, memory, cmos, chosen);
      if (result === null) return;
      expect(result.areaM2 / (result.widthM * result.heightM)).toBeCloseTo(1, 9);
    }), { numRuns: 100 });
  });

  it("reports for an operation what its posted actions add up to", () => {
    fc.assert(fc.property(geometry, technology, process, options, (spec, memory, cmos, chosen) => {
      const result = estimate(spec, memory, cmos, chosen);
      if (result === null) return;
      const { actions } = result.costs;
      for (const name of spec.operations!) {
        const [activate, zero, one] = [actions[`${name}.activate`], actions[`${name}.sense-0`], actions[`${name}.sense-1`]];
        const energyJ = result.operations[name]!.energyJ - activate.energyJ;
        const perColumn = [zero.energyJ, one.energyJ].map((each) => each * result.sensedColumns);
        expect(energyJ).toBeGreaterThanOrEqual(Math.min(...perColumn) * (1 - 1e-9));
        expect(energyJ).toBeLessThanOrEqual(Math.max(...perColumn) * (1 + 1e-9));
        expect(activate.latencyS).toBe(result.operations[name]!.cycleS);
      }
    }), { numRuns: 100 });
  });
});

describe("a bigger sub-array", () => {
  const base = { senseAmpMux: 8, writeParallelism: 8 } as const;
  const size = fc.integer({ min: 5, max: 10 }).map((bits) => 2 ** bits);
  const figure = (result: SubArrayEstimate, part: string): number =>
    result.operations.read!.latencyBreakdown.find((each) => each.part === part)!.latencyS;

  it("has no faster bitline, no smaller area and no less leakage with more rows", () => {
    fc.assert(fc.property(size, size, technology, process, options, (rows, columns, memory, cmos, chosen) => {
      const few = estimate({ ...base, rows, columns }, memory, cmos, chosen);
      const many = estimate({ ...base, rows: 2 * rows, columns }, memory, cmos, chosen);
      if (few === null || many === null) return;
      expect(figure(many, "bitline")).toBeGreaterThan(figure(few, "bitline"));
      expect(many.areaM2).toBeGreaterThan(few.areaM2);
      expect(many.leakageW).toBeGreaterThan(few.leakageW);
    }), { numRuns: 100 });
  });

  it("has no smaller area, no less energy and no faster wordline with more columns", () => {
    fc.assert(fc.property(size, size, technology, process, options, (rows, columns, memory, cmos, chosen) => {
      const few = estimate({ ...base, rows, columns }, memory, cmos, chosen);
      const many = estimate({ ...base, rows, columns: 2 * columns }, memory, cmos, chosen);
      if (few === null || many === null) return;
      expect(many.areaM2).toBeGreaterThan(few.areaM2);
      expect(many.operations.and!.energyJ).toBeGreaterThan(few.operations.and!.energyJ);
      expect(figure(many, "row decoder and wordline")).toBeGreaterThan(figure(few, "row decoder and wordline"));
    }), { numRuns: 100 });
  });
});

describe("a cell given by its own numbers", () => {
  const cell = fc.record({
    areaF2: fc.double({ min: 8, max: 500, noNaN: true }),
    aspect: fc.double({ min: 0.3, max: 3, noNaN: true }),
    accessF: fc.double({ min: 1, max: 40, noNaN: true }),
    lowOhm: fc.double({ min: 500, max: 1e6, noNaN: true }),
    ratio: fc.double({ min: 1.05, max: 20, noNaN: true }),
  });

  it("gives a finite estimate or an error that names the field", () => {
    fc.assert(fc.property(cell, process, options, (given, cmos, chosen) => {
      const { featureSizeM } = cmos;
      const values = {
        ...resolveCell(MEMORY_TECHNOLOGIES["sot-mram"], cmos),
        heightM: Math.sqrt(given.areaF2 * given.aspect) * featureSizeM,
        widthM: Math.sqrt(given.areaF2 / given.aspect) * featureSizeM,
        readAccessWidthM: given.accessF * featureSizeM,
        writeAccessWidthM: given.accessF * featureSizeM,
        lowOhm: given.lowOhm,
        highOhm: given.lowOhm * given.ratio,
      };
      try {
        const result = estimateSubArrayOfCell({ rows: 256, columns: 512, senseAmpMux: 4, writeParallelism: 32 }, values, cmos, chosen);
        expect(numbersIn(result).every(([, value]) => Number.isFinite(value))).toBe(true);
      } catch (error) {
        if (!isConfigError(error)) throw error;
        expect(error.problems[0]!.path).toMatch(/^chip\./);
      }
    }), { numRuns: 150 });
  });
});

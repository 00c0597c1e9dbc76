// Error sources: as often as their levels err, never without variation, the same for the same seed, and through the sub-array to its
// results.
import { BitwiseState } from "../../../../arch/styles/bitwise-and/bitwise-state.js";
import { faultless, type ErrorSource, type SensedAct } from "../../../../arch/array/error-source.js";
import { BitMemory } from "../../../../arch/bits/bit-memory.js";
import { truthOf } from "../../../../arch/styles/bitwise-and/instruction-kinds.js";
import {
  FixedErrors, RandomErrors, misreadingTable, readPoint, resolveVariation, type FixedChip, type VariationSpec,
} from "../../../../arch/margin/index.js";
import { SENSE_OPERATIONS, type SenseOperation, type SenseOperationName } from "../../../../arch/sense-ops/index.js";
import { MEMORY_TECHNOLOGIES, cmosProcess } from "../../../../arch/technology/index.js";
import { randomStream } from "../../../../sim/random.js";

const sot = MEMORY_TECHNOLOGIES["sot-mram"];
const point = readPoint(sot, cmosProcess({ featureSizeM: 45e-9, roadmap: "LOP" }));
const noisy: VariationSpec = { ...resolveVariation({}, sot), sigmaResistanceArea: 0.12, senseAmpOffsetV: 0.015 };
const still: VariationSpec = { ...noisy, sigmaResistanceArea: 0, sigmaTunnelMagnetoresistance: 0, senseAmpOffsetV: 0 };
const operationOf = (name: string): SenseOperation => SENSE_OPERATIONS[name as SenseOperationName];
const chip = (seed: string, variation = noisy): FixedChip => ({ seed, columns: 64, amplifiers: 64, point, variation, operationOf });
const randomErrors = (variation: VariationSpec, seed: string): RandomErrors =>
  new RandomErrors((name) => misreadingTable(operationOf(name), point, variation), randomStream(seed));

/** Rows 0 and 1, 2 and 3 ...: every pair holds (0,0), (0,1), (1,0), (1,1) in turn along the columns. */
const act = (senses: number): SensedAct => ({
  operation: "and", senses, columns: 64, operands: 2, shape: `and ${senses}`,
  rowAt: (sense, operand) => 2 * sense + operand,
  bitAt: (row, column) => (column >> (row & 1)) & 1,
});

/** How often each count of ones was misread. */
function rates(sources: readonly ErrorSource[], senses: number): number[] {
  const shown = act(senses);
  const wrong = [0, 0, 0];
  for (const source of sources) {
    source.forEachFlip(shown, (sense, column) => {
      wrong[shown.bitAt(2 * sense, column) + shown.bitAt(2 * sense + 1, column)]!++;
    });
  }
  const trials = [16, 32, 16].map((columns) => columns * senses * sources.length);
  return wrong.map((count, ones) => count / trials[ones]!);
}

function flipsOf(source: ErrorSource, senses = 20): string[] {
  const found: string[] = [];
  source.forEachFlip(act(senses), (sense, column, flips) => found.push(`${sense} ${column} ${flips}`));
  return found;
}

const expected = misreadingTable(SENSE_OPERATIONS.and, point, noisy).map(
  (wrong) => wrong.reduce((sum, { probability }) => sum + probability, 0)
);

describe("random errors", () => {
  it("come as often as each level errs", () => {
    const found = rates([randomErrors(noisy, "rates")], 8000);
    found.forEach((rate, ones) => {
      const trials = [16, 32, 16][ones]! * 8000;
      expect(Math.abs(rate - expected[ones]!)).toBeLessThanOrEqual(4 * Math.sqrt((expected[ones]! + 1 / trials) / trials));
    });
  });

  it("are new in every act, and the same again for the same stream", () => {
    const source = randomErrors(noisy, "a");
    const first = flipsOf(source);
    expect(first.length).toBeGreaterThan(3);
    expect(flipsOf(source)).not.toEqual(first);
    expect(flipsOf(randomErrors(noisy, "a"))).toEqual(first);
  });

  it("do not exist without variation", () => {
    expect(flipsOf(randomErrors(still, "a"), 2000)).toEqual([]);
  });
});

describe("fixed errors", () => {
  it("come over many chips as often as each level errs", () => {
    const chips = Array.from({ length: 200 }, (_, i) => new FixedErrors(chip(`chip ${i}`), 0));
    rates(chips, 20).forEach((rate, ones) => {
      // Columns of one chip share their amplifier, so fewer trials are independent than there are.
      const independent = [16, 32, 16][ones]! * 200;
      expect(Math.abs(rate - expected[ones]!)).toBeLessThanOrEqual(4 * Math.sqrt((expected[ones]! + 1 / independent) / independent));
    });
  });

  it("stay in their places, whatever was asked before, and differ from sub-array to sub-array and seed to seed", () => {
    const source = new FixedErrors(chip("a"), 0);
    const first = flipsOf(source);
    expect(first.length).toBeGreaterThan(3);
    expect(flipsOf(source)).toEqual(first);
    const other = new FixedErrors(chip("a"), 0);
    other.forEachFlip({ ...act(1), operation: "read", operands: 1, rowAt: () => 7, shape: "read 7" }, () => undefined);
    expect(flipsOf(other)).toEqual(first);
    expect(flipsOf(new FixedErrors(chip("a"), 1))).not.toEqual(first);
    expect(flipsOf(new FixedErrors(chip("b"), 0))).not.toEqual(first);
  });

  it("do not exist without variation", () => {
    expect(flipsOf(new FixedErrors(chip("a", still), 0), 100)).toEqual([]);
  });
});

describe("a sub-array with errors", () => {
  const written = (errors: ErrorSource, operation: SenseOperationName): number[] => {
    const { rowsActivated, outputs } = SENSE_OPERATIONS[operation];
    const memory = new BitMemory({ rows: 8, columns: 64 }, 1);
    const state = new BitwiseState(memory, 0, errors);
    for (let row = 0; row < rowsActivated; row++) memory.row(0, row).set([0x12345678 << row, 0xfedcba98 >>> row]);
    const rows = Array.from({ length: rowsActivated }, (_, row) => row);
    const destinations = outputs.map((_, output) => 5 + output);
    const { written: bits } = state.senseRows({ op: "sense-rows", operation, rows, destinations, columns: 64 }, truthOf(operation));
    const words = destinations.flatMap((row) => [...memory.row(0, row).subarray(0, 2)]);
    const ones = words.reduce((sum, word) => sum + word.toString(2).replaceAll("0", "").length, 0);
    expect(bits.set).toBe(ones);
    return words;
  };

  it.each(
    Object.keys(SENSE_OPERATIONS) as SenseOperationName[]
  )("%s writes back its wrong bits, and right ones at error rate zero", (operation) => {
    const right = written(faultless, operation);
    expect(written(randomErrors(still, "x"), operation)).toEqual(right);
    expect(written(new FixedErrors(chip("x", still), 0), operation)).toEqual(right);
    const all: ErrorSource = {
      isFaultless: false,
      forEachFlip: (shown, onFlip) => onFlip(0, 3, 2 ** SENSE_OPERATIONS[shown.operation as SenseOperationName].outputs.length - 1),
    };
    const wrong = written(all, operation);
    wrong.forEach((word, i) => expect((word ^ right[i]!) >>> 0).toBe(i % 2 === 0 ? 8 : 0));
  });
});

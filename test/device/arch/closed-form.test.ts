// Without contention simulated time is the closed form to the picosecond, and energy is counts times unit costs.
// One layer on one lane: a three-stage pipeline (buffer, sub-array, way out and digital unit) whose slowest stage sets the pace.
import { Chip } from "../../../arch/chip/chip.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { PowerMeter } from "../../../sim/power.js";
import { compileModel } from "../../../workloads/compile/passes.js";
import { defaultMapping } from "../../../workloads/compile/mapping.js";
import { randomModel, type NetworkShape } from "../../fixtures/random-network.js";
import { plainParts } from "../../fixtures/plain-parts.js";

const shape: NetworkShape = {
  inChannels: 3, size: 6, hidden: 5, hiddenActive: 5, kernel: 3, stride: 1, padding: 1, maxPool: null, inputBits: 8, hiddenBits: 8,
  lastBits: 8, weightBits: [8, 8, 8],
  inputSigned: false, hiddenSigned: false, zeroPointRatio: 0.5, seed: 7,
};
const density = { inputOnes: 0.5, weightOnes: 0.5 };

function timed(
  spec: ChipSpec, change: Partial<NetworkShape> = {}, channelOrder: "contiguous" | "striped" = "striped",
): { chip: Chip; layerPs: ReadonlyMap<string, number> } {
  const model = randomModel({ ...shape, ...change })!;
  const { programs } = compileModel(model, spec, { ...defaultMapping, replicas: 1, channelOrder });
  const chip = new Chip(spec, plainParts(spec), { machine: null, density, power: (engine) => new PowerMeter(engine) });
  const request = chip.submit(programs[0]!, 0, "image");
  chip.engine.run();
  const layerPs = new Map<string, number>();
  for (const { layer, startPs, endPs } of request.steps) layerPs.set(layer, (layerPs.get(layer) ?? 0) + endPs - startPs);
  return { chip, layerPs };
}

const preset = resolveChip({});
const edge: ChipSpec = { ...preset, digital: { ...preset.digital, frequencyHz: 5e8 } };
const ns = 1000;
const words = (bits: number, width: number): number => Math.ceil(bits / width);

/** Stage times of the first layer under plainParts: 27 elements of 8 bits, 5 channels, 36 pixels. */
function closedFormPs(spec: ChipSpec): number {
  const elements = 27;
  const hop = 1 * ns;
  const load = words(elements * 8, 128) * ns;
  const write = 8 * Math.ceil(elements / spec.array.writeParallelism) * 3 * ns;
  const sensed = spec.array.columnGating === 0 ? spec.array.columns : Math.ceil(elements / spec.array.columnGating)
    * spec.array.columnGating;
  const passes = Math.ceil(sensed / (spec.array.columns / spec.array.senseAmpMux));
  const compute = 5 * 64 * passes * 2 * ns + 1 * ns + 1 * ns;
  const sumBits = 8 + 8 + Math.ceil(Math.log2(elements)) + 1;
  const send = words(5 * sumBits, 128) * ns;
  const digital = (Math.ceil(5 / 64) + 3) * 2 * ns;
  const store = words(5 * 8, 128) * ns;
  const table = words(5 * 32, 128) * ns;
  // The sub-array is the slowest stage by far; the others are hidden but for the first fill and the last drain.
  return table + load + hop + 36 * (write + compute) + send + hop + digital + store;
}

describe("closed form", () => {
  it.each([
    ["the default geometry", edge],
    ["a multiplexer of 8", { ...edge, array: { ...edge.array, senseAmpMux: 8 } }],
    ["no column gating and a multiplexer of 4", { ...edge, array: { ...edge.array, senseAmpMux: 4, columnGating: 0 } }],
    ["four columns written at once", { ...edge, array: { ...edge.array, writeParallelism: 4 } }],
    ["one place for sums: sending hides behind the next window's writes", { ...edge, sumBuffers: 1 }],
  ])("equals the simulated time of a layer to the picosecond: %s", (_, spec) => {
    expect(timed(spec).layerPs.get("conv1")).toBe(closedFormPs(spec));
  });

  // 64 rows hold 8 input planes and 7 channels of 8 bits: 40 channels take 6 sub-arrays.
  const narrowRows: ChipSpec = { ...edge, array: { ...edge.array, rows: 64 } };
  it.each([
    ["striped", 40, 7, 4],
    ["striped", 20, 4, 2],
    ["striped", 10, 2, 4],
    ["contiguous", 40, 7, 5],
    ["contiguous", 20, 7, 2],
    ["contiguous", 10, 7, 1],
    ["contiguous", 5, 5, 1],
  ] as const)("follows the channel order: %s with %i of 40 channels takes the time of %i (%i sub-arrays have as many)", (
    order, active, fullest, withFullest,
  ) => {
    const elements = 27;
    const sumBits = 22;
    const ends = words(fullest * sumBits, 128) * ns * withFullest + 2 * ns + (Math.ceil(active / 64) + 3) * 2 * ns
      + words(active * 8, 128) * ns;
    const pixels = 36 * (8 * 3 * ns + fullest * 64 * 2 * ns + 2 * ns);
    const expected = words(active * 32, 128) * ns + words(elements * 8, 128) * ns + pixels + ends;
    expect(timed(narrowRows, { hidden: 40, hiddenActive: active }, order).layerPs.get("conv1")).toBe(expected);
  });

  it("energy is that of acts counted by hand, unit by unit, to the picojoule", () => {
    const { chip } = timed(edge);
    const [pixels, channels, elements, senses] = [36, 5, 27, 5 * 8 * 8];
    const [sensed, ones] = [64, Math.round(5 * 8 * 8 * 27 * 0.25)];
    const [windowBits, sumBits] = [elements * 8, channels * 22];
    const { costs: links } = plainParts(edge).network;
    const pathJ = ["group-link", "bank-link", "mat-link"].reduce((sum, level) => sum + links.actions[level]!.energyJ, 0);
    const layerS = closedFormPs(edge) * 1e-12;
    // Each line: what plainParts charges for it, times how often.
    const expectedJ: Record<string, number> = {
      "sub-array": pixels * (senses * 1e-12 + (senses * sensed - ones) * 2e-14 + ones * 1e-14 + senses * sensed * 1e-15 + senses * 1e-14
        + 8 * 1e-12 + (windowBits / 2) * 2e-13 + (windowBits / 2) * 1e-13 + sumBits * 1e-14),
      "row-buffer": pixels * 2 * windowBits * 1e-15,
      "sum-buffer": pixels * 2 * channels * 1e-14,
      "sum-store": pixels * 2 * channels * 2e-14,
      "global-buffer": (words(channels * 32, 128) + pixels * (words(windowBits, 128) + words(channels * 8, 128))) * 1e-12,
      interconnect: pixels * (windowBits + sumBits) * pathJ,
      digital: pixels * channels * (1e-13 + 1e-12),
      // The table, and for each pixel a window, a write, an accumulate, a send and a post-process.
      controller: (1 + pixels * 5) * 1e-12,
      leak: layerS * (64 * (1e-6 + 1e-7 + 1e-7) + 1e-6 + 1e-5 + links.leakageW + 1e-5 + 1e-6),
    };
    const foundJ: Record<string, number> = {};
    for (const { unit, action, layer, count, unitEnergyJ } of chip.ledger.rows()) {
      const line = action === "leak" ? action : unit;
      if (layer === "conv1") foundJ[line] = (foundJ[line] ?? 0) + count * unitEnergyJ;
    }
    expect(Object.keys(foundJ).sort()).toEqual(Object.keys(expectedJ).sort());
    for (const [line, energyJ] of Object.entries(expectedJ)) {
      expect([line, Math.abs(foundJ[line]! - energyJ) < 1e-15]).toEqual([line, true]);
    }
  });

  it("a max pool takes what its windows hold: reads, comparisons and a store a pixel, one after the other", () => {
    const { chip, layerPs } = timed(edge, { maxPool: { kernel: 3, stride: 2, padding: 1 } });
    // A 6x6 map in 3x3 windows at steps of 2 behind a border of 1: the first row and column of the 9 windows have 2 of 3 pixels in the map.
    const insides = [4, 6, 6, 6, 9, 9, 6, 9, 9];
    const channels = 5;
    const reads = insides.map((inside) => words(channels * inside * 8, 128));
    const pixelPs = insides.map(
      (inside, n) => reads[n]! * ns + (Math.ceil((channels * inside) / 64) + 3) * 2 * ns + words(channels * 8, 128) * ns
    );
    expect(layerPs.get("max")).toBe(pixelPs.reduce((sum, ps) => sum + ps, 0));
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const rows = chip.ledger.rows().filter((row) => row.layer === "max" && row.action !== "leak" && row.count > 0);
    const found = Object.fromEntries(rows.map(({ unit, action, count, unitEnergyJ }) => [`${unit} ${action}`, [count, unitEnergyJ]]));
    expect(found).toEqual({
      "global-buffer read": [sum(reads), 1e-12],
      "global-buffer write": [9, 1e-12],
      "digital compare": [channels * sum(insides), 3e-13],
      "controller issue": [9, 1e-12],
    });
  });

  it("the power meter's integral is the ledger's total, to the picojoule", () => {
    const { chip } = timed(edge);
    const totalJ = chip.ledger.rows().reduce((sum, row) => sum + row.count * row.unitEnergyJ, 0);
    expect(totalJ).toBeGreaterThan(1e-8);
    expect(Math.abs(chip.power.energyJ - totalJ)).toBeLessThan(1e-12);
  });
});

// Without contention simulated time is the closed form to the picosecond, and energy is counts times unit costs.
// One layer on one lane: a three-stage pipeline (buffer, sub-array, way out and digital unit) whose slowest stage sets the pace.
import { Chip } from "../../../arch/chip/chip.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/chip/spec.js";
import { PowerMeter } from "../../../sim/power.js";
import { compileModel } from "../../../workloads/compile/passes.js";
import { defaultMapping } from "../../../workloads/compile/mapping.js";
import { randomModel, type NetworkShape } from "../../fixtures/random-network.js";
import { plainParts } from "../../fixtures/plain-parts.js";

const shape: NetworkShape = {
  inChannels: 3, size: 6, hidden: 5, hiddenActive: 5, kernel: 3, stride: 1, padding: 1, inputBits: 8, hiddenBits: 8, weightBits: 8,
  inputSigned: false, hiddenSigned: false, zeroPointRatio: 0.5, seed: 7,
};
const density = { inputOnes: 0.5, weightOnes: 0.5 };

function timed(spec: ChipSpec, change: Partial<NetworkShape> = {}, channelOrder: "contiguous" | "striped" = "striped"): { chip: Chip; layerPs: ReadonlyMap<string, number> } {
  const model = randomModel({ ...shape, ...change })!;
  const { programs } = compileModel(model, spec, { ...defaultMapping, replicas: 1, channelOrder });
  const chip = new Chip(spec, plainParts(spec), { machine: null, density, power: (engine) => new PowerMeter(engine) });
  const request = chip.submit(programs[0]!, 0, "image");
  chip.engine.run();
  const layerPs = new Map<string, number>();
  for (const { tag, startPs, endPs } of request.layers) layerPs.set(tag, (layerPs.get(tag) ?? 0) + endPs - startPs);
  return { chip, layerPs };
}

const edge = resolveChip({});
const ns = 1000;
const words = (bits: number, width: number): number => Math.ceil(bits / width);

/** Stage times of the first layer under plainParts: 27 elements of 8 bits, 5 channels, 36 pixels. */
function closedFormPs(spec: ChipSpec): number {
  const elements = 27;
  const hop = 1 * ns;
  const load = words(elements * 8, 128) * ns;
  const write = 8 * Math.ceil(elements / spec.array.writeParallelism) * 3 * ns;
  const sensed = spec.array.columnGating === 0 ? spec.array.columns : Math.ceil(elements / spec.array.columnGating) * spec.array.columnGating;
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
  ] as const)("follows the channel order: %s with %i of 40 channels takes the time of %i (%i sub-arrays have as many)", (order, active, fullest, withFullest) => {
    const elements = 27;
    const sumBits = 22;
    const ends = words(fullest * sumBits, 128) * ns * withFullest + 2 * ns + (Math.ceil(active / 64) + 3) * 2 * ns + words(active * 8, 128) * ns;
    const pixels = 36 * (8 * 3 * ns + fullest * 64 * 2 * ns + 2 * ns);
    const expected = words(active * 32, 128) * ns + words(elements * 8, 128) * ns + pixels + ends;
    expect(timed(narrowRows, { hidden: 40, hiddenActive: active }, order).layerPs.get("conv1")).toBe(expected);
  });

  it("energy equals counts times unit costs, counted by hand", () => {
    const { chip } = timed(edge);
    const count = (unit: string, action: string): number => chip.ledger.rows().filter((row) => row.unit === unit && row.action === action && row.tag === "conv1").reduce((sum, row) => sum + row.count, 0);
    const senses = 36 * 5 * 64;
    expect(count("sub-array", "and.activate")).toBe(senses);
    expect(count("sub-array", "and.sense-0") + count("sub-array", "and.sense-1")).toBe(senses * 64);
    expect(count("sub-array", "and.sense-1")).toBe(36 * Math.round(5 * 64 * 27 * 0.25));
    expect(count("sub-array", "write.activate")).toBe(36 * 8);
    expect(count("sub-array", "write.set") + count("sub-array", "write.reset")).toBe(36 * 27 * 8);
    expect(count("sub-array", "output")).toBe(36 * 5 * 22);
    expect(count("digital", "add")).toBe(36 * 5);
    expect(count("global-buffer", "write")).toBe(36);
    const total = chip.ledger.rows().reduce((sum, row) => sum + row.count * row.unitEnergyJ, 0);
    expect(total).toBeGreaterThan(0);
    expect(chip.power.energyJ).toBeCloseTo(total, 12);
  });
});

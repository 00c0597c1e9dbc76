// Blocks beside the reference comparison: counters, accumulators, wires, buffers, write path.

import {
  adder, bitCounter, circuitContext, countBits, estimateHTree, estimateSram, estimateSubArray,
  multiplier, repeatedWire, shiftAccumulator,
} from "../../../../arch/circuit/index.js";
import { counterAdders } from "../../../../arch/circuit/bit-counter.js";
import { fanOutOfFour } from "../../../../arch/circuit/logic-cells.js";
import { MEMORY_TECHNOLOGIES, cmosProcess } from "../../../../arch/technology/index.js";
import { isConfigError } from "../../../../sim/errors.js";

const process = cmosProcess({ featureSizeM: 45e-9 });
const context = circuitContext(process, "pimento");
const array = { rows: 256, columns: 512, senseAmpMux: 8, writeParallelism: 64 } as const;

describe("bit counter", () => {
  it("needs n - w full adders for 2^w - 1 inputs, and w half adders more for 2^w", () => {
    expect(counterAdders(7)).toEqual({ fullAdders: 4, halfAdders: 0 });
    expect(counterAdders(511)).toEqual({ fullAdders: 502, halfAdders: 0 });
    expect(counterAdders(512)).toEqual({ fullAdders: 502, halfAdders: 9 });
    expect(counterAdders(1)).toEqual({ fullAdders: 0, halfAdders: 0 });
  });

  it("gives as many bits as its largest count needs", () => {
    expect([1, 7, 8, 511, 512].map(countBits)).toEqual([1, 3, 4, 9, 10]);
  });

  it("costs about a picojoule or less for 512 columns", () => {
    const cost = bitCounter(context, 512);
    expect(cost.energyJ * 1e12).toBeGreaterThan(0.1);
    expect(cost.energyJ * 1e12).toBeLessThan(1.4);
  });
});

describe("logic", () => {
  it("has the self-consistent fan-out-of-four delay of the worked example at 45 nm HP, 350 K", () => {
    const hot = circuitContext(cmosProcess({ featureSizeM: 45e-9, roadmap: "HP", temperatureK: 350 }), "reference");
    expect(fanOutOfFour(hot) * 1e12).toBeCloseTo(27.2, 1);
  });

  it("grows with its width", () => {
    expect(adder(context, 32).areaM2).toBeGreaterThan(adder(context, 16).areaM2);
    expect(multiplier(context, 16, 16).energyJ).toBeGreaterThan(multiplier(context, 8, 8).energyJ);
    expect(shiftAccumulator(context, 32).latencyS).toBeGreaterThan(shiftAccumulator(context, 8).latencyS);
    expect(multiplier(context, 8, 16)).toEqual(multiplier(context, 16, 8));
  });
});

describe("long wires", () => {
  it("have no tree for a single leaf", () => {
    const tree = estimateHTree(context, { across: 1, down: 1, leafWidthM: 1e-4, leafHeightM: 1e-4, widthBits: 64 });
    expect(tree).toMatchObject({ pathM: 0, wireM: 0, costs: { areaM2: 0, leakageW: 0 } });
  });

  it("reach a leaf of an n x n grid over half its height and width, less half a leaf", () => {
    const tree = estimateHTree(context, { across: 8, down: 8, leafWidthM: 1e-4, leafHeightM: 1e-4, widthBits: 64 });
    expect(tree.pathM).toBeCloseTo((8e-4 - 1e-4) / 2 + (8e-4 - 1e-4) / 2, 12);
    expect(tree.costs.actions.transfer.latencyS).toBeCloseTo(tree.pathM * repeatedWire(context, "global").delaySPerM, 18);
  });

  it("cost some tenths of a picojoule per bit and millimetre, and run at tens of picoseconds per millimetre", () => {
    const line = repeatedWire(context, "global");
    expect(line.energyJPerM * 1e12 / 1e3).toBeGreaterThan(0.05);
    expect(line.energyJPerM * 1e12 / 1e3).toBeLessThan(0.5);
    expect(line.delaySPerM * 1e12 / 1e3).toBeGreaterThan(20);
    expect(line.delaySPerM * 1e12 / 1e3).toBeLessThan(200);
  });
});

describe("SRAM buffer", () => {
  it("holds its capacity and grows with it", () => {
    const small = estimateSram(context, { capacityBits: 8 * 1024, widthBits: 64 });
    const large = estimateSram(context, { capacityBits: 1024 * 1024, widthBits: 64 });
    expect(large.tiles * large.rows * large.columns).toBeGreaterThanOrEqual(1024 * 1024);
    for (const figure of ["areaM2", "leakageW"] as const) expect(large.costs[figure]).toBeGreaterThan(small.costs[figure]);
    expect(large.readEnergyJ).toBeGreaterThan(small.readEnergyJ);
    expect(large.cycleS).toBeGreaterThan(small.cycleS);
  });

  it("refuses sizes that are not whole numbers, naming them", () => {
    let message = "none";
    try {
      estimateSram(context, { capacityBits: 0.5, widthBits: 0 });
    } catch (error) {
      if (isConfigError(error)) message = error.message;
    }
    expect(message).toMatch(/capacityBits[^]*widthBits/);
  });
});

describe("sub-array", () => {
  it("pays for a bit written what the 22 nm card's current, supply and pulse give: 264 fJ", () => {
    const small = cmosProcess({ featureSizeM: 22e-9 });
    const { energyBreakdown } = estimateSubArray(array, MEMORY_TECHNOLOGIES["sot-mram-22nm"], small).operations.write!;
    expect((energyBreakdown.find(({ part }) => part === "cells")!.energyJ / array.writeParallelism) * 1e15).toBeCloseTo(264, 9);
  });

  it("draws less current, so pays less, where it senses ones stored as high resistance", () => {
    const { actions } = estimateSubArray(array, MEMORY_TECHNOLOGIES["sot-mram"], process).costs;
    expect(actions["and.sense-1"].energyJ).toBeLessThan(actions["and.sense-0"].energyJ);
  });

  it("is smaller and leaks less as a plain memory", () => {
    const computing = estimateSubArray(array, MEMORY_TECHNOLOGIES["sot-mram"], process);
    const memory = estimateSubArray({ ...array, operations: ["read"], counter: null }, MEMORY_TECHNOLOGIES["sot-mram"], process);
    expect(memory.areaM2).toBeLessThan(computing.areaM2);
    expect(memory.leakageW).toBeLessThan(computing.leakageW);
    expect(memory.operations.and).toBeUndefined();
    expect(memory.operations.count).toBeUndefined();
  });

  it("refuses every wrong field at once", () => {
    let message = "none";
    try {
      estimateSubArray({ rows: 0, columns: 500, senseAmpMux: 8, writeParallelism: 1000 }, MEMORY_TECHNOLOGIES["sot-mram"], process);
    } catch (error) {
      if (isConfigError(error)) message = error.message;
    }
    expect(message).toMatch(/chip\.array\.rows[^]*chip\.array\.senseAmpMux[^]*chip\.array\.writeParallelism/);
  });

  it("refuses more rows than leakage allows", () => {
    const hot = cmosProcess({ featureSizeM: 45e-9, roadmap: "HP", temperatureK: 350 });
    expect(() => estimateSubArray({ ...array, rows: 4096 }, MEMORY_TECHNOLOGIES["sot-mram"], hot)).toThrow(/chip\.array\.rows.*1 to 3068/);
  });
});

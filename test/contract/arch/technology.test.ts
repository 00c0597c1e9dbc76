// Every memory technology and CMOS node: complete, finite, sourced, and physically ordered.

import {
  CELL_KINDS, CMOS_NODES, MEMORY_TECHNOLOGIES, ROADMAPS, WIRE_LEVELS, cmosProcess, junctionResistances, resolveCell, sensingOf,
} from "../../../arch/technology/index.js";
import type { CmosNode, MemoryTechnology } from "../../../arch/technology/index.js";
import { estimateSubArray } from "../../../arch/circuit/index.js";
import { listAssumptions } from "../../../arch/provenance/index.js";
import { isConfigError } from "../../../sim/errors.js";
import { sensedTechnologies } from "../../fixtures/technologies.js";
import { numbersIn } from "../../fixtures/plain-numbers.js";

const nodes: [string, CmosNode][] = Object.entries(CMOS_NODES);

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (isConfigError(error)) return error.message;
    throw error;
  }
  return "none";
}

describe.each(Object.entries<MemoryTechnology>(MEMORY_TECHNOLOGIES))("memory technology %s", (name, technology) => {
  const rows = listAssumptions(technology);

  it("is registered under its own name, with a title and a known kind of cell", () => {
    expect(technology.name).toBe(name);
    expect(technology.title.length).toBeGreaterThan(5);
    expect(Object.keys(CELL_KINDS)).toContain(technology.kind);
  });

  it("states only finite positive numbers, each within its range", () => {
    for (const { path, value, low, high } of rows) {
      expect({ path, ok: Number.isFinite(value) && value > 0 && low <= value && value <= high }).toEqual({ path, ok: true });
    }
    expect(rows.map(({ path }) => path)).toEqual(expect.arrayContaining(["nativeFeatureSizeM", "cell.areaF2", "cell.aspectRatio"]));
  });

  it("gives a reason for every assumption and a source for every citation", () => {
    for (const row of rows) {
      const said = expect.stringMatching(/.{5}/) as string;
      expect({ path: row.path, said: row.kind === "cited" ? row.source : row.reason }).toMatchObject({ said });
    }
  });
});

describe.each(sensedTechnologies)("memory technology %s, told apart by resistance,", (_, technology) => {
  const process = cmosProcess({ featureSizeM: technology.nativeFeatureSizeM.value });
  const sensing = sensingOf(technology);

  it("has a state of higher resistance", () => {
    const [lowOhm, highOhm] = sensing.resistances(technology);
    expect(highOhm).toBeGreaterThan(lowOhm);
  });

  it("has two wordlines exactly when its paths are separate", () => {
    const { wordlinesPerRow, hasSeparateReadWritePaths } = sensing.access(technology);
    expect(wordlinesPerRow === 2).toBe(hasSeparateReadWritePaths);
  });

  it("can be written from its supply", () => {
    const { set, reset, writeSupplyV, accessDropV } = sensing.writing(technology);
    for (const { currentA, elementOhm } of [set, reset]) expect(currentA * elementOhm + accessDropV).toBeLessThan(writeSupplyV);
  });

  it("resolves to a finite cell in its native process", () => {
    const numbers = numbersIn(resolveCell(technology, process));
    expect(numbers.filter(([, value]) => !(Number.isFinite(value) && value > 0))).toEqual([]);
  });

  it("makes a sub-array whose figures are finite and whose parts add up", () => {
    const estimate = estimateSubArray({ rows: 256, columns: 512, senseAmpMux: 8, writeParallelism: 64 }, technology, process);
    expect(estimate.areaM2).toBe(estimate.areaBreakdown.reduce((total, part) => total + part.areaM2, 0));
    expect(Object.values(estimate.costs.actions).every(({ energyJ, latencyS }) => energyJ > 0 && Number.isFinite(latencyS))).toBe(true);
  });
});

describe("sot-mram", () => {
  it("has the parallel resistance that RA over an ellipse of 60 x 40 nm gives", () => {
    const [parallelOhm, antiParallelOhm] = junctionResistances(MEMORY_TECHNOLOGIES["sot-mram"].junction);
    expect(parallelOhm).toBeCloseTo(5613, 0);
    expect(antiParallelOhm).toBeCloseTo(15222, -1);
  });
});

describe.each(nodes)("CMOS node %s", (name, node) => {
  const at = (roadmap: (typeof ROADMAPS)[number], temperatureK: number) =>
    cmosProcess({ featureSizeM: node.featureSizeM, roadmap, temperatureK });

  it("is named after its feature size", () => {
    expect(`${Math.round(node.featureSizeM * 1e9)}nm`).toBe(name);
  });

  it.each(ROADMAPS)("leaks more and drives less when it is hotter (%s)", (roadmap) => {
    for (let temperatureK = 300; temperatureK < 400; temperatureK += 10) {
      const [cool, hot] = [at(roadmap, temperatureK), at(roadmap, temperatureK + 10)];
      expect(hot.offCurrentNmosAPerM).toBeGreaterThan(cool.offCurrentNmosAPerM);
      expect(hot.offCurrentPmosAPerM).toBeGreaterThan(cool.offCurrentPmosAPerM);
      expect(hot.onCurrentNmosAPerM).toBeLessThan(cool.onCurrentNmosAPerM);
      expect(hot.wires.local.resistivityOhmM).toBeGreaterThan(cool.wires.local.resistivityOhmM);
    }
  });

  it("leaks least in LSTP and most in HP", () => {
    const leak = (roadmap: (typeof ROADMAPS)[number]): number => at(roadmap, 350).offCurrentNmosAPerM;
    expect(leak("LSTP")).toBeLessThan(leak("LOP"));
    expect(leak("LOP")).toBeLessThan(leak("HP"));
  });

  it("has wires that widen from level to level", () => {
    const widths = WIRE_LEVELS.map((level) => at("LOP", 300).wires[level].widthM);
    expect([...widths].sort((a, b) => a - b)).toEqual(widths);
  });

  it("interpolates off the temperature grid between its neighbours", () => {
    const [low, middle, high] = [at("LOP", 310), at("LOP", 315), at("LOP", 320)];
    expect(middle.offCurrentNmosAPerM ** 2).toBeCloseTo(low.offCurrentNmosAPerM * high.offCurrentNmosAPerM, 12);
    expect(middle.onCurrentNmosAPerM).toBeCloseTo((low.onCurrentNmosAPerM + high.onCurrentNmosAPerM) / 2, 9);
  });

  it("sources every number", () => {
    const rows = listAssumptions(node);
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.every((row) => row.source !== null && Number.isFinite(row.value) && row.value >= 0)).toBe(true);
  });
});

describe("a process outside the tables", () => {
  it("is refused by field, with what is allowed", () => {
    expect(messageOf(() => cmosProcess({ featureSizeM: 7e-9 }))).toMatch(/chip\.process\.node.*22 nm to 65 nm/);
    expect(messageOf(() => cmosProcess({ featureSizeM: Number.NaN }))).toContain("chip.process.node");
    expect(messageOf(() => cmosProcess({ featureSizeM: 45e-9, temperatureK: 250 }))).toMatch(/chip\.process\.temperature.*300 K to 400 K/);
    expect(messageOf(() => cmosProcess({ featureSizeM: 45e-9, temperatureK: Number.NaN }))).toContain("chip.process.temperature");
  });

  it("lies between its neighbours where a node is interpolated", () => {
    const middle = cmosProcess({ featureSizeM: 28e-9 });
    expect(middle.vddV).toBeGreaterThan(cmosProcess({ featureSizeM: 22e-9 }).vddV);
    expect(middle.vddV).toBeLessThan(cmosProcess({ featureSizeM: 32e-9 }).vddV);
    expect(middle.featureSizeM).toBeCloseTo(28e-9, 15);
  });
});

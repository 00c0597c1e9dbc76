// NVSim's files become configs; what cannot be represented is named with its line. (Figures: nvsim-reference; what NVSim means by
// lines that are there or not: nvsim-meaning.)

import { readConfig } from "../../../../experiment/config/read-config.js";
import { IMPORTERS, importerFor } from "../../../../experiment/import/index.js";
import { nvsimConfigText as config, nvsimSource as source, problemsOf, SOT_CELL, STT_CELL } from "../../../fixtures/nvsim-texts.js";

describe("an imported configuration", () => {
  it("names what has no counterpart, in the notes and in the file", () => {
    const cell = { "my.cell": source("my.cell", SOT_CELL) };
    const { notes, text } = IMPORTERS["nvsim-config"].convert(source("ram.cfg", config(256, 512, 8)), cell);
    for (const key of ["OptimizationTarget", "EnablePruning", "LocalWireType", "GlobalWireType", "Routing"]) {
      expect(notes.some((note) => note.startsWith(`${key}:`))).toBe(true);
      expect(text).toContain(`# ${key}:`);
    }
  });

  it("reads the geometry from more sub-arrays than one", () => {
    const text = config(256, 512, 8, "x.cell").replace("-Capacity (KB): 16", "-Capacity (KB): 64")
      .replace(/-ForceBank(.*): .*/, "-ForceBank$1: 2x2, 2x1").replace("(bit): 64", "(bit): 128");
    const imported = IMPORTERS["nvsim-config"].convert(source("ram.cfg", text), { "x.cell": source("x.cell", SOT_CELL) });
    const { chip } = readConfig({ text: imported.text, file: "r", name: "r" }).spec;
    expect(chip.array).toMatchObject({ rows: 256, columns: 512, wordBits: 64 });
    expect(chip.organization).toEqual({ matsPerBank: 1, banksPerGroup: 4, groups: 1 });
    expect(imported.notes).toContainEqual(expect.stringMatching(/^the word of 128 bits comes from 2 sub-arrays; .* share of 64 bits$/));
  });

  it("says when the geometry is left to NVSim's search", () => {
    const text = config(256, 512, 8, "x.cell").replace(/-Force.*\n/g, "");
    const { notes } = IMPORTERS["nvsim-config"].convert(source("ram.cfg", text), { "x.cell": source("x.cell", SOT_CELL) });
    expect(notes.some((note) => note.includes("NVSim searches for the geometry"))).toBe(true);
  });
});

describe("an imported cell", () => {
  it("is the same cell, field by field", () => {
    const { text, notes } = IMPORTERS["nvsim-cell"].convert(source("STT.cell", STT_CELL), {});
    expect(notes).toEqual([]);
    expect(readConfig({ text, file: "stt.yaml", name: "stt" }).spec.chip).toMatchObject({
      technology: "stt-mram",
      cell: {
        areaF2: 54, aspectRatio: 0.54, resistanceOnOhm: 3000, resistanceOffOhm: 6000,
        readVoltageV: 0.25, minSenseVoltageV: 0.025, readPowerW: 30e-6,
        setCurrentA: 80e-6, resetCurrentA: 80e-6, setPulseS: 10e-9, resetPulseS: 10e-9, setEnergyJ: 1e-12, resetEnergyJ: 1e-12,
        accessVoltageDropV: 0.15, readAccessWidthF: 8, writeAccessWidthF: 8,
      },
    });
  });

  it.each<[string, string, string, number]>([
    ["-MemCellType: MRAM", "-MemCellType: PCRAM", "MemCellType", 1],
    ["-ReadMode: current", "-ReadMode: voltage", "ReadMode", 9],
    ["-ResistanceOn (ohm): 3000", "-ResistanceOn (ohm): low", "ResistanceOn", 6],
    ["-CellArea (F^2): 54", "-CellArea (um^2): 54", "CellArea", 3],
    ["-AccessType: CMOS", "-AccessType: diode", "AccessType", 24],
    ["-SetCurrent (uA): 80", "-SetCurent (uA): 80", "SetCurent", 20],
    ["-CellAspectRatio: 0.54", "-CellArea (F^2): 54", "CellArea", 4],
  ])("with %s instead of %s is refused by key and line", (before, after, key, line) => {
    const problems = problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", STT_CELL.replace(before, after)), {}));
    expect(problems.filter((problem) => problem.line !== undefined)).toMatchObject([{ path: key, line }]);
  });

  it("names every problem at once, and text that is no key", () => {
    const broken = STT_CELL.replace("MRAM", "SRAM").replace("CMOS\n", "BJT\n");
    const problems = problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", broken), {}));
    expect(problems.map(({ path }) => path)).toEqual(["MemCellType", "AccessType"]);
    const html = problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", "<html>"), {}));
    expect(html).toMatchObject([{ path: "", message: expect.stringContaining("-Key (unit): value") as string, line: 1 }]);
  });

  it("that the config would refuse is refused by its field and the line that states it", () => {
    const problems = (before: string, after: string) =>
      problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", STT_CELL.replace(before, after)), {}));
    expect(problems("6000", "2000")).toMatchObject([{ path: "chip.cell.resistanceOff", file: "a.cell", line: 7 }]);
    expect(problems("(F^2): 54", "(F^2): 2")).toMatchObject([{ path: "chip.cell.area", file: "a.cell", line: 3 }]);
  });
});

describe("importerFor", () => {
  it("goes by the extension", () => {
    expect(importerFor("A/B.CELL")).toBe(IMPORTERS["nvsim-cell"]);
    expect(() => importerFor("net.xyz")).toThrow(/\.cell.*\.cfg/);
  });
});

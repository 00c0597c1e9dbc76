// NVSim's files: a cell and a configuration come out as configs that give the reference tool's own figures; what cannot be
// represented is named with its line.

import { readFileSync } from "node:fs";
import { arrayEstimate } from "../../../../arch/chip/array-estimate.js";
import { readConfig } from "../../../../experiment/config/read-config.js";
import { IMPORTERS, importerFor, type ImportSource } from "../../../../experiment/import/index.js";
import { isConfigError } from "../../../../sim/errors.js";

const source = (file: string, text: string): ImportSource => ({ file, bytes: new TextEncoder().encode(text) });

/** In the form of the sample cell shipped with NVSim. */
const STT_CELL = `-MemCellType: MRAM

-CellArea (F^2): 54
-CellAspectRatio: 0.54

-ResistanceOn (ohm): 3000
-ResistanceOff (ohm): 6000

-ReadMode: current
-ReadVoltage (V): 0.25
-MinSenseVoltage (mV): 25
-ReadPower (uW): 30

-ResetMode: current
-ResetCurrent (uA): 80
-ResetPulse (ns): 10
-ResetEnergy (pJ): 1

-SetMode: current
-SetCurrent (uA): 80
-SetPulse (ns): 10
-SetEnergy (pJ): 1

-AccessType: CMOS
-VoltageDropAccessDevice (V): 0.15
-AccessCMOSWidth (F): 8	// wide
`;

const SOT_CELL = `-MemCellType: MRAM
-CellArea (F^2): 50
-CellAspectRatio: 1.0
-ResistanceOn (ohm): 5000
-ResistanceOff (ohm): 10000
-ReadMode: current
-ReadVoltage (V): 0.25
-MinSenseVoltage (mV): 25
-ReadPower (uW): 12
-ResetMode: current
-ResetCurrent (uA): 100
-ResetPulse (ns): 1.0
-ResetEnergy (pJ): 0.08
-SetMode: current
-SetCurrent (uA): 100
-SetPulse (ns): 1.0
-SetEnergy (pJ): 0.08
-AccessType: CMOS
-VoltageDropAccessDevice (V): 0.15
-AccessCMOSWidth (F): 6
`;

const config = (rows: number, columns: number, mux: number, cell: string): string => `// as written for one sub-array
-DesignTarget: RAM
-OptimizationTarget: ReadLatency
-EnablePruning: Yes
-ProcessNode: 45
-Capacity (KB): ${(rows * columns) / 8192}
-WordWidth (bit): ${columns / mux}
-DeviceRoadmap: HP
-LocalWireType: LocalAggressive
-GlobalWireType: GlobalAggressive
-Routing: H-tree
-InternalSensing: true
-MemoryCellInputFile: ${cell}
-Temperature (K): 350
-BufferDesignOptimization: latency
-ForceBank (Total AxB, Active CxD): 1x1, 1x1
-ForceMat (Total AxB, Active CxD): 1x1, 1x1
-ForceMuxSenseAmp: ${mux}
-ForceMuxOutputLev1: 1
-ForceMuxOutputLev2: 1
`;

interface Row { readonly cell: string; readonly rows: number; readonly columns: number; readonly mux: number; readonly figures: readonly number[] }

function referenceRows(): Row[] {
  const [header, ...lines] = readFileSync(new URL("../../../validation/data/array-reference.csv", import.meta.url), "utf8").trim().split("\n");
  const at = (name: string): number => header!.split(",").indexOf(name);
  const columns = ["total_area_um2", "read_lat_ns", "write_lat_ns", "read_energy_pJ", "write_energy_pJ", "leakage_mW"].map(at);
  return lines.map((line) => {
    const row = line.split(",");
    return { cell: row[0]!, rows: Number(row[at("rows")]), columns: Number(row[at("columns")]), mux: Number(row[at("mux")]), figures: columns.map((index) => Number(row[index])) };
  });
}

function problemsOf(convert: () => unknown): { path: string; message: string; line: number | undefined }[] {
  try {
    convert();
    return [];
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return error.problems.map(({ path, message, location }) => ({ path, message, line: location?.line }));
  }
}

describe("an imported configuration", () => {
  const rows = referenceRows().filter((_, index) => index % 7 === 0);

  it.each(rows)("gives the reference figures of $cell, $rows x $columns, mux $mux", ({ cell, rows: rowCount, columns, mux, figures }) => {
    const text = cell.startsWith("stt") ? STT_CELL : SOT_CELL;
    const imported = IMPORTERS["nvsim-config"].convert(source("ram.cfg", config(rowCount, columns, mux, "my.cell")), { "my.cell": source("my.cell", text) });
    const { chip } = readConfig({ text: imported.text, file: "ram.yaml", name: "ram" }).spec;
    expect(chip).toMatchObject({ conventions: "reference", array: { rows: rowCount, columns, senseAmpMux: mux, wordBits: columns / mux } });
    const { areaM2, leakageW, operations: { read, write } } = arrayEstimate(chip);
    const ours = [areaM2 * 1e12, read.latencyS * 1e9, write.latencyS * 1e9, read.energyJ * 1e12, write.energyJ * 1e12, leakageW * 1e3];
    ours.forEach((value, index) => expect(Math.abs(value / figures[index]! - 1)).toBeLessThan(0.02));
  });

  it("names what has no counterpart, in the notes and in the file", () => {
    const { notes, text } = IMPORTERS["nvsim-config"].convert(source("ram.cfg", config(256, 512, 8, "my.cell")), { "my.cell": source("my.cell", SOT_CELL) });
    for (const key of ["OptimizationTarget", "EnablePruning", "LocalWireType", "GlobalWireType", "Routing"]) {
      expect(notes.some((note) => note.startsWith(`${key}:`))).toBe(true);
      expect(text).toContain(`# ${key}:`);
    }
  });

  it("reads the geometry from more sub-arrays than one", () => {
    const text = config(256, 512, 8, "x.cell").replace("-Capacity (KB): 16", "-Capacity (KB): 64").replace("-ForceBank (Total AxB, Active CxD): 1x1, 1x1", "-ForceBank (Total AxB, Active CxD): 2x2, 2x1").replace("(bit): 64", "(bit): 128");
    const { chip } = readConfig({ text: IMPORTERS["nvsim-config"].convert(source("ram.cfg", text), { "x.cell": source("x.cell", SOT_CELL) }).text, file: "r", name: "r" }).spec;
    expect(chip).toMatchObject({ array: { rows: 256, columns: 512, wordBits: 64 }, organization: { matsPerBank: 1, banksPerGroup: 4, groups: 1 } });
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
        areaF2: 54, aspectRatio: 0.54, resistanceOnOhm: 3000, resistanceOffOhm: 6000, readVoltageV: 0.25, minSenseVoltageV: 0.025, readPowerW: 30e-6,
        setCurrentA: 80e-6, resetCurrentA: 80e-6, setPulseS: 10e-9, resetPulseS: 10e-9, setEnergyJ: 1e-12, resetEnergyJ: 1e-12, accessVoltageDropV: 0.15, readAccessWidthF: 8, writeAccessWidthF: 8,
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
    expect(problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", STT_CELL.replace(before, after)), {}))).toEqual([{ path: key, message: expect.any(String) as string, line }]);
  });

  it("names every problem at once, and text that is no key", () => {
    const broken = STT_CELL.replace("MRAM", "SRAM").replace("CMOS\n", "BJT\n");
    expect(problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", broken), {})).map(({ path }) => path)).toEqual(["MemCellType", "AccessType"]);
    expect(problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", "<html>"), {}))).toEqual([{ path: "", message: expect.stringContaining("-Key (unit): value") as string, line: 1 }]);
  });

  it("that the config would refuse is refused by its field", () => {
    expect(problemsOf(() => IMPORTERS["nvsim-cell"].convert(source("a.cell", STT_CELL.replace("6000", "2000")), {}))[0]).toMatchObject({ path: "chip.cell.resistanceOff" });
  });
});

describe("importerFor", () => {
  it("goes by the extension", () => {
    expect(importerFor("A/B.CELL")).toBe(IMPORTERS["nvsim-cell"]);
    expect(() => importerFor("net.xyz")).toThrow(/\.cell.*\.cfg/);
  });
});

// What NVSim means by its lines: its whole list of keys, its own values for lines that are left out, zeros that stand for "compute it",
// units and ranges, comments, and text that is none.

import { readConfig } from "../../../../experiment/config/read-config.js";
import { IMPORTERS, type Imported } from "../../../../experiment/import/index.js";
import { processOf } from "../../../../arch/chip/chip-costs.js";
import type { ChipSpec } from "../../../../arch/spec/chip-spec.js";
import { MEMORY_TECHNOLOGIES, resolveCell } from "../../../../arch/technology/index.js";
import { nvsimConfigText, nvsimSource, problemsOf, STT_CELL } from "../../../fixtures/nvsim-texts.js";

const CONFIG = nvsimConfigText(256, 512, 8);

const ofCell = (text: string): Imported => IMPORTERS["nvsim-cell"].convert(nvsimSource("my.cell", text), {});
const ofConfig = (text: string, cell = STT_CELL): Imported =>
  IMPORTERS["nvsim-config"].convert(nvsimSource("ram.cfg", text), { "my.cell": nvsimSource("my.cell", cell) });
const chipOf = ({ text }: Imported): ChipSpec => readConfig({ text, file: "imported.yaml", name: "imported" }).spec.chip;
const without = (text: string, key: string): string => text.replace(new RegExp(`^-${key}\\b.*\\n`, "m"), "");

const kinds: [string, string, (text: string) => Imported][] = [["cell", STT_CELL, ofCell], ["configuration", CONFIG, ofConfig]];
/** [kind, line, its number, the text, how to read it] */
const lines = kinds.flatMap(([kind, text, read]) => text.split("\n")
  .map((line, index) => [kind, line, index + 1, text, read] as const).filter(([, line]) => line.startsWith("-")));

const KEY_OF = /^-(\w+)/;

/** Keys and units as NVSim's own reader scans for them (MemCell.cpp and InputParameter.cpp), beyond those of the texts above. */
const OTHER_CELL_LINES = [
  "-ResistanceOnAtSetVoltage (ohm): 1", "-ResistanceOffAtSetVoltage (ohm): 1", "-ResistanceOnAtResetVoltage (ohm): 1",
  "-ResistanceOffAtResetVoltage (ohm): 1", "-ResistanceOnAtHalfReadVoltage (ohm): 1", "-ResistanceOffAtHalfReadVoltage (ohm): 1",
  "-ResistanceOnAtHalfResetVoltage (ohm): 1", "-CapacitanceOn (F): 1e-16", "-CapacitanceOff (F): 1e-16", "-GateOxThicknessFactor: 2",
  "-SOIDeviceWidth (F): 1", "-ReadCurrent (uA): 25", "-ReadEnergy (pJ): 0", "-WordlineBoostRatio: 1.2", "-ResetVoltage (V): 1",
  "-SetVoltage (V): 1", "-LeakageCurrentAccessDevice (uA): 0.1", "-DRAMCellCapacitance (F): 1e-14", "-SRAMCellNMOSWidth (F): 2",
  "-SRAMCellPMOSWidth (F): 1", "-ReadFloating: false", "-FlashEraseVoltage (V): 9", "-FlashProgramVoltage (V): 9",
  "-FlashPassVoltage (V): 9", "-FlashEraseTime (ms): 1", "-FlashProgramTime (us): 1", "-GateCouplingRatio: 1", "-ProcessNode: 45",
  "-Stitching: 16",
];
const OTHER_CONFIG_LINES = [
  "-OutputFilePrefix: out/x#1", "-Associativity (for cache only): 8", "-MaxDriverCurrent (uA): 0", "-WriteScheme: SetBeforeReset",
  "-CacheAccessMode: Fast", "-LocalWireRepeaterType: Repeated5%Penalty", "-LocalWireUseLowSwing: No",
  "-GlobalWireRepeaterType: RepeatedNone", "-GlobalWireUseLowSwing: No", "-UseCactiAssumption: No", "-FlashPageSize (Byte): 2048",
  "-FlashBlockSize (KB): 128", "-ApplyReadLatencyConstraint: 0.5", "-ApplyWriteLatencyConstraint: 0.5",
  "-ApplyReadDynamicEnergyConstraint: 0.5", "-ApplyWriteDynamicEnergyConstraint: 0.5", "-ApplyLeakageConstraint: 0.5",
  "-ApplyAreaConstraint: 0.5", "-ApplyReadEdpConstraint: 0.5", "-ApplyWriteEdpConstraint: 0.5",
];
const OTHER_LINES = [
  ...OTHER_CELL_LINES.map((line) => [line, STT_CELL, ofCell] as const),
  ...OTHER_CONFIG_LINES.map((line) => [line, CONFIG, ofConfig] as const),
];

describe("a key of NVSim", () => {
  it.each(OTHER_LINES)("is known and noted where it is not carried over: %s", (line, text, read) => {
    const { notes } = read(`${text}${line}\n`);
    expect(notes.filter((note) => note.startsWith(`${KEY_OF.exec(line)![1]!}:`))).toHaveLength(1);
    expect(chipOf(read(`${text}${line}\n`))).toEqual({ ...chipOf(read(text)), process: expect.anything() as object });
  });

  it("is carried over by another name of the same", () => {
    const renamed = STT_CELL.replace(/-(ResistanceOn|ResistanceOff) /g, "-$1AtReadVoltage ");
    expect(chipOf(ofCell(renamed))).toEqual(chipOf(ofCell(STT_CELL)));
    expect(problemsOf(() => ofCell(`${renamed}-ResistanceOn (ohm): 3000`)))
      .toMatchObject([{ path: "ResistanceOn", message: "states again what ResistanceOnAtReadVoltage states" }]);
  });

  const unrepresented = ["-ReadEnergy (pJ): 0.03", "-UseCactiAssumption: Yes", "-MaxNmosSize (F): 150"];

  it.each(unrepresented)("that cannot be represented is refused as such: %s", (line) => {
    const read = line.includes("Energy") ? () => ofCell(`${STT_CELL}${line}`) : () => ofConfig(`${CONFIG}${line}`);
    expect(problemsOf(read)).toMatchObject([{ path: KEY_OF.exec(line)![1], message: "cannot be represented" }]);
  });

  it("is offered for a slip of the pen, and not for a key that differs by a word", () => {
    expect(problemsOf(() => ofCell(`${STT_CELL}-SetCurent (uA): 80`))[0]?.message).toContain('did you mean "SetCurrent"?');
    expect(problemsOf(() => ofCell(`${STT_CELL}-ReadPulse (ns): 80`))[0]?.message).toBe("is a key that this importer does not know");
  });
});

describe("a line that is left out", () => {
  /** NVSim's own value is then the only one that can be represented. */
  const SAME = ["AccessType", "InternalSensing"];
  /** NVSim has a choice, Pimento one model. */
  const WITHOUT_EFFECT = ["OptimizationTarget", "EnablePruning", "LocalWireType", "GlobalWireType", "Routing", "BufferDesignOptimization"];

  it.each(lines)("of a %s is noted or refused: %s", (_kind, line, _number, text, read) => {
    const key = KEY_OF.exec(line)![1]!;
    const rest = without(text, key);
    const problems = problemsOf(() => read(rest));
    if ([...SAME, ...WITHOUT_EFFECT].includes(key)) return void expect(chipOf(read(rest))).toEqual(chipOf(read(text)));
    const named = new RegExp(`\\b${key}\\b.*(not stated|NVSim searches)`);
    if (problems.length > 0) expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(named)]);
    else expect(read(rest).notes).toContainEqual(expect.stringMatching(named));
  });

  it("is NVSim's own value, where it has one", () => {
    const { cell } = chipOf(ofConfig(CONFIG, without(without(STT_CELL, "MinSenseVoltage"), "VoltageDropAccessDevice")));
    expect(cell).toMatchObject({ minSenseVoltageV: 0.08, accessVoltageDropV: 0 });
  });

  it.each(["MemCellType", "CellArea", "ResistanceOn", "ResistanceOff"])("makes no cell of a file without %s", (key) => {
    const message = expect.stringContaining(key) as string;
    expect(problemsOf(() => ofCell(without(STT_CELL, key)))).toMatchObject([{ path: "my.cell", message }]);
    expect(problemsOf(() => ofConfig(CONFIG, without(STT_CELL, key)))).toMatchObject([{ path: "my.cell", message }]);
  });

  it("makes nothing of an empty file", () => {
    for (const text of ["", "\n\n", "// nothing\n"]) {
      expect(problemsOf(() => ofCell(text)).length).toBeGreaterThan(0);
      expect(problemsOf(() => ofConfig(text)).length).toBeGreaterThan(0);
    }
  });

  it.each(["MemoryCellInputFile", "ProcessNode"])("makes no chip of a configuration without %s", (key) => {
    const message = expect.stringContaining(key) as string;
    expect(problemsOf(() => ofConfig(without(CONFIG, key)))).toMatchObject([{ path: "ram.cfg", message }]);
  });

  it("that NVSim has no value for is Pimento's, and goes into what NVSim computes", () => {
    const open = without(without(STT_CELL, "SetEnergy"), "ResetEnergy");
    const bare = ["SetCurrent", "ResetCurrent", "SetPulse", "ResetPulse"].reduce(without, open);
    const { set } = resolveCell(MEMORY_TECHNOLOGIES["stt-mram"], processOf(chipOf(ofConfig(CONFIG))));
    expect(chipOf(ofConfig(CONFIG, bare)).cell?.setEnergyJ).toBeCloseTo(1 * set.currentA * set.pulseS, 20);
  });

  it("of a cell file that is named and not there is refused at the line that names it", () => {
    const read = () => IMPORTERS["nvsim-config"].convert(nvsimSource("ram.cfg", CONFIG), {});
    expect(problemsOf(read)).toMatchObject([{ path: "MemoryCellInputFile", file: "ram.cfg", line: 13 }]);
  });
});

describe("a zero that stands for nothing stated", () => {
  it.each(["ReadPower", "SetEnergy", "ResetEnergy"])("is as good as no line: %s", (key) => {
    const zero = ofConfig(CONFIG, STT_CELL.replace(new RegExp(`(-${key} .*: ).*`), "$10.0"));
    expect(chipOf(zero)).toEqual(chipOf(ofConfig(CONFIG, without(STT_CELL, key))));
    expect(zero.notes).toContainEqual(expect.stringMatching(new RegExp(`^${key}: 0 stands for not stated, .* VDD`)));
  });

  it("is computed under the supply of the configuration, and with the stated voltages", () => {
    const open = STT_CELL.replace(/^-(SetEnergy|ResetEnergy)( \(..\)): .*/gm, "-$1$2: 0");
    const energiesOf = (cell: string, config = CONFIG) => chipOf(ofConfig(config, cell)).cell;
    expect(energiesOf(open)).toMatchObject({ setEnergyJ: 0.8e-12, resetEnergyJ: 0.8e-12 });
    expect(energiesOf(open, CONFIG.replace("Node: 45", "Node: 22"))).toMatchObject({ setEnergyJ: 0.72e-12, resetEnergyJ: 0.72e-12 });
    const byVoltages = `${open}-ResetVoltage (V): -1.5\n-SetVoltage (V): 1.2`;
    expect(energiesOf(byVoltages)).toMatchObject({ setEnergyJ: 0.96e-12, resetEnergyJ: 1.2e-12 });
    // NVSim asks for the ResetVoltage both times: without it a SetVoltage is not used, with it alone a set costs nothing.
    expect(energiesOf(`${open}-SetVoltage (V): 1.2`)).toMatchObject({ setEnergyJ: 0.8e-12 });
    const message = expect.stringMatching(/^SetEnergy/) as string;
    expect(problemsOf(() => ofConfig(CONFIG, `${open}-ResetVoltage (V): 1.5`))).toMatchObject([{ path: "my.cell", message }]);
  });

  it("is refused where NVSim's formula gives no power", () => {
    const cell = without(STT_CELL, "ReadPower").replace("ReadVoltage (V): 0.25", "ReadVoltage (V): 0.15");
    const message = expect.stringMatching(/^ReadPower/) as string;
    expect(problemsOf(() => ofConfig(CONFIG, cell))).toMatchObject([{ path: "my.cell", message }]);
  });
});

describe("a number", () => {
  const numbers = lines.filter(([, line]) => /: *[\d.]+\s*(\/\/.*)?$/.test(line));

  it.each(numbers)("of a %s is read as NVSim writes it, or refused at its line: %s", (_kind, line, number, text, read) => {
    for (const value of ["", "-1", "many", "0x10", "1e999", "nan", "1,5", "5 6", "1 000"]) {
      const problems = problemsOf(() => read(text.replace(line, line.replace(/: .*/, `: ${value}`))));
      expect(problems.map((problem) => problem.line)).toEqual([number]);
    }
  });

  it.each(numbers)("of a %s in another unit is refused at its line: %s", (_kind, line, number, text, read) => {
    for (const unit of ["furlong", "Byte", line.includes("(") ? "" : "V"]) {
      const other = line.replace(/^(-\w+)\s*(\(.*\))?:/, unit === "" ? "$1:" : `$1 (${unit}):`);
      const message = "is in a unit that is not expected";
      expect(problemsOf(() => read(text.replace(line, other)))).toMatchObject([{ line: number, message }]);
    }
  });

  it.each([
    ["ForceBank", "0x0, 0x0"], ["ForceBank", "1x1"], ["ForceBank", "3x1, 1x1"], ["ForceMat", "2x2, 4x1"], ["ForceMat", "1x2, 2x1"],
    ["ForceMat", "-1x1, 1x1"], ["ForceMuxSenseAmp", "3"], ["ForceMuxSenseAmp", "1.5"], ["ForceMuxSenseAmp", "0"],
    ["ForceMuxOutputLev1", "2"], ["Capacity", "3"], ["Capacity", "0.5"], ["ProcessNode", "45.5"], ["ProcessNode", "90"],
    ["Temperature", "500"], ["DeviceRoadmap", "XP"], ["WordWidth", "1048576"], ["InternalSensing", "false"],
  ])("that no design has is refused at its line: %s of %s", (key, value) => {
    const line = CONFIG.split("\n").findIndex((text) => text.startsWith(`-${key}`)) + 1;
    const problems = problemsOf(() => ofConfig(CONFIG.replace(new RegExp(`(^-${key}.*: ).*`, "m"), `$1${value}`)));
    // A word too wide for the capacity is a matter of both.
    const lines = key === "WordWidth" ? [line, line - 1] : [line];
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: "ram.cfg" });
    expect(lines).toContain(problems[0]!.line);
  });

  it("of bits that do not divide among the active sub-arrays is refused", () => {
    const text = CONFIG.replace(/(-ForceMat.*: ).*/, "$12x2, 2x2").replace("(bit): 64", "(bit): 66");
    expect(problemsOf(() => ofConfig(text))).toMatchObject([{ path: "WordWidth", line: 7 }]);
  });
});

describe("the node that a cell states", () => {
  it("is noted, and becomes the chip's where there is no configuration", () => {
    const cell = `${STT_CELL}-ProcessNode: 32\n`;
    const [alone, beside] = [ofCell(cell), ofConfig(CONFIG, cell)];
    expect(chipOf(alone).process.nodeM).toBe(32e-9);
    expect(chipOf(beside).process.nodeM).toBe(45e-9);
    for (const { notes } of [alone, beside]) expect(notes).toContainEqual(expect.stringMatching(/^ProcessNode: .*32/));
  });
});

describe("the text of a file", () => {
  it.each(lines)("of a %s may have a comment behind a line: %s", (_kind, line, _number, text, read) => {
    for (const comment of [" # as measured: 1", "\t// 9.9", "   # (pJ) -SetPulse (ns): 3"]) {
      expect(chipOf(read(text.replace(line, `${line}${comment}`)))).toEqual(chipOf(read(text)));
    }
  });

  it("may have any ends of lines and a byte order mark", () => {
    const texts = [STT_CELL.replace(/\n/g, "\r\n"), STT_CELL.replace(/\n/g, "\r"), `\ufeff${STT_CELL}`];
    for (const text of texts) expect(chipOf(ofCell(text))).toEqual(chipOf(ofCell(STT_CELL)));
  });

  it("that is not UTF-8 is refused in one line, whatever it holds", () => {
    const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${STT_CELL}`, (character) => character.charCodeAt(0)).buffer);
    for (const bytes of [utf16, utf16.slice(2), Uint8Array.of(0xff, 0xfe, 0xfd), new Uint8Array(1000)]) {
      const problems = problemsOf(() => IMPORTERS["nvsim-cell"].convert({ file: "my.cell", bytes }, {}));
      expect(problems).toMatchObject([{ path: "my.cell", message: "is not a text file in UTF-8" }]);
    }
  });

  it("takes time that grows with its size, whatever it is filled with", () => {
    const start = process.cpuUsage();
    for (const filling of [" ", "\t", "/", "#", "(", ")", ":", "-", "x", "1", "\u00a0", " /", ") "]) {
      const long = filling.repeat(200_000);
      const texts = [long, `-${long}`, `-CellArea (F^2): 54${long}`, `-CellArea${long}(F^2): 54`, `-CellArea (${long}): 54`];
      for (const text of texts) problemsOf(() => ofCell(text));
    }
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(20);
  });
});

// The cards behind a chip, and the same with numbers replaced by path.
import { buildChip, processOf, technologyOf } from "../../../../arch/chip/chip-costs.js";
import { listModelCards, modelCards } from "../../../../arch/chip/model-cards.js";
import { resolveChip } from "../../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../../arch/spec/chip-spec.js";
import { readConfig } from "../../../../experiment/config/read-config.js";
import { setOption } from "../../../../experiment/config/overrides.js";
import { thermalStability } from "../../../../arch/device/index.js";
import type { MtjTechnology } from "../../../../arch/technology/index.js";

const chip = resolveChip();
const replaced = (path: string, value: number): ChipSpec => ({ ...chip, assumptions: { [path]: value } });
/** Parts whose costs differ. */
const changed = (other: ChipSpec): string[] => {
  const [before, after] = [buildChip(chip).parts, buildChip(other).parts];
  return Object.keys(before).filter(
    (part) => JSON.stringify(before[part as keyof typeof before]) !== JSON.stringify(after[part as keyof typeof after])
  );
};

describe("the cards of a chip", () => {
  it("cover technology, process, conventions and every unit, each number with a source or a reason", () => {
    const rows = listModelCards(modelCards(chip));
    const kinds = new Set(rows.map((row) => row.path.split(".")[0]));
    expect(kinds).toEqual(
      new Set(["technology", "process", "conventions", "logic", "wires", "outputs", "sram", "magnetism", "digital", "controller"])
    );
    expect(rows.every((row) => (row.source ?? row.reason).length > 3 && Number.isFinite(row.value))).toBe(true);
    expect(new Set(rows.map((row) => row.path)).size).toBe(rows.length);
  });

  it("are of both neighbours where the node lies between two", () => {
    const rows = listModelCards(modelCards({ ...chip, process: { ...chip.process, nodeM: 28e-9 } }));
    expect(rows.some((row) => row.path.startsWith("process.22nm"))).toBe(true);
    expect(rows.some((row) => row.path.startsWith("process.32nm"))).toBe(true);
  });

  it("rest on the stated temperature where it is not the default one", () => {
    const temperature = (temperatureK: number) =>
      listModelCards(
        modelCards({ ...chip, process: { ...chip.process, temperatureK } }),
      ).find(({ path }) => path === "process.default.temperatureK");
    expect(temperature(300)).toMatchObject({ kind: "assumed", value: 300, high: 360 });
    expect(temperature(350)).toMatchObject({ kind: "stated", value: 350, low: 350, high: 350 });
  });
});

describe("a replaced number", () => {
  it("changes exactly the parts that depend on it", () => {
    expect(changed(replaced("controller.adderBits", 200))).toEqual(["controller"]);
    expect(changed(replaced("digital.residualBits", 12))).toEqual(["digital"]);
    expect(changed(replaced("outputs.activity", 0.3))).toEqual(["subArray"]);
    expect(changed(replaced("sram.readSwingV", 0.2))).toEqual(["rowBuffer", "sumBuffer", "sumStore", "globalBuffer"]);
    expect(changed(replaced("wires.activity", 0.3))).toEqual(expect.arrayContaining(["globalBuffer", "interconnect"]));
    expect(changed(replaced("magnetism.attemptTimeS", 1e-10))).toEqual([]);
  });

  it("is proportional where the model is: energy of an output bit to its activity", () => {
    const outputJ = (spec: ChipSpec): number => buildChip(spec).parts.subArray.costs.actions.output!.energyJ;
    expect(outputJ(replaced("outputs.activity", 0.25))).toBeCloseTo(outputJ(chip) / 2, 25);
  });

  it("reaches the process, its temperature and the whole of a column", () => {
    expect(processOf(replaced("process.45nm.LOP.vddV", 0.9)).vddV).toBe(0.9);
    expect(processOf(replaced("process.default.temperatureK", 350))).toEqual(
      processOf({ ...chip, process: { ...chip.process, temperatureK: 350 } })
    );
    const leak = (spec: ChipSpec): number => processOf({ ...spec, process: { ...spec.process, temperatureK: 350 } }).offCurrentNmosAPerM;
    const first = listModelCards(modelCards(chip)).find(({ path }) => path === "process.45nm.LOP.offCurrentNmosAPerM")!.value;
    expect(leak(replaced("process.45nm.LOP.offCurrentNmosAPerM", 2 * first))).toBeCloseTo(2 * leak(chip), 10);
  });

  it("reaches the device models", () => {
    const stability = (spec: ChipSpec): number => thermalStability(technologyOf(spec) as MtjTechnology, 350, modelCards(spec).magnetism);
    expect(stability(replaced("magnetism.barrierExponent", 3))).toBeLessThan(stability(chip));
  });

  it("equal to the stated one changes no figure", () => {
    for (const { path, value } of listModelCards(modelCards(chip))) expect([path, changed(replaced(path, value))]).toEqual([path, []]);
  });

  it("must exist: a path that this chip does not use is refused with the nearest one", () => {
    expect(() => buildChip(replaced("logic.cels.nand2.areaM2", 1))).toThrow(
      /chip\.assumptions\.logic\.cels\.nand2\.areaM2.*did you mean "logic\.cells\.nand2\.areaM2"/
    );
    expect(() => buildChip(replaced("technology.stt-mram.cell.areaF2", 50))).toThrow(/no number of this chip/);
    expect(() => buildChip(replaced("sram.tileRows", Number.NaN))).toThrow(/finite/);
  });
});

describe("chip.assumptions of a config", () => {
  const read = (...options: string[]): ChipSpec => readConfig(null, options.map(setOption)).spec.chip;

  it("replaces numbers by path, with units, written whole or as sections", () => {
    expect(read("chip.assumptions.logic.combinational=0.3").assumptions).toEqual({ "logic.combinational": 0.3 });
    const text = "chip:\n  assumptions:\n    technology.sot-mram.cell.areaF2: 60 F^2\n    wires: { activity: 0.4 }\n";
    const { spec } = readConfig({ text, file: "a.yaml", name: "a" });
    expect(spec.chip.assumptions).toEqual({ "technology.sot-mram.cell.areaF2": 60, "wires.activity": 0.4 });
    expect(technologyOf(spec.chip).cell.areaF2).toMatchObject({ value: 60, kind: "stated", low: 60, high: 60 });
  });

  it("refuses unknown paths, other dimensions and what is no number", () => {
    expect(() => read("chip.assumptions.logic.combinatinal=0.3")).toThrow(/did you mean "logic\.combinational"/);
    expect(() => read("chip.assumptions.logic.combinational=3 ns")).toThrow(/another dimension.*no unit/s);
    expect(() => read("chip.assumptions.logic.combinational=often")).toThrow(/chip\.assumptions/);
    const misspelt = { text: "chip:\n  assumptions:\n    sram.tileRow: 128\n", file: "a.yaml", name: "a" };
    expect(() => readConfig(misspelt)).toThrow(/a\.yaml:3:\d+.*did you mean "sram\.tileRows"/);
  });
});

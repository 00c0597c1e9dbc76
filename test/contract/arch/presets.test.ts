// The contract of every chip preset: it resolves to itself, can be built from finite parts, and has room for the default network.
import { buildChip } from "../../../arch/chip/chip-costs.js";
import { ENERGY_CATEGORIES } from "../../../arch/spec/energy-category.js";
import { partList } from "../../../arch/chip/chip-parts.js";
import { CHIP_PRESETS, resolveChip, type ChipPresetName } from "../../../arch/chip/presets.js";
import { subArrayCount } from "../../../arch/spec/chip-spec.js";
import { compileExperiment } from "../../../experiment/machine/compile.js";
import { readConfig } from "../../../experiment/config/read-config.js";
import { testServices } from "../../fixtures/experiments.js";

/** Every number anywhere in plain data. */
const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe.each(Object.keys(CHIP_PRESETS) as ChipPresetName[])("the chip preset %s", (preset) => {
  const spec = resolveChip({ preset });

  it("is what a config gets that names it and states nothing else", () => {
    expect(spec).toEqual({ preset, ...CHIP_PRESETS[preset] });
    expect(readConfig({ text: `chip: { preset: ${preset} }`, file: "preset.yaml", name: "preset" }).spec.chip).toEqual(spec);
  });

  it("can be built, of parts with finite costs", () => {
    const list = partList(buildChip(spec).parts);
    const numbers = numbersIn(list);
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers.filter((value) => !(Number.isFinite(value) && value >= 0))).toEqual([]);
    for (const { name, count, costs: { areaM2, leakageW } } of list) {
      expect([name, count > 0 && areaM2 > 0 && leakageW >= 0]).toEqual([name, true]);
    }
    expect(list[0]).toMatchObject({ name: "sub-array", count: subArrayCount(spec) });
  });

  it("says of every action of every part what its energy counts as", () => {
    for (const { name, costs, categories } of partList(buildChip(spec).parts)) {
      expect([name, Object.keys(categories)]).toEqual([name, Object.keys(costs.actions)]);
      for (const category of Object.values(categories)) expect(ENERGY_CATEGORIES).toContain(category);
    }
  });

  it("holds the default network at every default width", async () => {
    const { spec: experiment } = readConfig(
      { text: `chip: { preset: ${preset} }\ndata: { name: none }`, file: "preset.yaml", name: "preset" }
    );
    const subnets = await compileExperiment(experiment, testServices());
    expect(subnets.map(({ name }) => name)).toHaveLength(experiment.network.subnets.length);
    for (const { layers } of subnets) expect(layers.length).toBeGreaterThan(0);
  });
});

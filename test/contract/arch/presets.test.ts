// The contract of every chip preset: it resolves to itself, can be built from finite parts, and has room for the default network.
import { chipParts, countedParts } from "../../../arch/chip/chip-costs.js";
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
    const parts = chipParts(spec);
    const numbers = numbersIn(parts);
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers.filter((value) => !(Number.isFinite(value) && value >= 0))).toEqual([]);
    const counted = countedParts(spec, parts);
    for (const { part, count, areaM2, leakageW } of counted) expect([part, count > 0 && areaM2 > 0 && leakageW >= 0]).toEqual([part, true]);
    expect(counted[0]).toMatchObject({ part: "sub-array", count: subArrayCount(spec) });
  });

  it("holds the default network at every default width", async () => {
    const { spec: experiment } = readConfig({ text: `chip: { preset: ${preset} }\ndata: { name: none }`, file: "preset.yaml", name: "preset" });
    const subnets = await compileExperiment(experiment, testServices());
    expect(subnets.map(({ name }) => name)).toHaveLength(experiment.network.subnets.length);
    for (const { layers } of subnets) expect(layers.length).toBeGreaterThan(0);
  });
});

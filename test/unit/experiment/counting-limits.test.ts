// What a chip takes too long for, or leaks too much for, to be counted is refused before the run, by the field that asks for it; and what
// the refusal allows runs.

import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipConfig } from "../../../arch/chip/schema.js";
import { runExperiment } from "../../../experiment/run/run.js";
import { isConfigError, type ConfigProblem } from "../../../sim/errors.js";
import { quantity, type SiUnit } from "../../../sim/quantity.js";
import { testServices, timingExperiment } from "../../fixtures/experiments.js";

const narrow = timingExperiment();
const subnets = [0.25];

async function problemOf(chip: ChipConfig): Promise<ConfigProblem | undefined> {
  try {
    await runExperiment({ ...narrow, chip: resolveChip(chip), network: { ...narrow.network, subnets } }, testServices());
    return undefined;
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return error.problems[0];
  }
}

/** [field, its unit, a value that is too much, the chip with a value] */
const FIELDS: readonly (readonly [string, SiUnit, number, (value: number) => ChipConfig])[] = [
  ["chip.cell.writePulse", "s", 1, (writePulse) => ({ cell: { writePulse } })],
  ["chip.cell.setPulse", "s", 1, (setPulse) => ({ cell: { setPulse, resetPulse: 1e-9 } })],
  ["chip.measured.popcount.cycle", "s", 1, (cycle) => ({ measured: { popcount: { cycle } } })],
  ["chip.measured.write.cycle", "s", 1, (cycle) => ({ measured: { write: { cycle } } })],
  ["chip.measured.and2.cycle", "s", 1, (cycle) => ({ measured: { and2: { cycle } } })],
  ["chip.interconnect.frequency", "Hz", 100, (frequency) => ({ preset: "family-512mb", interconnect: { frequency } })],
  ["chip.digital.frequency", "Hz", 1, (frequency) => ({ digital: { frequency } })],
  ["chip.digital.units", "1", 65_536, (units) => ({ digital: { units, frequency: 1_000 } })],
];

describe.each(FIELDS)("%s", (path, unit, tooMuch, chipWith) => {
  it("that makes an image too long is refused by its name, and what is allowed runs", async () => {
    const problem = await problemOf(chipWith(tooMuch));
    expect(problem).toMatchObject({ path, message: expect.stringContaining("too long to be counted") as string });
    const allowed = /[\d.]+( [a-zA-Zµ]+)?/.exec(problem!.allowed!)![0];
    expect(await problemOf(chipWith(quantity(allowed, unit)))).toBeUndefined();
  });
});

it("units that leak more than can be counted are refused by their number", async () => {
  const digital = { units: 65_536, lanes: 4_096 };
  const process = { roadmap: "HP", temperature: 400 } as const;
  const problem = await problemOf({ digital, process });
  expect(problem).toMatchObject({ path: "chip.digital.units", message: expect.stringContaining("leaks") as string });
  const units = Number(/\d+/.exec(problem!.allowed!)![0]);
  expect(await problemOf({ digital: { ...digital, units }, process })).toBeUndefined();
});

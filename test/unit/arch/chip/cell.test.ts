// A cell and a macro by their own numbers: what a config states replaces the card's numbers, and contradictions name their field.

import { resolveChip } from "../../../../arch/chip/presets.js";
import { chipSchema } from "../../../../arch/chip/schema.js";
import { arrayEstimate } from "../../../../arch/chip/array-estimate.js";
import { buildChip, technologyOf } from "../../../../arch/chip/chip-costs.js";
import type { SubArrayAction } from "../../../../arch/circuit/index.js";
import { listAssumptions } from "../../../../arch/provenance/index.js";
import { MEMORY_TECHNOLOGIES, junctionResistances, type MtjTechnology } from "../../../../arch/technology/index.js";
import type { ActionCost } from "../../../../sim/ledger.js";

const chip = (section: object) => resolveChip(chipSchema.parse(section));
const problems = (section: object): string[] =>
  (chipSchema.safeParse(section).error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);

const card = MEMORY_TECHNOLOGIES["sot-mram"];

/** A chip of magnetic junctions. */
function junctionCard(section: object): MtjTechnology {
  const technology = technologyOf(chip(section));
  if (technology.kind !== "mtj") throw new Error("not a junction");
  return technology;
}

describe("a cell by its own numbers", () => {
  it("is the technology's own when nothing is stated", () => {
    expect(technologyOf(chip({}))).toBe(card);
  });

  it("replaces what it states and leaves the rest of the card", () => {
    const technology = junctionCard({ cell: { area: "50 F^2", readVoltage: "0.3 V", accessWidth: "6 F" } });
    expect(technology.cell.areaF2).toMatchObject({ kind: "stated", value: 50, locator: "chip.cell.area" });
    expect(technology.cell.writeAccessWidthF.value).toBe(6);
    expect(technology.read.voltageV.value).toBe(0.3);
    expect(technology.cell.aspectRatio).toBe(card.cell.aspectRatio);
    expect(technology.variation).toBe(card.variation);
  });

  it("takes a junction from RA product, size and TMR", () => {
    const round = junctionCard({ cell: { raProduct: "10 ohm um^2", diameter: "50 nm", tmr: "150 %" } });
    const [parallelOhm, antiParallelOhm] = junctionResistances(round.junction);
    expect(parallelOhm).toBeCloseTo(10e-12 / (Math.PI * 25e-9 ** 2), 6);
    expect(antiParallelOhm / parallelOhm).toBeCloseTo(2.5, 12);
    const elliptic = junctionCard({ cell: { raProduct: "10 ohm um^2", length: "50 nm", width: "50 nm", tmr: 1.5 } });
    expect(junctionResistances(elliptic.junction)).toEqual([parallelOhm, antiParallelOhm]);
  });

  it("drops an energy that a card states for another pulse", () => {
    expect(junctionCard({ technology: "stt-mram", cell: { writePulse: "5 ns" } }).write.energy).toEqual({ kind: "joule" });
    const stated = { writePulse: "5 ns", writeEnergy: "0.5 pJ" };
    expect(junctionCard({ technology: "stt-mram", cell: stated }).write.energy).toMatchObject({ kind: "stated" });
  });

  it("gives a technology with one path a second one when a heavy metal is stated, and the reverse", () => {
    const separate = technologyOf(chip({ technology: "stt-mram", cell: { heavyMetalResistance: "700 ohm" } }));
    expect(separate).toMatchObject({ hasSeparateReadWritePaths: true, wordlinesPerRow: 2, write: { element: { kind: "channel" } } });
    const shared = technologyOf(chip({ cell: { separateReadWritePaths: false } }));
    expect(shared).toMatchObject({ hasSeparateReadWritePaths: false, wordlinesPerRow: 1, write: { element: { kind: "junction" } } });
  });

  it("appears among the numbers a result rests on", () => {
    const rows = listAssumptions(technologyOf(chip({ cell: { area: "50 F^2" } })));
    expect(rows.find((row) => row.path === "cell.areaF2")).toMatchObject({ kind: "stated", value: 50 });
  });

  it.each<[object, string]>([
    [{ resistanceOn: "5 kohm" }, "cell.resistanceOn: needs resistanceOff beside it"],
    [{ resistanceOn: "5 kohm", resistanceOff: "4 kohm" }, "cell.resistanceOff: must be above resistanceOn"],
    [{ resistanceOn: "5 kohm", resistanceOff: "9 kohm", tmr: 1 }, "cell.tmr: does not go with resistanceOn and resistanceOff"],
    [{ raProduct: "10 ohm um^2", diameter: "50 nm" }, "cell.raProduct: is one part of a junction"],
    [{ raProduct: "10 ohm um^2", tmr: 1, diameter: "50 nm", length: "50 nm" }, "cell.diameter: does not go with length and width"],
    [{ writePulse: "1 ns", setPulse: "2 ns" }, "cell.writePulse: does not go with setPulse or resetPulse"],
    [{ setCurrent: "80 uA" }, "cell.setCurrent: needs resetCurrent beside it"],
    [{ area: "50 um^2" }, "cell.area: expected an area in feature sizes such as 64 F^2"],
    [{ area: "0 F^2" }, "cell.area: is too small"],
    [{ aspectRatio: 0 }, "cell.aspectRatio: is out of range"],
    [{ readVoltage: 0.25 }, "cell.readVoltage"],
  ])("refuses %j naming the field", (cell, start) => {
    expect(problems({ cell })[0]).toEqual(expect.stringContaining(start));
  });
});

describe("a cell of another kind", () => {
  const reram = (cell: object) => ({ technology: "reram", cell });

  it("takes the fields of its kind, with what it leaves out from the card", () => {
    const technology = technologyOf(
      chip(reram({ resistanceOn: "10 kohm", resistanceOff: "200 kohm", writeVoltage: "1.5 V", writePulse: "50 ns" }))
    );
    expect(technology).toMatchObject({
      kind: "resistive",
      resistance: { lowOhm: { value: 10_000, kind: "stated" }, highOhm: { value: 200_000 } },
      write: { set: { voltageV: { value: 1.5 }, currentA: { kind: "assumed" } }, reset: { pulseS: { locator: "chip.cell.resetPulse" } } },
    });
  });

  it("drops the card's write energy with the pulse it was for", () => {
    const energies = (cell: object) => {
      const { write } = technologyOf(chip(reram(cell)));
      return "set" in write ? [write.set.energyJ?.value, write.reset.energyJ?.value] : [];
    };
    expect(energies({ readVoltage: "0.3 V" })).toEqual([0.6e-12, 0.6e-12]);
    expect(energies({ writeCurrent: "50 uA" })).toEqual([undefined, undefined]);
    expect(energies({ writeCurrent: "50 uA", writeEnergy: "1 pJ" })).toEqual([1e-12, 1e-12]);
  });

  it.each<[string, object, RegExp]>([
    [
      "reram", { tmr: 1, raProduct: "10 ohm um^2", diameter: "50 nm" },
      /chip\.cell\.raProduct.*kind resistive[^]*chip\.cell\.tmr[^]*chip\.cell\.diameter/,
    ],
    [
      "reram", { heavyMetalResistance: "700 ohm" },
      /chip\.cell\.heavyMetalResistance: a cell of kind resistive \(resistive cell, technology reram\) has no such field/,
    ],
    ["reram", { oneState: "parallel", wordlinesPerRow: 2 }, /oneState[^]*wordlinesPerRow/],
    ["sot-mram", { setVoltage: "2 V", resetVoltage: "2 V" }, /chip\.cell\.setVoltage.*kind mtj[^]*chip\.cell\.resetVoltage/],
  ])("refuses for %s what its kind has not: %j", (technology, cell, message) => {
    expect(() => chip({ technology, cell })).toThrow(message);
  });

  it.each(["sram-6t", "dram-1t1c"])("is refused by name where no array model takes it: %s", (technology) => {
    expect(() => chip({ technology })).toThrow(/chip\.technology: no array model yet for cells of kind (sram|dram).*mtj or resistive/);
  });
});

describe("a technology with a node of its own", () => {
  it("brings that node when the config states a technology and no node", () => {
    expect(chip({ technology: "sot-mram-22nm" }).process.nodeM).toBe(22e-9);
    expect(chip({ technology: "sot-mram-22nm", process: { roadmap: "HP" } }).process).toMatchObject({ nodeM: 22e-9, roadmap: "HP" });
    expect(chip({ technology: "sot-mram-22nm", process: { node: "45 nm" } }).process.nodeM).toBe(45e-9);
    expect(chip({}).process.nodeM).toBe(45e-9);
  });
});

describe("a measured macro", () => {
  const measured = { read: { cycle: "11.1 ns", energy: "9 pJ" }, write: { cycle: "16.7 ns" } };

  it("gives its own figures, marked, and leaves other operations computed", () => {
    const { operations } = arrayEstimate(chip({ measured }));
    expect(operations.read).toMatchObject({
      latencyS: 11.1e-9, cycleS: 11.1e-9, energyJ: 9e-12, measured: true, breakdown: [{ part: "measured macro" }],
    });
    expect(operations.write).toMatchObject({ latencyS: 16.7e-9, measured: true });
    expect(operations.and2.measured).toBe(false);
    const computed = arrayEstimate(chip({})).operations;
    expect(operations.write.energyJ).toBeCloseTo(computed.write.energyJ, 20);
    expect(operations.and2).toEqual(computed.and2);
  });

  it("scales the costs that the timed chip posts, so that a word costs what was measured", () => {
    const spec = chip({ measured, array: { wordBits: 256 } });
    const actions = buildChip(spec).parts.subArray.costs.actions as Record<SubArrayAction, ActionCost>;
    const wordJ = actions["read.activate"].energyJ + 128 * (actions["read.sense-0"].energyJ + actions["read.sense-1"].energyJ);
    expect(wordJ).toBeCloseTo(9e-12, 20);
    expect(actions["read.activate"].latencyS).toBe(11.1e-9);
    // 256 bits in steps of 64.
    expect(actions["write.activate"].latencyS).toBeCloseTo(16.7e-9 / 4, 20);
  });
});

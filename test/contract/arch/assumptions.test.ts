// Every number that may be otherwise is listed, can be replaced by its path, and is not read past the cards that a chip is given.
import ts from "typescript";
import { arrayEstimate } from "../../../arch/chip/array-estimate.js";
import { buildChip, technologyOf } from "../../../arch/chip/chip-costs.js";
import { listModelCards, modelCards, withReplaced } from "../../../arch/chip/model-cards.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { CONVENTIONS } from "../../../arch/circuit/conventions/index.js";
import { resolveVariation } from "../../../arch/margin/index.js";
import { parseSourcedText, type AssumptionRow } from "../../../arch/provenance/index.js";
import { CMOS_NODES, ROADMAPS, enduranceWrites, type Roadmap } from "../../../arch/technology/index.js";
import { allAssumptions } from "../../../experiment/machine/assumptions.js";
import { marginReport } from "../../../experiment/margin/margin.js";
import { sensedTechnologies, technologies as allTechnologies } from "../../fixtures/technologies.js";
import { roomFiles, visit } from "../../conventions/source-files.js";

const technologies = sensedTechnologies.map(([name]) => name);
const sets = Object.keys(CONVENTIONS) as (keyof typeof CONVENTIONS)[];

/** Technologies without an array model too: their numbers are listed as the others'. */
const chipsOf = (): ChipSpec[] => allTechnologies.flatMap(([technology]) => sets.flatMap((conventions) =>
  Object.values(CMOS_NODES).flatMap(({ featureSizeM: nodeM }) =>
    ROADMAPS.map(
      (roadmap: Roadmap) => ({ ...resolveChip({ conventions }), technology, process: { nodeM, roadmap, temperatureK: 300 } })
    ))));

const hasRange = ({ low, high }: { readonly low: number | null; readonly high: number | null }): boolean => high! > low!;

describe("every number with a range", () => {
  it("is reached by its path: it takes the value, nothing else does", () => {
    const open = new Set(allAssumptions().filter(hasRange).map(({ path }) => path));
    expect(open.size).toBeGreaterThan(150);
    for (const chip of chipsOf()) {
      const before = listModelCards(modelCards(chip));
      for (const { path, high } of before) {
        if (!open.delete(path)) continue;
        const after = listModelCards(withReplaced(modelCards(chip), { [path]: high }));
        const changed = after.filter((row, index) => row.value !== before[index]!.value || row.kind !== before[index]!.kind);
        expect(changed.map((row) => [row.path, row.value, row.kind])).toEqual([[path, high, "stated"]]);
      }
    }
    expect([...open]).toEqual([]);
  });

  // At a temperature where all of the device models have something to do.
  const hot = { process: { temperature: 330 } } as const;
  const figures = (chip: ChipSpec): string => JSON.stringify([buildChip(chip), arrayEstimate(chip)]);
  const device = (chip: ChipSpec): string => {
    const variation = resolveVariation({ samples: 20 }, technologyOf(chip));
    return JSON.stringify([
      marginReport({ name: "", chip, run: { seed: "1", images: 0, timedImages: 1 }, variation }), enduranceWrites(technologyOf(chip)),
    ]);
  };
  /** What a chip has no use for, and why. */
  const idle: Readonly<Record<string, string>> = {
    "technology.stt-mram.nativeFeatureSizeM": "chooses the node of a config that states none, before there is a chip",
    "technology.sot-mram.nativeFeatureSizeM": "the same",
    "technology.reram.nativeFeatureSizeM": "the same",
    "technology.sot-mram-22nm.device.halfTmrVoltageV": "its junction is stated at the read voltage",
    "technology.stt-mram.device.halfTmrVoltageV": "its junction is stated at the read voltage",
    "logic.cells.nand2.fanOutOfFours": "only bounds the clock of the digital units",
    "logic.cells.halfAdder.fanOutOfFours": "half adders stand beside the longest path",
  };

  it.each(technologies)("of a chip in %s changes what is computed from it", (technology) => {
    const chip = resolveChip({ technology, ...hot });
    const nominal = { figures: figures(chip), device: device(chip) };
    const changes = ({ path, low, high }: AssumptionRow): boolean => [low, high].some((value) => {
      const other = { ...chip, assumptions: { [path]: value } };
      return figures(other) !== nominal.figures || (/^(technology|magnetism)/.test(path) && device(other) !== nominal.device);
    });
    const without = listModelCards(modelCards(chip)).filter(
      (row) => hasRange(row) && !row.isColumn && !(row.path in idle) && !changes(row)
    );
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});

it("every assumption written anywhere is in the list", () => {
  const key = (value: number, low: number, high: number): string => [value, low, high].join(" ");
  const listed = new Map<string, number>();
  for (const { value, low, high } of allAssumptions()) listed.set(
    key(Number(value), low!, high!), (listed.get(key(Number(value), low!, high!)) ?? 0) + 1
  );
  const missing: string[] = [];
  for (const file of roomFiles()) {
    if (file.path === "arch/provenance/sourced.ts") continue;
    visit(file.ast, (node) => {
      if (!ts.isCallExpression(node) || !/^assume(Whole)?$/.test(node.expression.getText())) return;
      const words = node.getText().match(/"[^"]*"/g)!.slice(0, 3).map((text) => parseSourcedText(text.slice(1, -1)).value);
      const own = key(words[0]!, words[1]!, words[2]!);
      const left = (listed.get(own) ?? 0) - 1;
      listed.set(own, left);
      if (left < 0) missing.push(`${file.path}: ${node.getText()}`);
    });
  }
  expect(missing).toEqual([]);
});


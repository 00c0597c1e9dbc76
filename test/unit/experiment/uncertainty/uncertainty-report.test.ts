// Quantiles, ratios, tornado and refusals of an uncertainty report.
import { resolveChip } from "../../../../arch/chip/presets.js";
import { nodeServices } from "../../../../experiment/node/node-services.js";
import type { EvaluationFigures, EvaluationOutcome, EvaluationRequest } from "../../../../experiment/services.js";
import { uncertainArray, uncertainChip } from "../../../../experiment/uncertainty/systems.js";
import { uncertaintyReport, type UncertainSystem } from "../../../../experiment/uncertainty/uncertainty-report.js";
import { testServices, timingExperiment } from "../../../fixtures/experiments.js";

const chip = resolveChip({});

/** A system whose figures are known functions of two of the chip's numbers. */
function system(evaluate: (replacements: Readonly<Record<string, number>>) => EvaluationOutcome): UncertainSystem {
  const one = ({ replacements, subjects }: EvaluationRequest): EvaluationOutcome => {
    const outcome = evaluate(replacements);
    return "figures" in outcome
      ? { figures: { ...outcome.figures, subjects: subjects.map((index) => outcome.figures.subjects[index]!) } }
      : outcome;
  };
  return {
    system: "chip",
    name: "known",
    chip,
    subjects: ["wide", "narrow"],
    usualReference: "wide",
    evaluate: (requests) => Promise.resolve(requests.map(one)),
  };
}

const UTILISATION = { path: "logic.utilisation", low: 0.7, value: 0.75, high: 0.85 };

const linear = system((replacements): { figures: EvaluationFigures } => {
  const utilisation = replacements[UTILISATION.path] ?? UTILISATION.value;
  return {
    figures: {
      areaM2: 1,
      leakageW: 2,
      writeHeadroomV: 0.8 - utilisation,
      subjects: [
        { latencyS: 5, energyJ: 10 * utilisation },
        { latencyS: 1, energyJ: 4 * utilisation },
      ],
    },
  };
});

describe("an uncertainty report", () => {
  it("gives the quantiles that a figure linear in one number has in closed form", async () => {
    const { subjects } = await uncertaintyReport(linear, { samples: 4000, seed: "1" });
    const at = (share: number): number => 10 * (UTILISATION.low + share * (UTILISATION.high - UTILISATION.low));
    const { nominal, low, median, high } = subjects[0]!.energyJ;
    expect(nominal).toBe(7.5);
    // Five standard errors of a share of 4000 samples.
    for (const [value, share] of [
      [low, 0.05],
      [median, 0.5],
      [high, 0.95],
    ] as const)
      expect(Math.abs(value - at(share))).toBeLessThan(1.5 * 5 * Math.sqrt((share * (1 - share)) / 4000));
  });

  it("knows a ratio better than its parts: a common factor leaves it alone", async () => {
    const { subjects } = await uncertaintyReport(linear, { samples: 50, seed: "1" });
    const { nominal, low, high } = subjects[1]!.energyRatio;
    for (const value of [nominal, low, high]) expect(value).toBeCloseTo(0.4, 12);
    expect(subjects[1]!.energyJ.high).toBeGreaterThan(1.1 * subjects[1]!.energyJ.low);
  });

  it("puts the widest swing first; a number without effect has none", async () => {
    const { tornado, nominal } = await uncertaintyReport(linear, { samples: 1, seed: "1" });
    expect(nominal).toEqual({ energyJ: 7.5, latencyS: 5, areaM2: 1 });
    expect(tornado[0]).toMatchObject({ path: UTILISATION.path, atLow: { energyJ: 7 }, atHigh: { energyJ: 8.5 } });
    expect(tornado[0]!.swingRatio.energyJ).toBeCloseTo(1.5 / 7.5, 12);
    expect(tornado.slice(1).every(({ swingRatio }) => Object.values(swingRatio).every((swing) => swing === 0))).toBe(true);
  });

  it("counts samples whose cells could not be written", async () => {
    const { samplesWithoutWriteHeadroom } = await uncertaintyReport(linear, { samples: 300, seed: "1" });
    expect(samplesWithoutWriteHeadroom / 300).toBeGreaterThan(0.2);
    expect(samplesWithoutWriteHeadroom / 300).toBeLessThan(0.5);
  });

  it("names every refused evaluation with its field, and leaves it out of the quantiles", async () => {
    const fussy = system((replacements) => {
      const utilisation = replacements[UTILISATION.path] ?? UTILISATION.value;
      if (utilisation > 0.8) return { refusal: { field: "chip.array.rows", problem: "too dense" } };
      return {
        figures: {
          areaM2: 1,
          leakageW: 1,
          writeHeadroomV: null,
          subjects: [
            { latencyS: 1, energyJ: utilisation },
            { latencyS: 1, energyJ: 1 },
          ],
        },
      };
    });
    const report = await uncertaintyReport(fussy, { samples: 60, seed: "1" });
    const refusedSamples = report.refused.filter(({ of }) => of.startsWith("sample "));
    expect(report.refused).toContainEqual({ of: UTILISATION.path, field: "chip.array.rows", problem: "too dense" });
    expect(refusedSamples.length).toBe(report.figures.filter((figures) => figures === null).length);
    expect(refusedSamples.length).toBeGreaterThan(5);
    expect(report.tornado.find(({ path }) => path === UTILISATION.path)).toMatchObject({ atHigh: null, atLow: { energyJ: 0.7 } });
    expect(report.subjects[0]!.energyJ.high).toBeLessThanOrEqual(0.8);
  });

  it("refuses what leaves nothing to say", async () => {
    const refusing = system((replacements) =>
      Object.keys(replacements).length === 0
        ? {
            figures: {
              areaM2: 1,
              leakageW: 1,
              writeHeadroomV: null,
              subjects: [
                { latencyS: 1, energyJ: 1 },
                { latencyS: 1, energyJ: 1 },
              ],
            },
          }
        : { refusal: { field: "chip.cell.area", problem: "no" } },
    );
    await expect(uncertaintyReport(refusing, { samples: 3, seed: "1" })).rejects.toThrow(/chip\.cell\.area.*no sample/);
    await expect(
      uncertaintyReport(
        system(() => ({ refusal: { field: "chip.cell.area", problem: "no" } })),
        { samples: 3, seed: "1" },
      ),
    ).rejects.toThrow(/chip\.cell\.area/);
    await expect(uncertaintyReport(linear, { samples: 3, seed: "1", reference: "narow" })).rejects.toThrow(/did you mean "narrow"/);
  });
});

it("the uncertainty of an array has its operations as subjects and is the same for the same seed", async () => {
  const report = () => uncertaintyReport(uncertainArray("a", chip), { samples: 3, seed: "1" });
  const first = await report();
  expect(first.subjects.map(({ name }) => name)).toEqual(expect.arrayContaining(["read", "write", "and2"]));
  expect(first.reference).toBe("and2");
  expect(JSON.stringify(await report())).toBe(JSON.stringify(first));
});

it("what a chip is evaluated to does not depend on who evaluates it", async () => {
  const base = timingExperiment();
  const few = { ...base, network: { ...base.network, subnets: [0.5, 0.25] } };
  const [threads, here] = [
    await uncertainChip(few, nodeServices({ data: ".", checkpoint: "." })),
    await uncertainChip(few, testServices()),
  ];
  const refused = { "technology.sot-mram.cell.areaF2": 4, "technology.sot-mram.cell.aspectRatio": 2 };
  const requests = [{}, { "outputs.activity": 0.3 }, { "process.45nm.senseConverter.delayS": 2e-9 }, refused].map((replacements) => ({
    replacements,
    subjects: [1],
  }));
  const outcomes = await here.evaluate(requests);
  expect(outcomes.map((outcome) => Object.keys(outcome)[0])).toEqual(["figures", "figures", "figures", "refusal"]);
  expect(JSON.stringify(await threads.evaluate(requests))).toBe(JSON.stringify(outcomes));
}, 60_000);

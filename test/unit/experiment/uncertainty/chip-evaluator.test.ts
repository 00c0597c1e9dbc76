// A chip evaluated with replaced numbers gives what a run of the same chip gives, to the last bit, whichever way it is reached.
import { jest } from "@jest/globals";
import { loadModel } from "../../../../experiment/machine/load-model.js";
import { runExperiment } from "../../../../experiment/run/run.js";
import type { RunResult } from "../../../../experiment/run/result.js";
import { chipEvaluator } from "../../../../experiment/uncertainty/chip-evaluator.js";
import type { EvaluationFigures } from "../../../../experiment/services.js";
import { outcomeOf } from "../../../../experiment/uncertainty/outcome.js";
import { drawSamples, variedNumbers } from "../../../../experiment/uncertainty/varied-number.js";
import { testServices, timingExperiment } from "../../../fixtures/experiments.js";

// Whole runs on a busy machine.
jest.setTimeout(60_000);

const experiment = timingExperiment();
const { model } = await loadModel(experiment, testServices());
const evaluate = chipEvaluator(experiment, model);
const subjects = [0, 1, 2, 3];

const figuresOf = ({ chip, subnets }: RunResult): Omit<EvaluationFigures, "writeHeadroomV"> =>
  ({ areaM2: chip.areaM2, leakageW: chip.leakageW, subjects: subnets.map(({ latencyS, energyJ }) => ({ latencyS, energyJ })) });

const runWith = (assumptions: Record<string, number>): Promise<RunResult> =>
  runExperiment({ ...experiment, chip: { ...experiment.chip, assumptions } }, testServices());

describe("an evaluated chip", () => {
  it("equals the run where nothing is replaced", async () => {
    expect(evaluate({ replacements: {}, subjects })).toMatchObject(figuresOf(await runExperiment(experiment, testServices())));
  });

  it("equals the run where only energies differ, without timing again", async () => {
    const replacements = { "outputs.activity": 0.21, "process.45nm.senseConverter.energyJ": 2e-13 };
    expect(evaluate({ replacements, subjects })).toMatchObject(figuresOf(await runWith(replacements)));
  });

  it("equals the run of a sample of all numbers, whose parts add up to its totals", async () => {
    const [sample] = drawSamples(variedNumbers(experiment.chip), 1, "7");
    const run = await runWith(sample!);
    const evaluated = evaluate({ replacements: sample!, subjects });
    expect(evaluated).toMatchObject(figuresOf(run));
    expect(run.chip.parts.reduce((sum, { count, areaM2 }) => sum + count * areaM2, 0)).toBe(evaluated.areaM2);
    run.subnets.forEach(({ ledger, timedImages }, i) =>
      expect(ledger.reduce((sum, { count, unitEnergyJ }) => sum + count * unitEnergyJ, 0) / timedImages).toBe(
        evaluated.subjects[i]!.energyJ,
      ),
    );
  });

  it("times again where a power budget could change the order", () => {
    const limited = chipEvaluator({ ...experiment, power: { budgetW: 0.1 } }, model);
    const costly = { "process.45nm.senseConverter.energyJ": 3e-13 };
    const [free, capped] = [evaluate, limited].map((each) => each({ replacements: costly, subjects: [0] }).subjects[0]!);
    expect(capped!.latencyS).toBeGreaterThan(free!.latencyS);
  });

  it("is refused with the field that a circuit blames", () => {
    const outcome = outcomeOf(() =>
      evaluate({ replacements: { "technology.sot-mram.cell.areaF2": 4, "technology.sot-mram.cell.aspectRatio": 2 }, subjects }),
    );
    expect(outcome).toEqual({ refusal: { field: "chip.cell.area", problem: expect.stringMatching(/folded.*found/) as string } });
    expect(() => outcomeOf(() => { throw new RangeError("a bug"); })).toThrow(RangeError);
  });
});

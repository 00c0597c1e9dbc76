// What can be asked how sure its figures are: a chip with its network, or the array of a chip.
import { ARRAY_OPERATIONS } from "../../arch/spec/array-operations.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { loadModel } from "../machine/load-model.js";
import type { ExperimentServices } from "../services.js";
import type { ExperimentSpec } from "../spec.js";
import { evaluateArray } from "./array-evaluator.js";
import { chipEvaluator, withoutImages } from "./chip-evaluator.js";
import { outcomeOf } from "./outcome.js";
import type { UncertainSystem } from "./uncertainty-report.js";

/** Subnets are the subjects, timed without images; the widest is compared with. Threads share the work where the services have them. */
export async function uncertainChip(given: ExperimentSpec, services: ExperimentServices): Promise<UncertainSystem> {
  const experiment = withoutImages(given);
  const { subnets, model, checkpointBytes } = await loadModel(experiment, services);
  const width = (channels: readonly number[]): number => channels.reduce((sum, count) => sum + count, 0);
  const widest = subnets.reduce((most, each) => (width(each.channels) > width(most.channels) ? each : most));
  return {
    system: "chip", name: experiment.name, chip: experiment.chip, subjects: subnets.map(({ name }) => name), usualReference: widest.name,
    evaluate: (requests) => {
      const onDone = (done: number): void => services.onProgress?.({ stage: "evaluations", done, total: requests.length });
      if (services.evaluateChips !== undefined)
        return services.evaluateChips({ experiment, checkpoint: checkpointBytes, requests, onDone });
      const evaluate = chipEvaluator(experiment, model);
      return Promise.resolve(requests.map((request, i) => {
        const outcome = outcomeOf(() => evaluate(request));
        onDone(i + 1);
        return outcome;
      }));
    },
  };
}

/** Operations are the subjects, for one word each. */
export const uncertainArray = (name: string, chip: ChipSpec): UncertainSystem => ({
  system: "array", name, chip, subjects: ARRAY_OPERATIONS, usualReference: "and2",
  evaluate: (requests) => Promise.resolve(requests.map((request) => outcomeOf(() => evaluateArray(chip, request)))),
});

// A worker thread that evaluates a chip with replaced numbers: compiles the network once, then answers request by request.
import { workerData } from "node:worker_threads";
import { serveTasks } from "../../workloads/node/worker-team.js";
import { loadModel } from "../machine/load-model.js";
import { chipEvaluator } from "../uncertainty/chip-evaluator.js";
import type { EvaluationFigures, EvaluationRequest } from "../services.js";
import { outcomeOf } from "../uncertainty/outcome.js";
import type { EvaluationWorkerStart } from "./evaluation-pool.js";

const { experiment, checkpoint } = workerData as EvaluationWorkerStart;

async function prepare(): Promise<(request: EvaluationRequest) => EvaluationFigures> {
  const { model } = await loadModel(experiment, {
    loadCheckpoint: () =>
      checkpoint === null ? Promise.reject(new RangeError("a worker is given its checkpoint")) : Promise.resolve(checkpoint),
    loadDataset: () => Promise.reject(new RangeError("nothing is evaluated on images")),
  });
  return chipEvaluator(experiment, model);
}

const evaluator = prepare();

serveTasks(async (request: EvaluationRequest) => {
  const evaluate = await evaluator;
  return outcomeOf(() => evaluate(request));
});

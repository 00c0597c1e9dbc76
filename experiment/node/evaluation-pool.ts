// Evaluates a chip with replaced numbers on all cores.
import { builtWorker, runOnAllCores } from "../../workloads/node/worker-team.js";
import type { EvaluationJob, EvaluationOutcome } from "../services.js";
import type { ExperimentSpec } from "../spec.js";

export interface EvaluationWorkerStart {
  readonly experiment: ExperimentSpec;
  readonly checkpoint: Uint8Array | null;
}

/** Outcomes in the order of the requests. */
export function evaluateOnAllCores({ experiment, checkpoint, requests, onDone }: EvaluationJob): Promise<EvaluationOutcome[]> {
  const start: EvaluationWorkerStart = { experiment, checkpoint };
  return runOnAllCores(builtWorker(import.meta.url, "evaluation-worker.js", "experiment/node"), start, requests, (_, done) => onDone(done));
}

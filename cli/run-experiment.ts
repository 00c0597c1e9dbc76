// The way from the command line to a run.
import type { RunResult } from "../experiment/result.js";
import type { ExperimentServices } from "../experiment/services.js";
import type { ExperimentSpec } from "../experiment/spec.js";

type RunExperiment = (spec: ExperimentSpec, services: ExperimentServices) => Promise<RunResult>;

export const runExperiment: RunExperiment = async (spec, services) => {
  const place = new URL("../experiment/run.js", import.meta.url).href;
  const module = (await import(place)) as { readonly runExperiment: RunExperiment };
  return module.runExperiment(spec, services);
};

// The schedule of an experiment without running it: what `pimento compile` prints.
import { describeSchedule, type ScheduleRow } from "../../workloads/compile/describe-schedule.js";
import { loadModel } from "./load-model.js";
import { buildMachine } from "./machine.js";
import type { ExperimentServices } from "../services.js";
import type { ExperimentSpec } from "../spec.js";

export interface CompiledSubnet {
  readonly name: string;
  readonly layers: readonly ScheduleRow[];
}

/** @throws ConfigError when the network does not fit the chip */
export async function compileExperiment(experiment: ExperimentSpec, services: ExperimentServices): Promise<readonly CompiledSubnet[]> {
  const loaded = await loadModel(experiment, services);
  const machine = buildMachine({ ...experiment, run: { ...experiment.run, images: 0 } }, loaded.model);
  return loaded.model.subnets.map((network) => ({
    name: network.name,
    layers: describeSchedule(network, machine.deployment, experiment.chip),
  }));
}

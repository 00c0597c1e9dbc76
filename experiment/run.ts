// Runs an experiment: spec -> model -> machine -> every subnet timed and computed -> result. Pure but for the services.
import type { MachineState } from "../arch/interpreter/interpreter.js";
import { interpret } from "../arch/interpreter/interpreter.js";
import { ConfigError } from "../sim/errors.js";
import { networkImages } from "../workloads/data/index.js";
import { runReference } from "../workloads/reference/reference-network.js";
import { assumptionsOf } from "./assumptions.js";
import { chipAreaM2, chipResult } from "./chip-result.js";
import { loadModel, type LoadedModel } from "./load-model.js";
import { argmax, imageAt } from "./labelled-images.js";
import { buildMachine, type Machine } from "./machine.js";
import type { RunResult, SubnetResult } from "./result.js";
import type { ExperimentServices, LabelledImages } from "./services.js";
import type { ExperimentSpec } from "./spec.js";
import { summariseSubnet } from "./subnet-result.js";
import { timeSubnet } from "./time-subnet.js";
import { variationResults } from "./variation-run.js";
import { wearOf } from "./wear.js";
import { VERSION } from "./version.js";

/** What the images say about one subnet. */
export interface ImageOutcome {
  readonly accuracy: number;
  readonly bitExact: boolean;
}

const equal = (a: Int32Array, b: Int32Array): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

/** Send every image through the simulated arrays (the timed ones have been) and through the integer reference network. */
function computeImages(loaded: LoadedModel, machine: Machine, subnet: number, data: LabelledImages, timedLogits: readonly Int32Array[], services: ExperimentServices): ImageOutcome {
  const program = machine.programs[subnet]!;
  const network = loaded.model.subnets[subnet]!;
  let correct = 0;
  let bitExact = true;
  for (let i = 0; i < data.count; i++) {
    const image = imageAt(data, i);
    const logits = timedLogits[i] ?? interpret(program, machine.state as MachineState, image).get(program.output).values;
    if (argmax(logits) === data.labels[i]) correct++;
    bitExact &&= equal(logits, runReference(network, image));
    services.onProgress?.({ stage: `${network.name} images`, done: subnet * data.count + i + 1, total: loaded.subnets.length * data.count });
  }
  return { accuracy: correct / data.count, bitExact };
}

async function loadImages(experiment: ExperimentSpec, loaded: LoadedModel, services: ExperimentServices): Promise<LabelledImages | null> {
  const { data, run } = experiment;
  if (data.name === "none") return null;
  const images = await services.loadDataset({ data, split: "test", images: run.images, seed: run.seed });
  if (images.classes !== loaded.spec.classes) {
    throw new ConfigError({ path: "data.name", message: `the network tells ${loaded.spec.classes} classes apart`, found: `${images.classes} classes in ${data.name}` });
  }
  if (images.count < run.images) {
    throw new ConfigError({ path: "run.images", message: `the test set of ${data.name} is smaller`, found: String(run.images), allowed: `1 to ${images.count}` });
  }
  return loaded.checkpoint === null ? images : networkImages(images, loaded.checkpoint.normalisation);
}

function runSubnet(experiment: ExperimentSpec, loaded: LoadedModel, machine: Machine, subnet: number, data: LabelledImages | null, services: ExperimentServices): SubnetResult {
  const name = loaded.subnets[subnet]!.name;
  services.onProgress?.({ stage: `${name} timing`, done: subnet, total: loaded.subnets.length });
  const timed = Array.from({ length: experiment.run.timedImages }, (_, i) => (data === null ? null : imageAt(data, i)));
  const timing = timeSubnet(experiment, machine, subnet, timed);
  const outcome = data === null ? null : computeImages(loaded, machine, subnet, data, timing.logits, services);
  const result = summariseSubnet(experiment, loaded, machine, subnet, timing, outcome, chipAreaM2(experiment.chip, machine.parts));
  const wear = wearOf(experiment, machine, subnet, result.latencyS);
  return wear === null ? result : { ...result, wear };
}

/**
 * @throws ConfigError for input that cannot be run (also: a power budget below what one operation and the leakage need)
 * @throws SimulationError for a machine that cannot go on
 */
export async function runExperiment(experiment: ExperimentSpec, services: ExperimentServices): Promise<RunResult> {
  const loaded = await loadModel(experiment, services);
  const machine = buildMachine(experiment, loaded.model);
  const data = await loadImages(experiment, loaded, services);
  const exact = loaded.subnets.map((_, subnet) => runSubnet(experiment, loaded, machine, subnet, data, services));
  const varied = data === null ? null : variationResults(experiment, machine, data, exact.map(({ accuracy }) => accuracy!), services);
  const subnets = varied === null ? exact : exact.map((subnet, index) => ({ ...subnet, variation: varied[index]! }));
  return {
    format: "pimento-result-1",
    version: VERSION,
    name: experiment.name,
    seed: experiment.run.seed,
    config: experiment,
    network: { name: loaded.spec.name, checkpointHash: loaded.checkpoint?.contentHash ?? null, card: loaded.checkpoint === null ? null : { ...loaded.checkpoint.card } },
    data: { name: experiment.data.name, classes: data?.classes ?? null, images: data?.count ?? 0 },
    chip: chipResult(experiment.chip, machine.parts),
    subnets,
    assumptions: assumptionsOf(experiment.chip),
  };
}

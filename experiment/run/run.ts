// Runs an experiment: spec -> model -> machine -> every subnet timed and computed -> result. Pure but for the services.
import { chipWarnings } from "../../arch/chip/chip-warnings.js";
import { ConfigError } from "../../sim/errors.js";
import { sha256 } from "../../workloads/checkpoint/index.js";
import { networkImages } from "../../workloads/data/index.js";
import type { QuantOptions } from "../../workloads/codes/bits.js";
import { runReference } from "../../workloads/reference/reference-network.js";
import { assumptionsOf } from "../machine/assumptions.js";
import { chipResult } from "../machine/chip-result.js";
import { deploymentResult } from "../machine/deployment-result.js";
import { refuseBeyondCounting } from "../machine/counting-limits.js";
import { loadModel, type LoadedModel } from "../machine/load-model.js";
import { sameLogits, slicesOf, tallyBySubnet, tallySlice, type ImageWork } from "./images.js";
import { imageAt } from "./labelled-images.js";
import { buildMachine, type Machine } from "../machine/machine.js";
import type { RunResult, SubnetResult } from "./result.js";
import type { ExperimentServices, ImageSlice, ImageTally, LabelledImages } from "../services.js";
import type { ExperimentSpec } from "../spec.js";
import { summariseSubnet } from "./subnet-result.js";
import { timeSubnet, type SubnetTiming } from "./time-subnet.js";
import { variationResults } from "./variation-run.js";
import { wearOf } from "./wear.js";
import { PROGRAM, VERSION } from "../version.js";

/** What the images say about one subnet. */
export interface ImageOutcome {
  readonly accuracy: number;
  readonly bitExact: boolean;
}

/** Send every image through the simulated arrays and the integer reference network; the timed chip's logits are held against it too. */
async function computeImages(
  experiment: ExperimentSpec,
  work: ImageWork,
  checkpoint: Uint8Array | null,
  timings: readonly SubnetTiming[],
  services: ExperimentServices,
): Promise<ImageOutcome[]> {
  const { loaded, data } = work;
  const slices = slicesOf(loaded.subnets.length, data.count);
  const onSlice = ({ subnet }: ImageSlice, done: number): void =>
    services.onProgress?.({ stage: `${loaded.subnets[subnet]!.name} images`, done, total: slices.length });
  const inline = (): ImageTally[] =>
    slices.map((slice, i) => {
      const tally = tallySlice(work, slice);
      onSlice(slice, i + 1);
      return tally;
    });
  const isWorthThreads = services.tallyImages !== undefined && checkpoint !== null && slices.length > loaded.subnets.length;
  const tallies = isWorthThreads ? await services.tallyImages({ experiment, checkpoint, data, slices, onSlice }) : inline();
  return tallyBySubnet(loaded.subnets.length, slices, tallies).map(({ correct, bitExact }, subnet) => {
    const timed = timings[subnet]!.logits.every((logits, i) =>
      sameLogits(logits, runReference(loaded.model.subnets[subnet]!, imageAt(data, i))),
    );
    return { accuracy: correct / data.count, bitExact: bitExact && timed };
  });
}

async function loadImages(experiment: ExperimentSpec, loaded: LoadedModel, services: ExperimentServices): Promise<LabelledImages | null> {
  const { data, run } = experiment;
  if (data.name === "none") return null;
  const images = await services.loadDataset({ data, split: "test", images: run.images, seed: run.seed });
  if (images.classes !== loaded.spec.classes) {
    throw new ConfigError({
      path: "data.name",
      message: `the network tells ${loaded.spec.classes} classes apart`,
      found: `${images.classes} classes in ${data.name}`,
    });
  }
  const { height, width } = loaded.spec.input;
  if (images.height !== height || images.width !== width) {
    throw new ConfigError({
      path: "data.name",
      message: `the network takes images of ${height}x${width}`,
      found: `${images.height}x${images.width} in ${data.name}`,
    });
  }
  if (images.count < run.images) {
    throw new ConfigError({
      path: "run.images",
      message: `the test set of ${data.name} is smaller`,
      found: String(run.images),
      allowed: `1 to ${images.count}`,
    });
  }
  return loaded.checkpoint === null ? images : networkImages(images, loaded.checkpoint.normalisation);
}

function timeSubnets(
  experiment: ExperimentSpec,
  loaded: LoadedModel,
  machine: Machine,
  data: LabelledImages | null,
  services: ExperimentServices,
): SubnetTiming[] {
  const timed = Array.from({ length: experiment.run.timedImages }, (_, i) => (data === null ? null : imageAt(data, i)));
  return loaded.subnets.map(({ name }, subnet) => {
    services.onProgress?.({ stage: `${name} timing`, done: subnet, total: loaded.subnets.length });
    return timeSubnet(experiment, machine, subnet, timed, services);
  });
}

function summarise(
  experiment: ExperimentSpec,
  loaded: LoadedModel,
  machine: Machine,
  subnet: number,
  timing: SubnetTiming,
  outcome: ImageOutcome | null,
): SubnetResult {
  const result = summariseSubnet(experiment, loaded, machine, subnet, timing, outcome);
  const wear = wearOf(experiment, machine, subnet, result.latencyS);
  return wear === null ? result : { ...result, wear };
}

/**
 * A result names files, not places, and the bits that were run: the same run elsewhere gives the same bytes. The hashes say which content
 * it was.
 */
const portable = ({ network: { bitsFromCheckpoint, ...network }, ...experiment }: ExperimentSpec, bits: QuantOptions): ExperimentSpec => ({
  ...experiment,
  network: { ...network, ...(bitsFromCheckpoint === undefined ? {} : bits), checkpoint: baseName(network.checkpoint) },
  data: { ...experiment.data, dir: baseName(experiment.data.dir) },
});

const baseName = (path: string | null): string | null =>
  path === null
    ? null
    : (path
        .split(/[\\/]/)
        .filter((part) => part !== "")
        .at(-1) ?? path);

const hashOf = ({ images, labels }: LabelledImages): string => sha256(images, labels);

/**
 * @throws ConfigError for input that cannot be run (also: a power budget below what one operation and the leakage need)
 * @throws SimulationError for a machine that cannot go on
 */
export async function runExperiment(experiment: ExperimentSpec, services: ExperimentServices): Promise<RunResult> {
  const loaded = await loadModel(experiment, services);
  const machine = buildMachine(experiment, loaded.model);
  refuseBeyondCounting(experiment, machine, loaded.model);
  const data = await loadImages(experiment, loaded, services);
  const timings = timeSubnets(experiment, loaded, machine, data, services);
  const outcomes =
    data === null ? null : await computeImages(experiment, { loaded, machine, data }, loaded.checkpointBytes, timings, services);
  const exact = timings.map((timing, subnet) => summarise(experiment, loaded, machine, subnet, timing, outcomes?.[subnet] ?? null));
  const varied = data === null ? null : variationResults(experiment, machine, data, exact.map(({ accuracy }) => accuracy!), services);
  const subnets = varied === null ? exact : exact.map((subnet, index) => ({ ...subnet, variation: varied[index]! }));
  return {
    format: "pimento-result-1",
    version: VERSION,
    program: PROGRAM,
    name: experiment.name,
    seed: experiment.run.seed,
    config: portable(experiment, loaded.bits),
    network: {
      name: loaded.spec.name,
      checkpointHash: loaded.checkpoint?.contentHash ?? null,
      card: loaded.checkpoint === null ? null : { ...loaded.checkpoint.card },
    },
    data: {
      name: experiment.data.name,
      classes: data?.classes ?? null,
      images: data?.count ?? 0,
      contentHash: data === null ? null : hashOf(data),
    },
    chip: chipResult(experiment.chip, machine.parts),
    deployment: deploymentResult(experiment, machine, loaded.model),
    subnets,
    assumptions: assumptionsOf(experiment.chip),
    warnings: chipWarnings(experiment.chip),
  };
}

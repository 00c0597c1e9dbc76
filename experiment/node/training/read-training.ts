// Reads what a training's request names: config, checkpoint and images.
import { resolve } from "node:path";
import type { Split } from "../../../workloads/data/index.js";
import type { TrainingJob } from "../../../workloads/train/index.js";
import type { NamedImages } from "../../images/named-images.js";
import { composeTraining, DEFAULT_BASIS, imagesWanted, type TrainingBasis, type TrainingRequest } from "../../training/training-job.js";
import { loadConfig } from "../config-file.js";
import { namedCheckpoint } from "../named-checkpoint.js";
import { namedImages } from "../named-images.js";

/** @throws ConfigError with everything that is wrong with config, checkpoint or images */
export async function readTraining(request: TrainingRequest): Promise<TrainingJob> {
  const basis = request.config === undefined ? DEFAULT_BASIS : await basisOf(request.config);
  const from = request.from === undefined ? undefined : await namedCheckpoint(request.from, request.network);
  const wish = imagesWanted(request, basis.images);
  const read = (split: Split, count: number | undefined): NamedImages => namedImages(wish, split, from?.network.classes, count);
  return composeTraining(request, basis, { train: read("train", request.trainImages), test: read("test", request.testImages), from });
}

async function basisOf(file: string): Promise<TrainingBasis> {
  const { spec: { network, data }, baseFolders } = await loadConfig(file);
  const dir = data.dir === null ? undefined : resolve(baseFolders.data, data.dir);
  return { network: network.name, subnets: network.subnets, images: { dir, dataset: data.name, classes: data.classes, size: data.size } };
}

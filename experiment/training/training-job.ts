// From what a user asks of a training, and the config if one is named, to the trainer's job. Pure: images, checkpoint and config come in
// read.
import { ConfigError } from "../../sim/errors.js";
import type { DecodedCheckpoint } from "../../workloads/checkpoint/index.js";
import { DATASETS, networkImages, type DatasetFamily } from "../../workloads/data/index.js";
import {
  networkNamed, requestedSubnets, subnetsOf, type NetworkSpec, type Subnet, type SubnetRequest,
} from "../../workloads/nets/index.js";
import type { TrainingJob, TrainOptions } from "../../workloads/train/index.js";
import { requireFit } from "../checkpoints/evaluate-checkpoint.js";
import { DRAWN, type ImageWish, type NamedImages } from "../images/named-images.js";

/** What is left out comes from the config, then from the defaults. */
export interface TrainingRequest {
  /** A config file: its network, subnets and images. */
  readonly config?: string | undefined;
  /** Checked (checkTrainOptions). */
  readonly options: TrainOptions;
  /** Member of the network registry. */
  readonly network?: string | undefined;
  /** Uniform widths, widest first. */
  readonly widths?: readonly number[] | undefined;
  readonly images: Omit<ImageWish, "seed">;
  /** Training and test images at most; all when left out. */
  readonly trainImages?: number | undefined;
  readonly testImages?: number | undefined;
  /** Name of the images on the card; the data set's when left out. */
  readonly title?: string | undefined;
  /** A shipped or own checkpoint to go on from. */
  readonly from?: string | undefined;
  /** How to repeat it, for the card. */
  readonly command: string;
}

/** What a config says about training: its network, subnets and images. */
export interface TrainingBasis {
  readonly network: string;
  readonly subnets: readonly SubnetRequest[];
  readonly images: ImageWish;
}

/** Of a training that names no config. */
export const DEFAULT_BASIS: TrainingBasis = { network: "resnet20", subnets: [1, 0.75, 0.5, 0.25], images: { dataset: DRAWN } };

/** What the request and its basis name, read. */
export interface TrainingSources {
  readonly train: NamedImages;
  readonly test: NamedImages;
  readonly from: DecodedCheckpoint | undefined;
}

/**
 * The images of the request, or of the config where it names none. A folder of its own holds the config's set, unless that one is drawn.
 */
export function imagesWanted({ images, options }: TrainingRequest, basis: ImageWish): ImageWish {
  const families: Readonly<Record<string, DatasetFamily>> = DATASETS;
  const isFiled = families[basis.dataset ?? DRAWN]?.source.kind === "files";
  return {
    dir: images.dir ?? basis.dir,
    dataset: images.dataset ?? (images.dir === undefined || isFiled ? basis.dataset : undefined),
    classes: images.classes ?? basis.classes,
    size: images.size ?? basis.size,
    seed: options.seed,
  };
}

/** @throws ConfigError when network, images and checkpoint do not go together, or there is no such network or subnet */
export function composeTraining(request: TrainingRequest, basis: TrainingBasis, { train, test, from }: TrainingSources): TrainingJob {
  const { family } = train;
  const network = from?.network ?? networkNamed(request.network ?? basis.network, family.classes.length);
  const normalisation = from?.normalisation ?? family.normalisation;
  requireClasses(network, family);
  const data = { train: networkImages(train, normalisation), test: networkImages(test, normalisation), normalisation };
  for (const set of [data.train, data.test]) requireFit({ network }, { ...set, classes: family.classes.length });
  return {
    network, data,
    options: request.options,
    subnets: subnetsFor(request, network, from, basis),
    dataset: { title: request.title ?? family.title, classNames: family.classes, flip: family.flip },
    command: request.command,
    ...(from === undefined ? {} : { from }),
  };
}

function requireClasses({ classes }: NetworkSpec, family: DatasetFamily): void {
  if (classes === family.classes.length) return;
  const allowed = `${family.classes.length}, as the images have`;
  throw new ConfigError({ path: "--from", message: "the network tells another number of classes apart", found: String(classes), allowed });
}

/** The widths asked for, else the config's; else those of a checkpoint that has several, else the usual ones. */
function subnetsFor(
  { config, widths }: TrainingRequest, network: NetworkSpec, from: DecodedCheckpoint | undefined, { subnets }: TrainingBasis,
): readonly Subnet[] {
  if (widths !== undefined) return subnetsOf(network, widths);
  const isOwn = config === undefined && from !== undefined && from.subnets.length > 1;
  return isOwn ? from.subnets : requestedSubnets(network, subnets, "network.subnets");
}

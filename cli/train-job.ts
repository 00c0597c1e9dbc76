// From the words of `pimento train`, and the config if one is named, to a training job with its images loaded.
import { resolve } from "node:path";
import { ConfigError } from "../sim/errors.js";
import { networkNamed, requestedSubnets, subnetsOf } from "../workloads/nets/index.js";
import type { NetworkSpec, Subnet, SubnetRequest } from "../workloads/nets/index.js";
import { DATASETS, networkImages } from "../workloads/data/index.js";
import type { DatasetFamily, Split } from "../workloads/data/index.js";
import { requireFit } from "../experiment/checkpoints/evaluate-checkpoint.js";
import { givenOptions } from "./command-words.js";
import { DRAWN, labelledData, MOST_IMAGES, type NamedImages } from "./labelled-data.js";
import { numberList, wholeNumber } from "./numbers.js";
import type { DecodedCheckpoint } from "../workloads/checkpoint/index.js";
import { checkTrainOptions, DEFAULT_TRAIN_OPTIONS } from "../workloads/train/options.js";
import type { TrainOptions } from "../workloads/train/options.js";
import type { TrainingJob } from "../workloads/train/index.js";
import { QUANTISATION_FLAG_NAMES, quantisationOf } from "./quantisation-flags.js";
import type { QuantisationArguments } from "./quantisation-flags.js";
import { NUMBER_FLAGS, statedNumbers } from "./train-flags.js";
import type { NumberArguments, NumberFlag } from "./train-flags.js";

const D = DEFAULT_TRAIN_OPTIONS;

/** As given on the command line; what is not comes from the config, then from the defaults. */
export interface TrainArguments extends NumberArguments, QuantisationArguments {
  readonly file?: string | undefined;
  readonly method?: string | undefined;
  readonly network?: string | undefined;
  readonly widths?: string | undefined;
  readonly dataset?: string | undefined;
  readonly data?: string | undefined;
  readonly classes?: string | undefined;
  readonly size?: string | undefined;
  readonly title?: string | undefined;
  readonly images?: string | undefined;
  readonly "test-images"?: string | undefined;
  readonly from?: string | undefined;
  readonly threads: string;
  readonly out: string;
  readonly resume: boolean;
}

const DEFAULT_NETWORK = "resnet20";
const DEFAULT_WIDTHS = [1, 0.75, 0.5, 0.25];

/** What a config says about training: its network, subnets and images. */
interface Basis {
  readonly network: string;
  readonly subnets: readonly SubnetRequest[];
  readonly dataset: string;
  readonly dir: string | undefined;
  readonly classes: number | undefined;
  readonly size: number | undefined;
}

async function basisOf({ file }: TrainArguments): Promise<Basis> {
  if (file === undefined) return { network: DEFAULT_NETWORK, subnets: DEFAULT_WIDTHS, dataset: DRAWN, dir: undefined, classes: undefined, size: undefined };
  const { loadConfig } = await import("../experiment/node/config-file.js");
  const { spec: { network, data }, baseFolders } = await loadConfig(file);
  return { network: network.name, subnets: network.subnets, dataset: data.name, dir: data.dir === null ? undefined : resolve(baseFolders.data, data.dir), classes: data.classes, size: data.size };
}

/** @throws ConfigError with everything that is wrong with options, config or images */
export async function trainingJob(args: TrainArguments): Promise<TrainingJob> {
  const basis = await basisOf(args);
  const options = trainOptions(args);
  const [trainImages, testImages] = [imageCount("images", args.images), imageCount("test-images", args["test-images"])];
  const from = args.from === undefined ? undefined : await startFrom(args.from, args.network);
  const imagesOf = (split: Split, wanted: number | undefined): NamedImages => imagesNamed(args, basis, { split, wanted, seed: options.seed, classes: from?.network.classes });
  const { family, ...train } = imagesOf("train", trainImages);
  const test = imagesOf("test", testImages);
  const network = from?.network ?? networkNamed(args.network ?? basis.network, family.classes.length);
  const normalisation = from?.normalisation ?? family.normalisation;
  if (network.classes !== family.classes.length) throw new ConfigError({ path: "--from", message: "the network tells another number of classes apart", found: String(network.classes), allowed: `${family.classes.length}, as the images have` });
  const data = { train: networkImages(train, normalisation), test: networkImages(test, normalisation), normalisation };
  for (const set of [data.train, data.test]) requireFit({ network }, { ...set, classes: family.classes.length });
  return {
    network, options,
    subnets: subnetsFor(args, network, from, basis),
    data,
    dataset: { title: args.title ?? family.title, classNames: family.classes, flip: family.flip },
    command: commandOf(args),
    ...(from === undefined ? {} : { from }),
  };
}

/** Checked before any image is read or drawn. */
function trainOptions(args: TrainArguments): TrainOptions {
  const quantisation = quantisationOf(args);
  const options = { ...D, ...(quantisation === undefined ? {} : { quantisation }), method: args.method ?? D.method, ...statedNumbers(args) };
  checkTrainOptions(options);
  return options;
}

/** The widths asked for, else the config's; else those of a checkpoint that has several, else the usual ones. */
function subnetsFor({ file, widths }: TrainArguments, network: NetworkSpec, from: DecodedCheckpoint | undefined, { subnets }: Basis): readonly Subnet[] {
  if (widths !== undefined) return subnetsOf(network, numberList("widths", widths));
  const isOwn = file === undefined && from !== undefined && from.subnets.length > 1;
  return isOwn ? from.subnets : requestedSubnets(network, subnets, "network.subnets");
}

interface WantedImages {
  readonly split: Split;
  readonly wanted: number | undefined;
  readonly seed: number;
  readonly classes: number | undefined;
}

/** The images of the options, or of the config where they name none. A folder of its own holds the config's set, unless that one is drawn. */
function imagesNamed(args: TrainArguments, basis: Basis, { split, wanted, seed, classes }: WantedImages): NamedImages {
  const isFiled = (DATASETS as Record<string, DatasetFamily>)[basis.dataset]?.source.kind === "files";
  const dataset = args.dataset ?? (args.data === undefined || isFiled ? basis.dataset : undefined);
  return labelledData({ data: args.data ?? basis.dir, dataset, classes: args.classes ?? basis.classes?.toString(), size: args.size ?? basis.size?.toString(), seed: String(seed) }, split, classes, wanted);
}

const imageCount = (option: string, text: string | undefined): number | undefined => (text === undefined ? undefined : wholeNumber(option, text, 1, MOST_IMAGES));

/** A shipped or own checkpoint to go on from. @throws ConfigError when it is not of the network that is asked for */
async function startFrom(name: string, network: string | undefined): Promise<DecodedCheckpoint> {
  const { namedCheckpoint } = await import("../experiment/node/named-checkpoint.js");
  return namedCheckpoint(name, network);
}

/** The command that repeats the run: what was asked for, without folders and threads, which do not change the result. */
function commandOf(args: TrainArguments): string {
  const names = [
    "method", "network", "widths", "dataset", "classes", "size", "title", "images", "test-images", ...(Object.keys(NUMBER_FLAGS) as NumberFlag[]),
    ...QUANTISATION_FLAG_NAMES,
  ] as const;
  return ["npx pimento train", ...(args.file === undefined ? [] : ["FILE"]), ...(args.from === undefined ? [] : ["--from CHECKPOINT"]), ...(args.data === undefined ? [] : ["--data DIR"]), ...givenOptions(args, names)].join(" ");
}

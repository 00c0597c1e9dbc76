// From the words of `pimento train`, and the config if one is named, to a training job with its images loaded.
import { resolve } from "node:path";
import { ConfigError } from "../sim/errors.js";
import { customSubnet, networkNamed, subnetsOf } from "../workloads/nets/index.js";
import type { NetworkSpec, Subnet } from "../workloads/nets/index.js";
import { networkImages } from "../workloads/data/index.js";
import type { DatasetFamily, ImageSet, Split } from "../workloads/data/index.js";
import { requireFit } from "../experiment/evaluate-checkpoint.js";
import { givenOptions } from "./command-words.js";
import { labelledData } from "./labelled-data.js";
import type { DecodedCheckpoint } from "../workloads/checkpoint/index.js";
import { checkTrainOptions, DEFAULT_TRAIN_OPTIONS } from "../workloads/train/options.js";
import type { TrainOptions } from "../workloads/train/options.js";
import type { TrainingJob } from "../workloads/train/index.js";
import { QUANTISATION_FLAG_NAMES, quantisationOf } from "./quantisation-flags.js";
import type { QuantisationArguments } from "./quantisation-flags.js";
import { NUMBER_FLAGS } from "./train-flags.js";
import type { NumberFlag } from "./train-flags.js";

const D = DEFAULT_TRAIN_OPTIONS;

/** Numbers and texts as yargs gives them; what is not given comes from the config, then from the defaults. */
export interface TrainArguments extends Partial<Record<NumberFlag, number | undefined>>, QuantisationArguments {
  readonly file?: string | undefined;
  readonly method?: string | undefined;
  readonly network?: string | undefined;
  readonly widths?: string | undefined;
  readonly dataset?: string | undefined;
  readonly data?: string | undefined;
  readonly classes?: string | undefined;
  readonly size?: string | undefined;
  readonly title?: string | undefined;
  readonly images?: number | undefined;
  readonly "test-images"?: number | undefined;
  readonly from?: string | undefined;
  readonly epochs?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads: number;
  readonly out: string;
  readonly resume: boolean;
}

const DEFAULT_NETWORK = "resnet20";
const DEFAULT_WIDTHS = [1, 0.75, 0.5, 0.25];

/** What a config says about training: its network, subnets and images. */
interface Basis {
  readonly network: string;
  readonly subnets: readonly (number | { readonly name: string; readonly channels: readonly number[] })[];
  readonly dataset: string;
  readonly dir: string | undefined;
  readonly classes: number | undefined;
  readonly size: number | undefined;
}

async function basisOf({ file }: TrainArguments): Promise<Basis> {
  if (file === undefined) return { network: DEFAULT_NETWORK, subnets: DEFAULT_WIDTHS, dataset: "procedural", dir: undefined, classes: undefined, size: undefined };
  const { loadConfig } = await import("../experiment/node/config-file.js");
  const { spec: { network, data }, baseFolders } = await loadConfig(file);
  return { network: network.name, subnets: network.subnets, dataset: data.name, dir: data.dir === null ? undefined : resolve(baseFolders.data, data.dir), classes: data.classes, size: data.size };
}

/** @throws ConfigError with everything that is wrong with options, config or images */
export async function trainingJob(args: TrainArguments): Promise<TrainingJob> {
  const basis = await basisOf(args);
  const options = trainOptions(args);
  const { family, images: train } = imagesNamed(args, basis, "train", count("images", args.images));
  const { images: test } = imagesNamed(args, basis, "test", count("test-images", args["test-images"]));
  const from = args.from === undefined ? undefined : await startFrom(args.from, args.network, family.classes.length);
  const network = from?.network ?? networkNamed(args.network ?? basis.network, family.classes.length);
  const normalisation = from?.normalisation ?? family.normalisation;
  const data = { train: networkImages(train, normalisation), test: networkImages(test, normalisation), normalisation };
  for (const set of [data.train, data.test]) requireFit({ network }, { ...set, classes: family.classes.length });
  return {
    network, options,
    subnets: args.widths === undefined ? subnetsFrom(network, basis) : subnetsOf(network, args.widths.split(",").map(Number)),
    data,
    dataset: { title: args.title ?? family.title, classNames: family.classes, flip: family.flip },
    command: commandOf(args),
    ...(from === undefined ? {} : { from }),
  };
}

/** Checked before any image is read or drawn. */
function trainOptions(args: TrainArguments): TrainOptions {
  const quantisation = quantisationOf(args);
  const numbers = Object.entries(NUMBER_FLAGS).flatMap(([flag, { sets }]) => (args[flag as NumberFlag] === undefined ? [] : [[sets, args[flag as NumberFlag]!] as const]));
  const options = {
    ...D, ...(quantisation === undefined ? {} : { quantisation }), seed: args.seed ?? D.seed, method: args.method ?? D.method, epochs: args.epochs ?? D.epochs,
    ...Object.fromEntries(numbers),
  };
  checkTrainOptions(options);
  return options;
}

/** The images of the options, or of the config where they name none. */
function imagesNamed(args: TrainArguments, basis: Basis, split: Split, wanted: number | undefined): { family: DatasetFamily; images: ImageSet } {
  const dataset = args.dataset ?? (args.data === undefined || basis.dataset !== "procedural" ? basis.dataset : undefined);
  const { family, ...images } = labelledData({ data: args.data ?? basis.dir, dataset, classes: args.classes ?? basis.classes?.toString(), size: args.size ?? basis.size?.toString(), seed: String(args.seed ?? D.seed) }, split, undefined, wanted);
  return { family, images };
}

function count(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return value;
  throw new ConfigError({ path: `--${option}`, message: "not a number of images", found: String(value), allowed: "1, 2, 3 ..." });
}

function subnetsFrom(network: NetworkSpec, { subnets }: Basis): Subnet[] {
  return subnets.map((subnet) => (typeof subnet === "number" ? subnetsOf(network, [subnet])[0]! : customSubnet(network, subnet.name, subnet.channels)));
}

/** A shipped or own checkpoint to go on from. @throws ConfigError when it does not go with what else is asked for */
async function startFrom(name: string, network: string | undefined, classes: number): Promise<DecodedCheckpoint> {
  const { namedCheckpoint } = await import("../experiment/node/named-checkpoint.js");
  const checkpoint = await namedCheckpoint(name, network);
  if (checkpoint.network.classes !== classes) throw new ConfigError({ path: "--from", message: "the network tells another number of classes apart", found: String(checkpoint.network.classes), allowed: `${classes}, as the images have` });
  return checkpoint;
}

/** The command that repeats the run: what was asked for, without folders and threads, which do not change the result. */
function commandOf(args: TrainArguments): string {
  const names = [
    "method", "network", "widths", "dataset", "classes", "size", "title", "images", "test-images", "epochs", ...(Object.keys(NUMBER_FLAGS) as NumberFlag[]),
    ...QUANTISATION_FLAG_NAMES, "seed",
  ] as const;
  return ["npx pimento train", ...(args.file === undefined ? [] : ["FILE"]), ...(args.from === undefined ? [] : ["--from CHECKPOINT"]), ...(args.data === undefined ? [] : ["--data DIR"]), ...givenOptions(args, names)].join(" ");
}

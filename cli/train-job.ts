// From the words of `pimento train`, and the config if one is named, to a training job with its images loaded.
import { resolve } from "node:path";
import { ConfigError } from "../sim/errors.js";
import { customSubnet, networkNamed, subnetsOf } from "../workloads/nets/index.js";
import type { NetworkSpec, Subnet } from "../workloads/nets/index.js";
import { datasetNamed, loadImages } from "../workloads/node/dataset-files.js";
import type { ImageRequest } from "../workloads/node/dataset-files.js";
import { DEFAULT_TRAIN_OPTIONS } from "../workloads/train/index.js";
import type { TrainingJob } from "../workloads/train/index.js";

/** Numbers and texts as yargs gives them; what is not given comes from the config, then from the defaults. */
export interface TrainArguments {
  readonly file?: string | undefined;
  readonly method?: string | undefined;
  readonly network?: string | undefined;
  readonly widths?: string | undefined;
  readonly dataset?: string | undefined;
  readonly data?: string | undefined;
  readonly title?: string | undefined;
  readonly images?: number | undefined;
  readonly "test-images"?: number | undefined;
  readonly epochs?: number | undefined;
  readonly batch?: number | undefined;
  readonly rate?: number | undefined;
  readonly "weight-decay"?: number | undefined;
  readonly "warm-up"?: number | undefined;
  readonly "hard-labels"?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads: number;
  readonly out: string;
  readonly resume: boolean;
}

const D = DEFAULT_TRAIN_OPTIONS;
const DEFAULT_NETWORK = "resnet20";
const DEFAULT_WIDTHS = [1, 0.75, 0.5, 0.25];

/** What a config says about training: its network, subnets and images. */
interface Basis {
  readonly network: string;
  readonly subnets: readonly (number | { readonly name: string; readonly channels: readonly number[] })[];
  readonly dataset: string;
  readonly dir: string | undefined;
}

async function basisOf({ file }: TrainArguments): Promise<Basis> {
  if (file === undefined) return { network: DEFAULT_NETWORK, subnets: DEFAULT_WIDTHS, dataset: "procedural", dir: undefined };
  const { loadConfig } = await import("../experiment/node/config-file.js");
  const { spec: { network, data }, baseFolders } = await loadConfig(file);
  return { network: network.name, subnets: network.subnets, dataset: data.name, dir: data.dir === null ? undefined : resolve(baseFolders.data, data.dir) };
}

/** @throws ConfigError with everything that is wrong with options, config or images */
export async function trainingJob(args: TrainArguments): Promise<TrainingJob> {
  const basis = await basisOf(args);
  const dir = args.data ?? basis.dir;
  const family = datasetNamed(args.dataset ?? (args.data !== undefined && basis.dataset === "procedural" ? "cifar10" : basis.dataset));
  const network = networkNamed(args.network ?? basis.network, family.classes.length);
  const seed = args.seed ?? D.seed;
  const options = {
    ...D, seed, method: args.method ?? D.method, epochs: args.epochs ?? D.epochs, batch: args.batch ?? D.batch, rate: args.rate ?? D.rate,
    weightDecay: args["weight-decay"] ?? D.weightDecay, warmUp: args["warm-up"] ?? D.warmUp, hardLabels: args["hard-labels"] ?? D.hardLabels,
  };
  const images = (split: ImageRequest["split"], count: number | undefined): ImageRequest => ({ split, seed, ...(count === undefined ? {} : { count }), ...(dir === undefined ? {} : { dir }) });
  return {
    network, options,
    subnets: args.widths === undefined ? subnetsFrom(network, basis) : subnetsOf(network, args.widths.split(",").map(Number)),
    data: { train: loadImages(family, images("train", count("images", args.images))), test: loadImages(family, images("test", count("test-images", args["test-images"]))), normalisation: family.normalisation },
    dataset: { title: args.title ?? family.title, classNames: family.classes, flip: family.flip },
    command: commandOf(args),
  };
}

function count(option: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return value;
  throw new ConfigError({ path: `--${option}`, message: "not a number of images", found: String(value), allowed: "1, 2, 3 ..." });
}

function subnetsFrom(network: NetworkSpec, { subnets }: Basis): Subnet[] {
  return subnets.map((subnet) => (typeof subnet === "number" ? subnetsOf(network, [subnet])[0]! : customSubnet(network, subnet.name, subnet.channels)));
}

/** The command that repeats the run: what was asked for, without folders and threads, which do not change the result. */
function commandOf(args: TrainArguments): string {
  const names = ["method", "network", "widths", "dataset", "images", "test-images", "epochs", "batch", "rate", "weight-decay", "warm-up", "hard-labels", "seed"] as const;
  const given = names.flatMap((name) => (args[name] === undefined ? [] : [`--${name} ${String(args[name])}`]));
  return ["npx pimento train", ...(args.file === undefined ? [] : ["FILE"]), ...(args.data === undefined ? [] : ["--data DIR"]), ...given].join(" ");
}

// pimento average: the mean of the weights of trained networks as a checkpoint of its own.
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { ConfigError } from "../../sim/errors.js";
import type { DecodedCheckpoint } from "../../workloads/checkpoint/index.js";
import type { DatasetFamily, ImageSet, Split } from "../../workloads/data/index.js";
import { accuracyLines } from "../accuracy-lines.js";
import { givenOptions } from "../command-words.js";
import { DATA_OPTIONS, hasClasses, labelledData, type DataArguments } from "../labelled-data.js";
import { wholeNumber } from "../numbers.js";

export interface AverageArguments extends DataArguments {
  readonly checkpoints: readonly string[];
  readonly threads: string;
  readonly out: string;
}

const options = (argv: Argv): Argv<AverageArguments> => argv
  .positional("checkpoints", { type: "string", array: true, demandOption: true, describe: "names of shipped checkpoints, or files: of one training, or fine-tuned from the same one" })
  .options(DATA_OPTIONS)
  .option("threads", { type: "string", requiresArg: true, default: String(availableParallelism()), describe: "worker threads; the result does not depend on them" })
  .option("out", { type: "string", requiresArg: true, demandOption: true, describe: "file to write" })
  .example("$0 average resnet20.ckpt tuned.ckpt --data DIR --out mean.ckpt", "a network and its fine-tuned self");

export const averageCommand: CommandModule<object, AverageArguments> = {
  command: "average <checkpoints..>",
  describe: "average the weights of trained networks, and measure batch norm and accuracy anew",
  builder: options,
  handler: average,
};

async function average(args: ArgumentsCamelCase<AverageArguments>): Promise<void> {
  const { namedCheckpoint } = await import("../../experiment/node/named-checkpoint.js");
  const { requireFit } = await import("../../experiment/checkpoints/evaluate-checkpoint.js");
  const { networkImages } = await import("../../workloads/data/index.js");
  const { averagedCard, averagedNetwork, DEFAULT_TRAIN_OPTIONS, finishedCheckpoint } = await import("../../workloads/train/index.js");
  const { blockExecutor } = await import("../../workloads/node/worker-pool.js");
  const { writeCheckpoint } = await import("../../workloads/node/checkpoint-files.js");

  const threads = wholeNumber("threads", args.threads, 1);
  await requireOwnFile(args);
  const checkpoints = await Promise.all(args.checkpoints.map((name) => namedCheckpoint(name)));
  const network = averagedNetwork(checkpoints);
  const { normalisation, classNames, card: { trainImages, testImages, seed } } = checkpoints[0]!;
  // Drawn images are those of the first network's training; an imported network has seen no test images yet.
  const own = { ...args, seed: args.seed ?? String(seed) };
  const images = (split: Split, count: number | undefined): ImageSet => {
    const { family, ...set } = labelledData(own, split, classNames.length, count);
    requireFit(network, { ...set, classes: family.classes.length });
    requireSameImages(checkpoints[0]!, family, set.count, count);
    return networkImages(set, normalisation);
  };
  const data = { train: images("train", trainImages), test: images("test", testImages > 0 ? testImages : undefined), normalisation };
  const checkpoint = await finishedCheckpoint(network, {
    setting: { data, flip: false, options: DEFAULT_TRAIN_OPTIONS, threads, makeExecutor: blockExecutor },
    classNames, card: averagedCard(checkpoints, { command: commandOf(args), testImages: data.test.count, seed: wholeNumber("seed", own.seed, 0) }), onPhase: (phase) => console.error(`${phase} ...`),
  });
  await writeCheckpoint(args.out, checkpoint);
  for (const line of accuracyLines(checkpoint.card)) console.log(line);
  console.log(args.out);
}

/** @throws ConfigError when the file cannot be written, or is one of those that are read */
async function requireOwnFile({ out, checkpoints }: AverageArguments): Promise<void> {
  const { checkFile } = await import("../../sim/node/write-atomically.js");
  await checkFile(out, "--out");
  if (checkpoints.some((name) => resolve(name) === resolve(out))) throw new ConfigError({ path: "--out", message: "is one of the checkpoints to be averaged", found: out, allowed: "another file" });
}

/** What can be known of it: names of classes, and as many images as the network was trained and tested on. @throws ConfigError when they are others */
function requireSameImages({ classNames, card }: DecodedCheckpoint, family: DatasetFamily, count: number, wanted = count): void {
  if (!hasClasses(family, classNames)) throw new ConfigError({ path: "--data", message: "these are not the images that the networks were trained on", found: `${family.title}: ${family.classes.slice(0, 3).join(", ")} ...`, allowed: `${card.dataset}: ${classNames.slice(0, 3).join(", ")} ...` });
  if (count < wanted) throw new ConfigError({ path: "--data", message: "these are fewer images than the networks were trained or tested on", found: String(count), allowed: String(wanted) });
}

/** The command that repeats it, without folders and threads. */
function commandOf(args: AverageArguments): string {
  return ["npx pimento average", ...args.checkpoints.map(() => "CHECKPOINT"), ...(args.data === undefined ? [] : ["--data DIR"]), ...givenOptions(args, ["dataset", "classes", "size", "seed"])].join(" ");
}

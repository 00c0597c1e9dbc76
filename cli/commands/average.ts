// pimento average: the mean of the weights of trained networks as a checkpoint of its own.
import { availableParallelism } from "node:os";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { ImageSet, Split } from "../../workloads/data/index.js";
import { accuracyLines } from "../accuracy-lines.js";
import { givenOptions } from "../command-words.js";
import { DATA_OPTIONS, labelledData, wholeNumber, type DataArguments } from "../labelled-data.js";

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
  const { requireFit } = await import("../../experiment/evaluate-checkpoint.js");
  const { networkImages } = await import("../../workloads/data/index.js");
  const { averagedCard, averagedNetwork, DEFAULT_TRAIN_OPTIONS, finishedCheckpoint } = await import("../../workloads/train/index.js");
  const { executorFor } = await import("../../workloads/node/worker-pool.js");
  const { writeCheckpoint } = await import("../../workloads/node/checkpoint-files.js");

  const threads = wholeNumber("threads", args.threads, 1);
  const checkpoints = await Promise.all(args.checkpoints.map((name) => namedCheckpoint(name)));
  const network = averagedNetwork(checkpoints);
  const { normalisation, classNames, card: { trainImages, testImages } } = checkpoints[0]!;
  const images = (split: Split, count: number): ImageSet => {
    const { family, ...set } = labelledData(args, split, classNames.length, count);
    requireFit(network, { ...set, classes: family.classes.length });
    return networkImages(set, normalisation);
  };
  const data = { train: images("train", trainImages), test: images("test", testImages), normalisation };
  const checkpoint = await finishedCheckpoint(network, {
    setting: { data, flip: false, options: DEFAULT_TRAIN_OPTIONS, threads, makeExecutor: executorFor(threads) },
    classNames, card: averagedCard(checkpoints, commandOf(args), data.test.count), onPhase: (phase) => console.error(`${phase} ...`),
  });
  writeCheckpoint(args.out, checkpoint);
  for (const line of accuracyLines(checkpoint.card)) console.log(line);
  console.log(args.out);
}

/** The command that repeats it, without folders and threads. */
function commandOf(args: AverageArguments): string {
  return ["npx pimento average", ...args.checkpoints.map(() => "CHECKPOINT"), ...(args.data === undefined ? [] : ["--data DIR"]), ...givenOptions(args, ["dataset", "classes", "size", "seed"])].join(" ");
}

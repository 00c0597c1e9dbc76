// pimento evaluate: accuracy of every subnet of a checkpoint, as floats and as the integers that run on the arrays.
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { groupDigits } from "../../sim/digits.js";
import { printable } from "../../sim/printable.js";
import { bitOptions, statedBits, type BitArguments } from "../bit-flags.js";
import { DATA_OPTIONS, hasClasses, labelledData, MOST_IMAGES, type DataArguments } from "../labelled-data.js";
import { wholeNumber } from "../numbers.js";

const DEFAULT_IMAGES = "1000";

export interface EvaluateArguments extends DataArguments, BitArguments {
  readonly checkpoint: string;
  readonly images: string;
  readonly json: boolean;
}

const options = (argv: Argv): Argv<EvaluateArguments> => argv
  .positional("checkpoint", { type: "string", demandOption: true, describe: "name of a shipped checkpoint, or a file" })
  .options(DATA_OPTIONS)
  .option("images", { type: "string", requiresArg: true, default: DEFAULT_IMAGES, describe: "test images, the first so many; all when there are fewer" })
  .options(bitOptions("8; without any of these flags as the checkpoint was trained"))
  .option("json", { type: "boolean", default: false, describe: "print JSON" })
  .example("$0 evaluate out/checkpoint.ckpt --data cifar-10-batches-bin --images 2000", "both accuracies on 2,000 test images");

export const evaluateCommand: CommandModule<object, EvaluateArguments> = {
  command: "evaluate <checkpoint>",
  describe: "measure the accuracy of a checkpoint's subnets, as floats and as integers",
  builder: options,
  handler: evaluate,
};

async function evaluate(args: ArgumentsCamelCase<EvaluateArguments>): Promise<void> {
  const { namedCheckpoint } = await import("../../experiment/node/named-checkpoint.js");
  const { evaluateCheckpoint } = await import("../../experiment/checkpoints/evaluate-checkpoint.js");
  const { ownBits, PLAIN_BITS } = await import("../../workloads/checkpoint/own-bits.js");
  const { countOnAllCores } = await import("../../experiment/node/reference-pool.js");
  const { progressDisplay } = await import("../progress.js");
  const stated = statedBits(args);
  const count = wholeNumber("images", args.images, 1, MOST_IMAGES);
  const checkpoint = await namedCheckpoint(args.checkpoint);
  const bits = Object.keys(stated).length === 0 ? ownBits(checkpoint) : { ...PLAIN_BITS, ...stated };
  const { family, ...images } = labelledData({ ...args, seed: args.seed ?? String(checkpoint.card.seed) }, "test", checkpoint.network.classes, count);
  if (!hasClasses(family, checkpoint.classNames)) console.error(`note: the network was trained on ${printable(checkpoint.card.dataset)}, and these are ${family.title}; --data names a folder of images`);
  const progress = await progressDisplay();
  try {
    const subnets = await evaluateCheckpoint(checkpoint, images, bits, progress.show, countOnAllCores);
    progress.stop();
    if (args.json) console.log(JSON.stringify({ network: checkpoint.network.name, checkpointHash: checkpoint.contentHash, dataset: family.title, images: images.count, ...bits, subnets }, null, 2));
    else for (const line of lines(subnets, images.count, family.title)) console.log(line);
  } finally {
    progress.stop();
  }
}

function lines(subnets: readonly { name: string; floatAccuracy: number; integerAccuracy: number; macs: number }[], images: number, title: string): string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`.padStart(9);
  const points = (difference: number): string => `${(100 * difference).toFixed(2)} pt`.padStart(10);
  const width = Math.max(6, ...subnets.map(({ name }) => name.length));
  return [
    `${"subnet".padEnd(width)}      float   integer       loss            MACs   (${images} test images of ${title})`,
    ...subnets.map(({ name, floatAccuracy, integerAccuracy, macs }) => `${name.padEnd(width)}  ${percent(floatAccuracy)} ${percent(integerAccuracy)} ${points(floatAccuracy - integerAccuracy)} ${groupDigits(macs).padStart(15)}`),
  ];
}

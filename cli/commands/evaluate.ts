// pimento evaluate: accuracy of every subnet of a checkpoint, as floats and as the integers that run on the arrays.
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { groupDigits } from "../../sim/digits.js";
import { printable } from "../../sim/printable.js";
import { bitOptions, statedBits, type BitArguments } from "../bit-flags.js";
import type { Evaluation } from "../../experiment/node/checkpoints/evaluate-named.js";
import { DATA_OPTIONS, imageWish, type DataArguments } from "../data-options.js";
import { imageCount } from "../numbers.js";
import { print, tell } from "../terminal.js";

const DEFAULT_IMAGES = "1000";
const IMAGES = "test images, the first so many; all when there are fewer";

export interface EvaluateArguments extends DataArguments, BitArguments {
  readonly checkpoint: string;
  readonly images: string;
  readonly json: boolean;
}

const options = (argv: Argv): Argv<EvaluateArguments> => argv
  .positional("checkpoint", { type: "string", demandOption: true, describe: "name of a shipped checkpoint, or a file" })
  .options(DATA_OPTIONS)
  .option("images", { type: "string", requiresArg: true, default: DEFAULT_IMAGES, describe: IMAGES })
  .options(bitOptions("8; without any of these flags as the checkpoint was trained"))
  .option("json", { type: "boolean", default: false, describe: "print JSON" })
  .example("$0 evaluate out/mine.ckpt --data cifar-10-batches-bin --images 2000", "both accuracies on 2,000 test images");

export const evaluateCommand: CommandModule<object, EvaluateArguments> = {
  command: "evaluate <checkpoint>",
  describe: "measure the accuracy of a checkpoint's subnets, as floats and as integers",
  builder: options,
  handler: evaluate,
};

async function evaluate(args: ArgumentsCamelCase<EvaluateArguments>): Promise<void> {
  const wish = {
    checkpoint: args.checkpoint, images: imageWish(args), count: imageCount("images", args.images), bits: statedBits(args),
  };
  const { evaluateNamed } = await import("../../experiment/node/checkpoints/evaluate-named.js");
  const { progressDisplay } = await import("../progress.js");
  const progress = await progressDisplay();
  const watch = { onProgress: progress.show, onNote: (note: string) => tell(`note: ${printable(note)}`) };
  const evaluation = await evaluateNamed(wish, watch).finally(() => progress.stop());
  if (args.json) print(JSON.stringify(plain(evaluation), null, 2));
  else for (const line of lines(evaluation)) print(line);
}

/** As JSON. */
const plain = ({ checkpoint, dataset, images, bits, subnets }: Evaluation): object =>
  ({ network: checkpoint.network.name, checkpointHash: checkpoint.contentHash, dataset, images, ...bits, subnets });

function lines({ subnets, images, dataset }: Evaluation): string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`.padStart(9);
  const points = (difference: number): string => `${(100 * difference).toFixed(2)} pt`.padStart(10);
  const width = Math.max(6, ...subnets.map(({ name }) => name.length));
  return [
    `${"subnet".padEnd(width)}      float   integer       loss            MACs   (${images} test images of ${dataset})`,
    ...subnets.map(({ name, floatAccuracy, integerAccuracy, macs }) => {
      const loss = points(floatAccuracy - integerAccuracy);
      return `${name.padEnd(width)}  ${percent(floatAccuracy)} ${percent(integerAccuracy)} ${loss} ${groupDigits(macs).padStart(15)}`;
    }),
  ];
}

// pimento evaluate: accuracy of every subnet of a checkpoint, as floats and as the integers that run on the arrays.
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { DATA_OPTIONS, labelledData, wholeNumber, type DataArguments } from "../labelled-data.js";

const DEFAULT_IMAGES = "1000";
const DEFAULT_BITS = "8";

export interface EvaluateArguments extends DataArguments {
  readonly checkpoint: string;
  readonly images: string;
  readonly "weight-bits": string;
  readonly "activation-bits": string;
  readonly json: boolean;
}

const options = (argv: Argv): Argv<EvaluateArguments> => argv
  .positional("checkpoint", { type: "string", demandOption: true, describe: "name of a shipped checkpoint, or a file" })
  .options(DATA_OPTIONS)
  .option("images", { type: "string", requiresArg: true, default: DEFAULT_IMAGES, describe: "test images, the first so many; all when there are fewer" })
  .option("weight-bits", { type: "string", requiresArg: true, default: DEFAULT_BITS, describe: "bits of the integer network's weights" })
  .option("activation-bits", { type: "string", requiresArg: true, default: DEFAULT_BITS, describe: "bits of its activations" })
  .option("json", { type: "boolean", default: false, describe: "print JSON" })
  .example("$0 evaluate out/checkpoint.ckpt --data cifar-10-batches-bin --images 2000", "both accuracies on 2,000 test images");

export const evaluateCommand: CommandModule<object, EvaluateArguments> = {
  command: "evaluate <checkpoint>",
  describe: "measure the accuracy of a checkpoint's subnets, as floats and as integers",
  builder: options,
  handler: evaluate,
};

async function evaluate(args: ArgumentsCamelCase<EvaluateArguments>): Promise<void> {
  const { nodeServices } = await import("../../experiment/node/node-services.js");
  const { decodeCheckpoint } = await import("../../workloads/checkpoint/index.js");
  const { evaluateCheckpoint } = await import("../../experiment/evaluate-checkpoint.js");
  const { countOnAllCores } = await import("../../experiment/node/reference-pool.js");
  const { progressDisplay } = await import("../progress.js");
  const file = nodeServices({ data: process.cwd(), checkpoint: process.cwd() });
  const bits = { weightBits: wholeNumber("weight-bits", args["weight-bits"], 1, 16), activationBits: wholeNumber("activation-bits", args["activation-bits"], 1, 16) };
  const count = wholeNumber("images", args.images, 1);
  const checkpoint = decodeCheckpoint(await file.loadCheckpoint(args.checkpoint), args.checkpoint);
  const { family, ...images } = labelledData(args, "test", checkpoint.network.classes, count);
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
  const width = Math.max(6, ...subnets.map(({ name }) => name.length));
  return [
    `${"subnet".padEnd(width)}      float   integer            MACs   (${images} test images of ${title})`,
    ...subnets.map(({ name, floatAccuracy, integerAccuracy, macs }) => `${name.padEnd(width)}  ${percent(floatAccuracy)} ${percent(integerAccuracy)} ${macs.toLocaleString("en").padStart(15)}`),
  ];
}

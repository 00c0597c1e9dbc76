// pimento average: the mean of the weights of trained networks as a checkpoint of its own.
import { availableParallelism } from "node:os";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { accuracyLines } from "../accuracy-lines.js";
import { givenOptions } from "../command-words.js";
import { DATA_OPTIONS, imageWish, type DataArguments } from "../data-options.js";
import { wholeNumber } from "../numbers.js";
import { print, tell } from "../terminal.js";

export interface AverageArguments extends DataArguments {
  readonly checkpoints: readonly string[];
  readonly threads: string;
  readonly out: string;
}

const CHECKPOINTS = "names of shipped checkpoints, or files: of one training, or fine-tuned from the same one";
const THREADS = "worker threads; the result does not depend on them";

const options = (argv: Argv): Argv<AverageArguments> => argv
  .positional("checkpoints", { type: "string", array: true, demandOption: true, describe: CHECKPOINTS })
  .options(DATA_OPTIONS)
  .option("threads", { type: "string", requiresArg: true, default: String(availableParallelism()), describe: THREADS })
  .option("out", { type: "string", requiresArg: true, demandOption: true, describe: "file to write" })
  .example("$0 average resnet20.ckpt tuned.ckpt --data DIR --out mean.ckpt", "a network and its fine-tuned self");

export const averageCommand: CommandModule<object, AverageArguments> = {
  command: "average <checkpoints..>",
  describe: "average the weights of trained networks, and measure batch norm and accuracy anew",
  builder: options,
  handler: average,
};

async function average(args: ArgumentsCamelCase<AverageArguments>): Promise<void> {
  const { averageNamed } = await import("../../experiment/node/checkpoints/average-named.js");
  const { checkpoints, out } = args;
  const threads = wholeNumber("threads", args.threads, 1);
  const wish = { checkpoints, out, threads, images: imageWish(args), command: commandOf(args) };
  const card = await averageNamed(wish, (phase) => tell(`${phase} ...`));
  for (const line of accuracyLines(card)) print(line);
  print(out);
}

/** The command that repeats it, without folders and threads. */
function commandOf(args: AverageArguments): string {
  return [
    "npx pimento average",
    ...args.checkpoints.map(() => "CHECKPOINT"),
    ...(args.data === undefined ? [] : ["--data DIR"]),
    ...givenOptions(args, ["dataset", "classes", "size", "seed"]),
  ].join(" ");
}

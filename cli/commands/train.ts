// pimento train: trains a channel-adaptive network and writes its checkpoint; resumable, stoppable with Ctrl-C.
import { availableParallelism } from "node:os";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { NETWORKS } from "../../workloads/nets/index.js";
import { DEFAULT_TRAIN_OPTIONS as D } from "../../workloads/train/options.js";
import { TRAINING_METHODS } from "../../workloads/train/methods/index.js";
import type { WrittenNetwork } from "../../experiment/node/training/train-in-folder.js";
import { DATA_OPTIONS } from "../data-options.js";
import { quantisationOptions } from "../quantisation-flags.js";
import { accuracyLines } from "../accuracy-lines.js";
import { wholeNumber } from "../numbers.js";
import { Stopped } from "../failure.js";
import { writeFiles } from "../show-report.js";
import { print, tell } from "../terminal.js";
import { namingFlags, numberOptions } from "../train-flags.js";
import type { TrainArguments } from "../train-request.js";

/** Exit codes of a run that was stopped by a signal, by the shells' custom: 128 and the signal's number. */
const STOPPED = { SIGINT: 130, SIGTERM: 143 } as const;

const FROM = "checkpoint to go on from, instead of drawn weights: fine-tuning, or slicing an imported network";
const THREADS = "worker threads; the result does not depend on them";

function options(argv: Argv): Argv<TrainArguments> {
  return argv
    .positional("file", { type: "string", describe: "config in YAML: network, subnets and images" })
    .option("method", { choices: Object.keys(TRAINING_METHODS), describe: `how the subnets are trained (${D.method})` })
    .option("network", { choices: Object.keys(NETWORKS), describe: "network at full width (resnet20)" })
    .option("widths", {
      type: "string",
      requiresArg: true,
      describe: "uniform widths, widest first (1,0.75,0.5,0.25, or the subnets of --from)",
    })
    .options({ data: DATA_OPTIONS.data, dataset: DATA_OPTIONS.dataset, classes: DATA_OPTIONS.classes, size: DATA_OPTIONS.size })
    .option("from", { type: "string", requiresArg: true, describe: FROM })
    .option("title", { type: "string", requiresArg: true, describe: "name of the images on the checkpoint's card" })
    .option("images", { type: "string", requiresArg: true, describe: "training images (all)" })
    .option("test-images", { type: "string", requiresArg: true, describe: "test images (all)" })
    .options(numberOptions())
    .options(quantisationOptions())
    .option("threads", { type: "string", requiresArg: true, default: String(availableParallelism()), describe: THREADS })
    .option("out", {
      type: "string",
      default: "out/train",
      requiresArg: true,
      describe: "folder of the checkpoint and of the state to resume from",
    })
    .option("resume", { type: "boolean", default: false, describe: "continue from the state in --out, bit-identically" })
    .example("$0 train", "the procedural images, as the shipped checkpoint was made")
    .example("$0 train --data DIR --epochs 15", "CIFAR-10 in its binary version");
}

export const trainCommand: CommandModule<object, TrainArguments> = {
  command: "train [file]",
  describe: "train a channel-adaptive network and write its checkpoint",
  builder: options,
  handler: (args) => train(args).catch((error: unknown) => { throw namingFlags(error); }),
};

async function train(args: ArgumentsCamelCase<TrainArguments>): Promise<void> {
  const threads = wholeNumber("threads", args.threads, 1);
  const { trainingRequest } = await import("../train-request.js");
  const { TrainDisplay } = await import("../train-display.js");
  const { trainInFolder } = await import("../../experiment/node/training/train-in-folder.js");
  const { out, resume } = args;
  const signal = new StopSignal();
  const { isFinished, stepsDone, steps } = await trainInFolder(trainingRequest(args), { out, resume, threads }, {
    watch: (batch, epochs) => {
      const display = new TrainDisplay(batch, epochs);
      return {
        signal: signal.listen(),
        onStep: (report) => display.step(report),
        onLine: (line) => display.line(line),
        onEnd: () => display.stop(),
        onPhase: (phase) => tell(`${phase} ...`),
      };
    },
    onWritten: (networks) => report(networks, out),
  });
  if (isFinished) return;
  throw new Stopped(STOPPED[signal.name], `stopped after step ${stepsDone} of ${steps}; continue with the same options and --resume`);
}

/** Accuracies and files of what was trained, and their tables and figures in the folder. */
async function report(networks: readonly WrittenNetwork[], out: string): Promise<void> {
  for (const { file, card } of networks) {
    for (const line of accuracyLines(card)) print(line);
    print(file);
  }
  const { readCards } = await import("../../experiment/node/read-cards.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  await writeFiles(REPORT_KINDS.cards, await readCards(networks.map(({ file }) => file)), out);
}

/** Set by Ctrl-C or a polite kill: the step under way is finished and the state is saved; a second one ends at once. */
class StopSignal {
  aborted = false;
  name: keyof typeof STOPPED = "SIGINT";

  listen(): this {
    const stop = (name: NodeJS.Signals): void => {
      Object.assign(this, { aborted: true, name });
      tell("stopping after this step, or when what is being measured is done; once more ends at once");
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
    return this;
  }
}

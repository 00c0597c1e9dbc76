// pimento train: trains a channel-adaptive network and writes its checkpoint; resumable, stoppable with Ctrl-C.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { ConfigError } from "../../sim/errors.js";
import { DATASETS } from "../../workloads/data/index.js";
import { NETWORKS } from "../../workloads/nets/index.js";
import { DEFAULT_TRAIN_OPTIONS as D } from "../../workloads/train/options.js";
import { TRAINING_METHODS } from "../../workloads/train/methods/index.js";
import type { TrainArguments } from "../train-job.js";

/** Exit code of a run that was stopped by a signal, by the shells' custom. */
const STOPPED = 130;

function options(argv: Argv): Argv<TrainArguments> {
  return argv
    .positional("file", { type: "string", describe: "config in YAML: network, subnets and images" })
    .option("method", { choices: Object.keys(TRAINING_METHODS), describe: `how the subnets are trained together (${D.method})` })
    .option("network", { choices: Object.keys(NETWORKS), describe: "network at full width (resnet20)" })
    .option("widths", { type: "string", describe: "uniform widths, widest first (1,0.75,0.5,0.25)" })
    .option("dataset", { choices: Object.keys(DATASETS), describe: "data set (cifar10 with --data, else procedural)" })
    .option("data", { type: "string", requiresArg: true, describe: "folder of the data set's files" })
    .option("title", { type: "string", requiresArg: true, describe: "name of the images on the checkpoint's card" })
    .option("images", { type: "number", describe: "training images (all)" })
    .option("test-images", { type: "number", describe: "test images (all)" })
    .option("epochs", { type: "number", describe: `passes over the training images (${D.epochs})` })
    .option("batch", { type: "number", describe: `images a step, a multiple of ${D.blockImages} (${D.batch})` })
    .option("rate", { type: "number", describe: `peak learning rate; warm-up, then cosine (${D.rate})` })
    .option("weight-decay", { type: "number", describe: `weight decay, not on batch norm (${D.weightDecay})` })
    .option("warm-up", { type: "number", describe: `fraction of the steps (${D.warmUp})` })
    .option("hard-labels", { type: "number", describe: `share of the true label in narrow widths' targets (${D.hardLabels})` })
    .option("seed", { type: "number", describe: `seed of weights, order, augmentation and drawn images (${D.seed})` })
    .option("threads", { type: "number", default: availableParallelism(), describe: "worker threads; the result does not depend on them" })
    .option("out", { type: "string", default: "out/train", requiresArg: true, describe: "folder of the checkpoint and of the state to resume from" })
    .option("resume", { type: "boolean", default: false, describe: "continue from the state in --out, bit-identically" })
    .example("$0 train", "the procedural images, as the shipped checkpoint was made")
    .example("$0 train --data DIR --epochs 15", "CIFAR-10 in its binary version");
}

export const trainCommand: CommandModule<object, TrainArguments> = {
  command: "train [file]",
  describe: "train a channel-adaptive network and write its checkpoint",
  builder: options,
  handler: train,
};

async function train(args: ArgumentsCamelCase<TrainArguments>): Promise<void> {
  if (!(Number.isInteger(args.threads) && args.threads >= 1)) throw new ConfigError({ path: "--threads", message: "not a number of threads", found: String(args.threads), allowed: "1, 2, 3 ..." });
  const { trainingJob } = await import("../train-job.js");
  const { TrainDisplay } = await import("../train-display.js");
  const { Trainer } = await import("../../workloads/train/index.js");
  const { executorFor } = await import("../../workloads/node/worker-pool.js");
  const { readTrainingState, writeCheckpoint, writeTrainingState } = await import("../../workloads/node/checkpoint-files.js");

  const { checkFolder } = await import("../../reports/node/write-atomically.js");
  await checkFolder(args.out, "--out");
  const [stateFile, checkpointFile] = [join(args.out, "state.bin"), join(args.out, "checkpoint.ckpt")];
  if (!args.resume && (existsSync(stateFile) || existsSync(checkpointFile))) {
    throw new ConfigError({ path: "--out", message: "holds a training already, which would be overwritten", found: args.out, allowed: "another folder, or --resume to continue that one" });
  }
  const job = await trainingJob(args);
  const trainer = new Trainer(job, args.threads, executorFor(args.threads));
  const signal = stopSignal();
  try {
    if (args.resume) trainer.restore(readTrainingState(stateFile, trainer.fingerprint));
    const display = new TrainDisplay(job.options.batch, job.options.epochs, trainer.stepsDone);
    const done = await trainer.train({ signal, onStep: (report) => display.step(report), onState: (state) => writeTrainingState(stateFile, state) }).finally(() => display.stop());
    if (!done) {
      console.error(`stopped after step ${trainer.stepsDone} of ${trainer.steps}; continue with the same options and --resume`);
      process.exitCode = STOPPED;
      return;
    }
    const checkpoint = await trainer.finish(undefined, (phase) => console.error(`${phase} ...`));
    writeCheckpoint(checkpointFile, checkpoint);
    for (const [name, share] of Object.entries(checkpoint.card.accuracy ?? {})) console.log(`${name}  ${(100 * share).toFixed(2)} % of ${checkpoint.card.testImages} test images`);
    console.log(checkpointFile);
  } finally {
    await trainer.close();
  }
}

/** Set by Ctrl-C or a polite kill: the step under way is finished and the state is saved; a second one ends at once. */
function stopSignal(): { readonly aborted: boolean } {
  const signal = { aborted: false };
  const stop = (): void => { signal.aborted = true; };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return signal;
}

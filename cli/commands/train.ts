// pimento train: trains a channel-adaptive network and writes its checkpoint; resumable, stoppable with Ctrl-C.
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { ConfigError } from "../../sim/errors.js";
import { NETWORKS } from "../../workloads/nets/index.js";
import { DEFAULT_TRAIN_OPTIONS as D } from "../../workloads/train/options.js";
import { TRAINING_METHODS } from "../../workloads/train/methods/index.js";
import type { NamedCheckpoint } from "../../workloads/train/index.js";
import { DATA_OPTIONS } from "../labelled-data.js";
import { quantisationOptions } from "../quantisation-flags.js";
import { accuracyLines } from "../accuracy-lines.js";
import { wholeNumber } from "../numbers.js";
import { namingFlags, numberOptions } from "../train-flags.js";
import type { TrainArguments } from "../train-job.js";

/** Exit codes of a run that was stopped by a signal, by the shells' custom: 128 and the signal's number. */
const STOPPED = { SIGINT: 130, SIGTERM: 143 } as const;

function options(argv: Argv): Argv<TrainArguments> {
  return argv
    .positional("file", { type: "string", describe: "config in YAML: network, subnets and images" })
    .option("method", { choices: Object.keys(TRAINING_METHODS), describe: `how the subnets are trained (${D.method})` })
    .option("network", { choices: Object.keys(NETWORKS), describe: "network at full width (resnet20)" })
    .option("widths", { type: "string", requiresArg: true, describe: "uniform widths, widest first (1,0.75,0.5,0.25, or the subnets of --from)" })
    .options({ data: DATA_OPTIONS.data, dataset: DATA_OPTIONS.dataset, classes: DATA_OPTIONS.classes, size: DATA_OPTIONS.size })
    .option("from", { type: "string", requiresArg: true, describe: "checkpoint to go on from, instead of drawn weights: fine-tuning, or slicing an imported network" })
    .option("title", { type: "string", requiresArg: true, describe: "name of the images on the checkpoint's card" })
    .option("images", { type: "string", requiresArg: true, describe: "training images (all)" })
    .option("test-images", { type: "string", requiresArg: true, describe: "test images (all)" })
    .options(numberOptions())
    .options(quantisationOptions())
    .option("threads", { type: "string", requiresArg: true, default: String(availableParallelism()), describe: "worker threads; the result does not depend on them" })
    .option("out", { type: "string", default: "out/train", requiresArg: true, describe: "folder of the checkpoint and of the state to resume from" })
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
  const { trainingJob } = await import("../train-job.js");
  const { TrainDisplay } = await import("../train-display.js");
  const { Trainer } = await import("../../workloads/train/index.js");
  const { blockExecutor } = await import("../../workloads/node/worker-pool.js");
  const { readTrainingState, writeTrainingState } = await import("../../workloads/node/checkpoint-files.js");

  const { whileLocked } = await import("../training-lock.js");

  const stateFile = join(args.out, "state.bin");
  await requireOwnFolder(args, stateFile);
  const job = await trainingJob(args);
  const trainer = new Trainer(job, threads, blockExecutor);
  if (args.resume) trainer.restore(readTrainingState(stateFile, trainer.fingerprint));
  await whileLocked(args.out, async () => {
    const signal = stopSignal();
    const display = new TrainDisplay(job.options.batch, trainer.steps / trainer.stepsPerEpoch);
    const done = await trainer.train({
      signal, onStep: (report) => display.step(report), onLine: (line) => display.line(line), onState: (state) => writeTrainingState(stateFile, state),
    }).finally(() => display.stop());
    if (done) return writeResults(await trainer.finish(undefined, (phase) => console.error(`${phase} ...`)), args.out);
    console.error(`stopped after step ${trainer.stepsDone} of ${trainer.steps}; continue with the same options and --resume`);
    process.exitCode = STOPPED[signal.name];
  });
}

/** @throws ConfigError when the folder cannot be written, or holds another training */
async function requireOwnFolder({ out, resume }: TrainArguments, stateFile: string): Promise<void> {
  const { checkFolder } = await import("../../sim/node/write-atomically.js");
  await checkFolder(out, "--out");
  const holdsTraining = existsSync(stateFile) || (existsSync(out) && readdirSync(out).some((file) => file.endsWith(".ckpt")));
  if (!resume && holdsTraining) {
    throw new ConfigError({ path: "--out", message: "holds a training already, which would be overwritten", found: out, allowed: "another folder, or --resume to continue that one" });
  }
}

const checkpointFile = (out: string, name: string): string => join(out, name === "" ? "checkpoint.ckpt" : `checkpoint-${name}.ckpt`);

/** One file for every network that the method has trained. */
async function writeResults(results: readonly NamedCheckpoint[], out: string): Promise<void> {
  const { writeCheckpoint } = await import("../../workloads/node/checkpoint-files.js");
  for (const { name, checkpoint } of results) {
    const file = checkpointFile(out, name);
    await writeCheckpoint(file, checkpoint);
    for (const line of accuracyLines(checkpoint.card)) console.log(line);
    console.log(file);
  }
  const { readCards } = await import("../../experiment/node/read-cards.js");
  const { writeCards } = await import("../../reports/node/write-cards.js");
  await writeCards(await readCards(results.map(({ name }) => checkpointFile(out, name))), out);
}

/** Set by Ctrl-C or a polite kill: the step under way is finished and the state is saved; a second one ends at once. */
function stopSignal(): { readonly aborted: boolean; readonly name: keyof typeof STOPPED } {
  const signal: { aborted: boolean; name: keyof typeof STOPPED } = { aborted: false, name: "SIGINT" };
  const stop = (name: NodeJS.Signals): void => {
    Object.assign(signal, { aborted: true, name });
    console.error("stopping after this step, or when what is being measured is done; once more ends at once");
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return signal;
}

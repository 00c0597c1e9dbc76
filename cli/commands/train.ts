// `pimento train`: trains a channel-adaptive network and writes its checkpoint; resumable, stoppable with Ctrl-C.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { availableParallelism } from "node:os";
import cliProgress from "cli-progress";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { ConfigError } from "../../sim/errors.js";
import { DATASETS } from "../../workloads/data/index.js";
import { NETWORKS, networkNamed, subnetsOf } from "../../workloads/nets/index.js";
import { writeFileAtomically } from "../../workloads/node/atomic-file.js";
import { writeCheckpoint } from "../../workloads/node/checkpoint-files.js";
import { datasetNamed, loadImages } from "../../workloads/node/dataset-files.js";
import { executorFor } from "../../workloads/node/worker-pool.js";
import { decodeTrainingState, DEFAULT_TRAIN_OPTIONS, encodeTrainingState, Trainer, TRAINING_METHODS } from "../../workloads/train/index.js";
import type { StepReport, TrainingJob } from "../../workloads/train/index.js";

const D = DEFAULT_TRAIN_OPTIONS;

function options(argv: Argv) {
  return argv
    .option("method", { choices: Object.keys(TRAINING_METHODS), default: D.method, describe: "how the subnets are trained together" })
    .option("network", { choices: Object.keys(NETWORKS), default: "resnet20", describe: "network at full width" })
    .option("widths", { type: "string", default: "1,0.75,0.5,0.25", describe: "uniform widths, widest first" })
    .option("dataset", { choices: Object.keys(DATASETS), describe: "data set (cifar10 with --data, procedural without)" })
    .option("data", { type: "string", describe: "folder of the data set's files" })
    .option("images", { type: "number", describe: "training images (default: the data set's)" })
    .option("test-images", { type: "number", describe: "test images (default: the data set's)" })
    .option("title", { type: "string", describe: "name of the data for the checkpoint's card" })
    .option("epochs", { type: "number", default: D.epochs })
    .option("batch", { type: "number", default: D.batch, describe: `images a step, a multiple of ${D.blockImages}` })
    .option("rate", { type: "number", default: D.rate, describe: "peak learning rate (warm-up, then cosine)" })
    .option("weight-decay", { type: "number", default: D.weightDecay })
    .option("warm-up", { type: "number", default: D.warmUp, describe: "fraction of the steps" })
    .option("hard-labels", { type: "number", default: D.hardLabels, describe: "share of the true label in narrow widths' targets" })
    .option("seed", { type: "number", default: D.seed })
    .option("threads", { type: "number", default: availableParallelism(), describe: "worker threads; the result does not depend on it" })
    .option("out", { type: "string", default: "out/train", describe: "folder of the checkpoint and the state" })
    .option("resume", { type: "boolean", default: false, describe: "continue from the state in --out, bit-identically" });
}

type TrainArguments = ReturnType<typeof options> extends Argv<infer T> ? T : never;

/** The run that the arguments ask for, images loaded. */
function jobOf(args: ArgumentsCamelCase<TrainArguments>): TrainingJob {
  const family = datasetNamed(args.dataset ?? (args.data === undefined ? "procedural" : "cifar10"));
  const network = networkNamed(args.network, family.classes.length);
  const where = { seed: args.seed, ...(args.data === undefined ? {} : { dir: args.data }) };
  const count = (images: number | undefined): { count?: number } => (images === undefined ? {} : { count: images });
  return {
    network,
    subnets: subnetsOf(network, args.widths.split(",").map(Number)),
    data: {
      train: loadImages(family, { split: "train", ...count(args.images), ...where }),
      test: loadImages(family, { split: "test", ...count(args.testImages), ...where }),
      normalisation: family.normalisation,
    },
    dataset: { title: args.title ?? family.title, classNames: family.classes, flip: family.flip },
    options: { ...D, method: args.method, epochs: args.epochs, batch: args.batch, rate: args.rate, weightDecay: args.weightDecay, warmUp: args.warmUp, hardLabels: args.hardLabels, seed: args.seed },
    command: commandOf(args),
  };
}

/** The command that repeats the run: options that differ from the defaults, without folders and threads. */
function commandOf(args: ArgumentsCamelCase<TrainArguments>): string {
  const given: [string, unknown, unknown][] = [
    ["method", args.method, D.method], ["network", args.network, "resnet20"], ["widths", args.widths, "1,0.75,0.5,0.25"], ["images", args.images, undefined],
    ["test-images", args.testImages, undefined], ["epochs", args.epochs, D.epochs], ["batch", args.batch, D.batch], ["rate", args.rate, D.rate],
    ["weight-decay", args.weightDecay, D.weightDecay], ["warm-up", args.warmUp, D.warmUp], ["hard-labels", args.hardLabels, D.hardLabels], ["seed", args.seed, D.seed],
  ];
  const changed = given.filter(([, value, usual]) => value !== usual).map(([name, value]) => `--${name} ${String(value)}`);
  return ["npx pimento train", ...(args.data === undefined ? [] : ["--data DIR"]), ...changed].join(" ");
}

async function run(args: ArgumentsCamelCase<TrainArguments>): Promise<void> {
  if (!(Number.isInteger(args.threads) && args.threads >= 1)) throw new ConfigError({ path: "--threads", message: "not a number of threads", found: String(args.threads), allowed: "1, 2, 3 ..." });
  const job = jobOf(args);
  const trainer = new Trainer(job, args.threads, executorFor(args.threads));
  const stateFile = join(args.out, "state.bin");
  if (args.resume) {
    if (!existsSync(stateFile)) throw new ConfigError({ path: stateFile, message: "there is no state to resume from", allowed: "a folder of an interrupted run, or no --resume" });
    trainer.restore(decodeTrainingState(readFileSync(stateFile), stateFile, trainer.fingerprint));
  }
  const signal = { aborted: false };
  const stop = (): void => { signal.aborted = true; };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const display = new Display(job, trainer.state().step);
  try {
    const done = await trainer.train({ signal, onStep: (report) => display.step(report), onState: (state) => writeFileAtomically(stateFile, encodeTrainingState(state)) });
    display.stop();
    if (!done) {
      console.error(`stopped; continue with --resume --out ${args.out}`);
      process.exitCode = 130;
      return;
    }
    const file = join(args.out, "checkpoint.ckpt");
    const checkpoint = await trainer.finish(undefined, (phase) => console.error(phase));
    writeCheckpoint(file, checkpoint);
    for (const [name, accuracy] of Object.entries(checkpoint.card.accuracy ?? {})) console.log(`${name}  ${(100 * accuracy).toFixed(2)} % of ${checkpoint.card.testImages} test images`);
    console.log(file);
  } finally {
    display.stop();
    await trainer.close();
  }
}

/** A progress bar on a terminal, a line every fifty steps elsewhere. */
class Display {
  private readonly bar: cliProgress.SingleBar | null;
  private readonly began = performance.now();

  constructor(private readonly job: TrainingJob, private readonly firstStep: number) {
    const format = "{bar} {percentage} % | epoch {epoch} | loss {loss} | accuracy {accuracy} | {speed} images/s | {eta_formatted} left";
    this.bar = process.stderr.isTTY ? new cliProgress.SingleBar({ format, stream: process.stderr, hideCursor: true, etaBuffer: 50 }, cliProgress.Presets.shades_classic) : null;
  }

  step(report: StepReport): void {
    const seconds = (performance.now() - this.began) / 1000;
    const speed = ((report.step - this.firstStep) * this.job.options.batch) / seconds;
    const values = {
      epoch: `${report.epoch + 1}/${this.job.options.epochs}`, loss: report.losses[0]!.toFixed(3), speed: speed.toFixed(0),
      accuracy: report.accuracies.map((share) => (100 * share).toFixed(0)).join("/"),
    };
    if (this.bar !== null) {
      if (report.step === this.firstStep + 1) this.bar.start(report.steps, report.step, values);
      else this.bar.update(report.step, values);
    } else if (report.step % 50 === 0 || report.step === report.steps) {
      const left = ((report.steps - report.step) * this.job.options.batch) / speed;
      console.error(`step ${report.step}/${report.steps} epoch ${values.epoch} rate ${report.rate.toFixed(4)} loss ${values.loss} accuracy ${values.accuracy} ${values.speed} images/s ${left.toFixed(0)} s left`);
    }
  }

  stop(): void {
    this.bar?.stop();
  }
}

export const trainCommand: CommandModule<object, TrainArguments> = {
  command: "train",
  describe: "train a channel-adaptive network and write its checkpoint",
  builder: options,
  handler: run,
};

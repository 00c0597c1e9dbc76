// A training in a folder of its own: its state after every epoch, to resume from, and at the end a checkpoint for every network it puts
// out.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../../sim/errors.js";
import { checkFolder } from "../../../sim/node/write-atomically.js";
import type { CheckpointCard } from "../../../workloads/checkpoint/index.js";
import { readTrainingState, writeCheckpoint, writeTrainingState } from "../../../workloads/node/checkpoint-files.js";
import { blockExecutor } from "../../../workloads/node/worker-pool.js";
import { Trainer, type NamedCheckpoint, type StepReport } from "../../../workloads/train/index.js";
import type { TrainingRequest } from "../../training/training-job.js";
import { readTraining } from "./read-training.js";
import { whileLocked } from "./training-lock.js";

export interface TrainingFolder {
  readonly out: string;
  /** Go on from the state in the folder, bit-identically. */
  readonly resume: boolean;
  /** Worker threads; the result does not depend on them. */
  readonly threads: number;
}

/** Someone who watches a training, and may stop it. */
export interface TrainingWatch {
  /** Set to stop after the step under way; the state is saved. */
  readonly signal: { readonly aborted: boolean };
  readonly onStep: (report: StepReport) => void;
  /** About a search, or held-out accuracy. */
  readonly onLine: (line: string) => void;
  /** Steps are over, whatever the reason. */
  readonly onEnd: () => void;
  /** What is being measured afterwards. */
  readonly onPhase: (phase: string) => void;
}

/** A checkpoint that a training has written. */
export interface WrittenNetwork {
  readonly file: string;
  readonly card: CheckpointCard;
}

export interface TrainingEnd {
  readonly isFinished: boolean;
  readonly stepsDone: number;
  readonly steps: number;
}

export interface TrainingCallers {
  /** Called when everything has been read and the steps begin. @param batch images a step @param epochs of the whole training */
  readonly watch: (batch: number, epochs: number) => TrainingWatch;
  /** Called once the checkpoints are written, while the folder is still this training's own. */
  readonly onWritten: (networks: readonly WrittenNetwork[]) => Promise<void>;
}

/** @throws ConfigError for a folder that is in use, or a request that cannot be met; SimulationError from the trainer */
export async function trainInFolder(request: TrainingRequest, folder: TrainingFolder, callers: TrainingCallers): Promise<TrainingEnd> {
  const { out, resume, threads } = folder;
  const stateFile = join(out, "state.bin");
  await requireOwnFolder(folder, stateFile);
  const job = await readTraining(request);
  const trainer = new Trainer(job, threads, blockExecutor);
  if (resume) trainer.restore(readTrainingState(stateFile, trainer.fingerprint));
  return whileLocked(out, async () => {
    const watch = callers.watch(job.options.batch, trainer.steps / trainer.stepsPerEpoch);
    const { signal, onStep, onLine, onPhase } = watch;
    const isFinished = await trainer.train({ signal, onStep, onLine, onState: (state) => writeTrainingState(stateFile, state) })
      .finally(() => watch.onEnd());
    if (isFinished) await callers.onWritten(await writeNetworks(await trainer.finish(undefined, onPhase), out));
    return { isFinished, stepsDone: trainer.stepsDone, steps: trainer.steps };
  });
}

async function writeNetworks(results: readonly NamedCheckpoint[], out: string): Promise<WrittenNetwork[]> {
  const written: WrittenNetwork[] = [];
  for (const { name, checkpoint } of results) {
    const file = join(out, name === "" ? "checkpoint.ckpt" : `checkpoint-${name}.ckpt`);
    await writeCheckpoint(file, checkpoint);
    written.push({ file, card: checkpoint.card });
  }
  return written;
}

/** @throws ConfigError when the folder cannot be written, or holds another training */
async function requireOwnFolder({ out, resume }: TrainingFolder, stateFile: string): Promise<void> {
  await checkFolder(out, "--out");
  const holdsTraining = existsSync(stateFile) || (existsSync(out) && readdirSync(out).some((file) => file.endsWith(".ckpt")));
  if (resume || !holdsTraining) return;
  const allowed = "another folder, or --resume to continue that one";
  throw new ConfigError({ path: "--out", message: "holds a training already, which would be overwritten", found: out, allowed });
}

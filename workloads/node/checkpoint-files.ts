// Checkpoints and training states as files.
import { existsSync } from "node:fs";
import { ConfigError } from "../../sim/errors.js";
import { readLimited } from "../../sim/node/read-limited.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { encodeCheckpoint } from "../checkpoint/index.js";
import type { Checkpoint } from "../checkpoint/index.js";
import { decodeTrainingState, encodeTrainingState } from "../train/training-state.js";
import type { TrainingState } from "../train/training-state.js";

/** A network of 250 million weights. */
export const MOST_CHECKPOINT_BYTES = 2 ** 30;
/** Weights, their velocities and the best ones of a network half as large. */
const MOST_STATE_BYTES = 2 ** 31;

/** Writes a checkpoint whole or not at all. Throws the system's error. */
export const writeCheckpoint = (file: string, checkpoint: Checkpoint): Promise<void> => writeAtomically(file, encodeCheckpoint(checkpoint));

/** @throws ConfigError when there is no state, it is damaged, or belongs to a run with other settings */
export function readTrainingState(file: string, fingerprint: string): TrainingState {
  if (!existsSync(file)) throw new ConfigError({
    path: file, message: "there is no state to resume from", allowed: "the folder of an interrupted run, or no --resume",
  });
  return decodeTrainingState(readLimited(file, file, MOST_STATE_BYTES), file, fingerprint);
}

/** Writes a training state whole or not at all. Throws the system's error. */
export const writeTrainingState = (file: string, state: TrainingState): Promise<void> => writeAtomically(file, encodeTrainingState(state));

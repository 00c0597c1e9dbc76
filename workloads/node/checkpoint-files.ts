// Checkpoints and training states as files.
import { existsSync, readFileSync } from "node:fs";
import { ConfigError } from "../../sim/errors.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { encodeCheckpoint } from "../checkpoint/index.js";
import type { Checkpoint } from "../checkpoint/index.js";
import { decodeTrainingState, encodeTrainingState } from "../train/training-state.js";
import type { TrainingState } from "../train/training-state.js";

export const writeCheckpoint = (file: string, checkpoint: Checkpoint): Promise<void> => writeAtomically(file, encodeCheckpoint(checkpoint));

/** @throws ConfigError when there is no state, it is damaged, or belongs to a run with other settings */
export function readTrainingState(file: string, fingerprint: string): TrainingState {
  if (!existsSync(file)) throw new ConfigError({ path: file, message: "there is no state to resume from", allowed: "the folder of an interrupted run, or no --resume" });
  return decodeTrainingState(readFileSync(file), file, fingerprint);
}

export const writeTrainingState = (file: string, state: TrainingState): Promise<void> => writeAtomically(file, encodeTrainingState(state));

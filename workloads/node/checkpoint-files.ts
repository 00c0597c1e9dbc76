// Checkpoints and training states as files.
import { existsSync, readFileSync } from "node:fs";
import { ConfigError } from "../../sim/errors.js";
import { decodeCheckpoint, encodeCheckpoint } from "../checkpoint/index.js";
import type { Checkpoint } from "../checkpoint/index.js";
import { writeFileAtomically } from "./atomic-file.js";

/** @throws ConfigError when the file is missing, damaged, or (with `network`) of another network */
export function readCheckpoint(file: string, network?: string): Checkpoint & { readonly contentHash: string } {
  if (!existsSync(file)) throw new ConfigError({ path: file, message: "no such checkpoint", allowed: "a file written by `pimento train`" });
  return decodeCheckpoint(readFileSync(file), file, network);
}

export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  writeFileAtomically(file, encodeCheckpoint(checkpoint));
}

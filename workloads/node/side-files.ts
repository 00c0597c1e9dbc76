// Files in a model's own folder that hold its weights. Links that lead out of the folder are no way around it.
import { closeSync, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ConfigError } from "../../sim/errors.js";
import type { SideFile } from "../onnx/index.js";

/** @throws ConfigError from the reader, for a file that is not there, lies elsewhere, is no plain file or is too short */
export const sideFilesOf = (model: string): SideFile => (location, offset, length) => {
  const problem = (message: string, found: string, allowed: string): ConfigError =>
    new ConfigError({ path: `${model}, its file ${location}`, message, found, allowed });
  const file = openSide(dirname(model), location, problem);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw problem("is no file", status.isDirectory() ? "a folder" : "a device", "a file with weights");
    if (status.size < offset + length) {
      throw problem("is too short for the weights that lie in it", `${status.size} bytes`, `${offset + length} bytes`);
    }
    return readWhole(file, offset, length);
  } finally {
    closeSync(file);
  }
};

type Problem = (message: string, found: string, allowed: string) => ConfigError;

function openSide(folder: string, location: string, problem: Problem): number {
  let path: string;
  try {
    path = realpathSync(join(folder, location));
  } catch (error) {
    throw problem("cannot be read", (error as NodeJS.ErrnoException).code ?? "an error", "a file beside the model");
  }
  const inside = `${realpathSync(folder)}${sep}`;
  if (!path.startsWith(inside)) throw problem("is a link out of the model's folder", path, "a file beside the model");
  try {
    return openSync(path, "r");
  } catch (error) {
    throw problem("cannot be read", (error as NodeJS.ErrnoException).code ?? "an error", "a file that may be read");
  }
}

function readWhole(file: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const read = readSync(file, bytes, at, length - at, offset + at);
    if (read === 0) break;
    at += read;
  }
  return bytes;
}

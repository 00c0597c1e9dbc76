// An ONNX model as a checkpoint file. Nothing is written unless everything is right.
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { ConfigError } from "../../../sim/errors.js";
import { checkFile } from "../../../sim/node/write-atomically.js";
import type { Checkpoint } from "../../../workloads/checkpoint/index.js";
import { writeCheckpoint } from "../../../workloads/node/checkpoint-files.js";
import { sideFilesOf } from "../../../workloads/node/side-files.js";
import { importModel, type PixelStatistics } from "../../../workloads/onnx/index.js";
import type { ImageWish } from "../../images/named-images.js";
import { namedImages } from "../named-images.js";

export interface NetworkImport {
  readonly file: string;
  /** Checkpoint file to write. */
  readonly out: string;
  /** Training images to calibrate on, and how many. */
  readonly images: ImageWish;
  readonly calibration: number;
  readonly pixels: PixelStatistics;
  /** Widths of the subnets to slice off. */
  readonly widths: readonly number[];
  /** Which of several outputs are the logits; undefined where there is one. */
  readonly output: string | undefined;
  /** How to repeat it, for the card. */
  readonly command: string;
}

export interface ImportedNetwork {
  readonly checkpoint: Checkpoint;
  /** Images it was calibrated on, and the title of their set. */
  readonly images: number;
  readonly dataset: string;
  /** What was taken otherwise than it is written. */
  readonly notes: readonly string[];
}

/** @throws ConfigError naming the node that is not known or cannot be taken, or what does not fit the images */
export async function importNetwork(asked: NetworkImport): Promise<ImportedNetwork> {
  const { file, out, images: wish, calibration, pixels, widths, output, command } = asked;
  await checkFile(out, "--out");
  const bytes = await readModel(file);
  const images = namedImages(wish, "train", undefined, calibration);
  const { family } = images;
  const name = basename(file, extname(file)).replace(/[^A-Za-z0-9._-]+/g, "-");
  const notes: string[] = [];
  const checkpoint = await importModel(bytes, {
    file, name, pixels, widths, output, calibration: images, classNames: family.classes,
    sideFile: sideFilesOf(file), onNote: (note) => { notes.push(note); },
    card: { dataset: family.title, seed: wish.seed ?? 1, command },
  });
  await writeCheckpoint(out, checkpoint);
  return { checkpoint, images: images.count, dataset: family.title, notes };
}

const readModel = (file: string): Promise<Uint8Array> => readFile(file).catch((error: NodeJS.ErrnoException) => {
  const message = error.code === "ENOENT" ? "this file does not exist" : `this file cannot be read (${error.code ?? "?"})`;
  throw new ConfigError({ path: file, message });
});

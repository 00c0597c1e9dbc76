// The idx format of MNIST and its relatives (LeCun, Cortes and Burges): big-endian headers, images and labels in files of their own.
// 28x28 grey images are put in the middle of 32x32, border black, and the grey copied to three channels.
import { ConfigError } from "../../sim/errors.js";
import { imageBytes } from "./dataset.js";
import type { DatasetFamily, FileSource, ImageSet } from "./dataset.js";
import { RECORD_SHAPE, requireLabel } from "./records.js";

const IMAGES_MAGIC = 2051;
const LABELS_MAGIC = 2049;
const SIDE = 28;
const BORDER = (RECORD_SHAPE.width - SIDE) / 2;

/** Checks magic number and length; returns the header's counts and where the data begin. */
function header(file: string, bytes: Uint8Array, magic: number, dimensions: number): number[] {
  const start = 4 + 4 * dimensions;
  const fail = (
    message: string, found: string, allowed: string,
  ): never => { throw new ConfigError({ path: file, message, found, allowed }); };
  if (bytes.length < start) fail("is too short for an idx header", `${bytes.length} bytes`, `at least ${start} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== magic) fail("is not an idx file of this kind", `magic number ${view.getUint32(0)}`, String(magic));
  const counts = Array.from({ length: dimensions }, (_, n) => view.getUint32(4 + 4 * n));
  const expected = start + counts.reduce((product, count) => product * count, 1);
  if (bytes.length !== expected) fail("has another length than its header says", `${bytes.length} bytes`, `${expected} bytes`);
  return counts;
}

/**
 * @throws ConfigError when either file is damaged, images are not 28x28, there are not as many labels as images, or a label is too large
 */
export function decodeIdx(file: string, bytes: Uint8Array, labelsFile: string, labelBytes: Uint8Array, classes: number): ImageSet {
  const [count, height, width] = header(file, bytes, IMAGES_MAGIC, 3) as [number, number, number];
  const [labelCount] = header(labelsFile, labelBytes, LABELS_MAGIC, 1) as [number];
  if (count === 0 || height !== SIDE || width !== SIDE) throw new ConfigError({
    path: file, message: "has images of another size, or none", found: `${count} of ${height}x${width}`, allowed: `${SIDE}x${SIDE}`,
  });
  if (labelCount !== count) throw new ConfigError({
    path: labelsFile, message: "does not go with its images", found: `${labelCount} labels`, allowed: `${count} labels`,
  });
  const labels = labelBytes.slice(8);
  labels.forEach((label, n) => requireLabel(labelsFile, n, label, classes));
  const images = new Uint8Array(count * imageBytes(RECORD_SHAPE));
  for (let n = 0; n < count; n += 1) placeImage(
    bytes.subarray(16 + n * SIDE * SIDE, 16 + (n + 1) * SIDE * SIDE), images, n * imageBytes(RECORD_SHAPE)
  );
  return { ...RECORD_SHAPE, images, labels, count };
}

function placeImage(grey: Uint8Array, images: Uint8Array, at: number): void {
  const { channels, height, width } = RECORD_SHAPE;
  for (let c = 0; c < channels; c += 1) {
    for (let y = 0; y < SIDE; y += 1) images.set(grey.subarray(y * SIDE, (y + 1) * SIDE), at + (c * height + y + BORDER) * width + BORDER);
  }
}

const labelsOf = (file: string): string => file.replace("images-idx3", "labels-idx1");

function idxSource(classes: number): FileSource {
  return {
    kind: "files",
    files: { train: ["train-images-idx3-ubyte"], test: ["t10k-images-idx3-ubyte"] },
    companion: labelsOf,
    decode: (file, bytes, more) => decodeIdx(file, bytes, labelsOf(file), more?.companion ?? new Uint8Array(0), classes),
  };
}

/** A data set in MNIST's four files. */
export const idxFamily = (family: Omit<DatasetFamily, "source" | "defaultCount">): DatasetFamily =>
  ({ ...family, defaultCount: { train: 60_000, test: 10_000 }, source: idxSource(family.classes.length) });

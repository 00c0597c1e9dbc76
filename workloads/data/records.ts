// Records in one file a split: a label byte, then the red, green and blue bytes of a square image; 3073 bytes for 32x32. The format of
// CIFAR-10's binary version, for any other set; how many classes there are and how large images are is stated by whoever reads it.
import { ConfigError } from "../../sim/errors.js";
import { imageBytes } from "./dataset.js";
import type { DatasetFamily, ImageSet } from "./dataset.js";

export const RECORD_SHAPE = { channels: 3, height: 32, width: 32 } as const;

/** How a file of records is laid out. */
export interface RecordLayout {
  /** "a CIFAR-10 binary batch": what the file should be, for errors. */
  readonly what: string;
  /** Bytes before the pixels, and which of them is the label. */
  readonly labelBytes: number;
  readonly labelAt: number;
  readonly classes: number;
  /** Height and width of the images; 32 where the format fixes it. */
  readonly size?: number;
  /** Number of records when the format fixes it. */
  readonly records?: number;
}

/**
 * @throws ConfigError when it is not a whole number of records, has none or another number than the format says, or a label is too large
 */
export function decodeRecords(file: string, bytes: Uint8Array, layout: RecordLayout): ImageSet {
  const shape = layout.size === undefined ? RECORD_SHAPE : { ...RECORD_SHAPE, height: layout.size, width: layout.size };
  const recordBytes = layout.labelBytes + imageBytes(shape);
  const count = Math.floor(bytes.length / recordBytes);
  const wanted = layout.records ?? count;
  if (count === 0 || bytes.length !== wanted * recordBytes) {
    throw new ConfigError({
      path: file, message: `not ${layout.what}`,
      found: `${bytes.length} bytes = ${count} records and ${bytes.length % recordBytes} bytes`,
      allowed: layout.records === undefined
        ? `whole records of ${recordBytes} bytes, at least one`
        : `${wanted} records of ${recordBytes} bytes = ${wanted * recordBytes} bytes` });
  }
  const images = new Uint8Array(count * imageBytes(shape));
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) {
    const at = n * recordBytes;
    labels[n] = bytes[at + layout.labelAt]!;
    requireLabel(file, n, labels[n]!, layout.classes);
    images.set(bytes.subarray(at + layout.labelBytes, at + recordBytes), n * imageBytes(shape));
  }
  return { ...shape, images, labels, count };
}

/** @throws ConfigError when the label is not below the number of classes */
export function requireLabel(file: string, record: number, label: number, classes: number): void {
  if (label >= classes) throw new ConfigError({
    path: file, message: `record ${record} has an impossible label`, found: String(label), allowed: `0 to ${classes - 1}`,
  });
}

const MAX_CLASSES = 256;

export const records: DatasetFamily = {
  summary: "any set as records of 3073 bytes (label, red, green, blue of 32x32; --size for others): "
    + "train.bin and test.bin in --data DIR; --classes says how many",
  title: "records",
  classes: Array.from({ length: MAX_CLASSES }, (_, n) => String(n)),
  statedClasses: true,
  statedSize: true,
  normalisation: { zeroPoint: 121, pixelScale: 64 },
  defaultCount: { train: 1_000_000, test: 1_000_000 },
  flip: false,
  source: {
    kind: "files",
    files: { train: ["train.bin"], test: ["test.bin"] },
    mostBytes: 2 ** 30,
    decode: (file, bytes, { classes, size = RECORD_SHAPE.height } = { classes: MAX_CLASSES }) =>
      decodeRecords(file, bytes, { what: `a file of records of ${size}x${size} images`, labelBytes: 1, labelAt: 0, classes, size }),
  },
};

// The CIFAR-10 "binary version" as published (Krizhevsky, 2009): records of 3073 bytes, label then 1024 red, green, blue bytes.
import { ConfigError } from "../../sim/errors.js";
import { imageBytes } from "./dataset.js";
import type { DatasetFamily, ImageSet } from "./dataset.js";

const SHAPE = { channels: 3, height: 32, width: 32 } as const;
const RECORDS = 10_000;
const CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

/**
 * Images of one batch file.
 * @throws ConfigError when it is not a whole number of records, has none or more than 10,000, or a label is above 9
 */
export function decodeCifar10(file: string, bytes: Uint8Array): ImageSet {
  const recordBytes = 1 + imageBytes(SHAPE);
  const count = bytes.length / recordBytes;
  if (!Number.isInteger(count) || count !== RECORDS) {
    throw new ConfigError({ path: file, message: "not a CIFAR-10 binary batch",
      found: `${bytes.length} bytes = ${Math.floor(count)} records and ${bytes.length % recordBytes} bytes`, allowed: `${RECORDS} records of ${recordBytes} bytes = ${RECORDS * recordBytes} bytes` });
  }
  const images = new Uint8Array(count * imageBytes(SHAPE));
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) {
    const at = n * recordBytes;
    labels[n] = bytes[at]!;
    if (labels[n]! >= CLASSES.length) throw new ConfigError({ path: file, message: `record ${n} has an impossible label`, found: String(labels[n]), allowed: `0 to ${CLASSES.length - 1}` });
    images.set(bytes.subarray(at + 1, at + recordBytes), n * imageBytes(SHAPE));
  }
  return { ...SHAPE, images, labels, count };
}

export const cifar10: DatasetFamily = {
  summary: "CIFAR-10, binary version read from --data DIR: 50,000 training and 10,000 test photographs, ten classes",
  title: "CIFAR-10",
  classes: CLASSES,
  normalisation: { zeroPoint: 121, pixelScale: 64 },
  defaultCount: { train: 50_000, test: 10_000 },
  flip: true,
  source: {
    kind: "files",
    files: { train: [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`), test: ["test_batch.bin"] },
    decode: decodeCifar10,
  },
};

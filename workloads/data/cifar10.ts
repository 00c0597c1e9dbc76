// The CIFAR-10 "binary version" as published (Krizhevsky, 2009): records of 3073 bytes, label then 1024 red, green, blue bytes.
import type { DatasetFamily, ImageSet } from "./dataset.js";
import { decodeRecords } from "./records.js";

const CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

/**
 * Images of one batch file.
 * @throws ConfigError when it is not 10,000 whole records or a label is above 9
 */
export const decodeCifar10 = (file: string, bytes: Uint8Array): ImageSet =>
  decodeRecords(file, bytes, { what: "a CIFAR-10 binary batch", labelBytes: 1, labelAt: 0, classes: CLASSES.length, records: 10_000 });

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

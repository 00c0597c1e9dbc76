// The registry of data sets. To add one, write its file and one line here.
import { cifar10 } from "./cifar10.js";
import { cifar100 } from "./cifar100.js";
import type { DatasetFamily } from "./dataset.js";
import { fashionMnist } from "./fashion-mnist.js";
import { mnist } from "./mnist.js";
import { procedural } from "./procedural.js";
import { records } from "./records.js";

export const DATASETS = {
  procedural,
  cifar10,
  cifar100,
  mnist,
  "fashion-mnist": fashionMnist,
  records,
} as const satisfies Record<string, DatasetFamily>;

export type DatasetName = keyof typeof DATASETS;

export * from "./dataset.js";
export { networkImages } from "./inside-plane.js";
export { drawProcedural, drawProceduralSet } from "./procedural.js";
export { decodeCifar10 } from "./cifar10.js";
export { holdOut, type HeldOut } from "./hold-out.js";

// The registry of data sets. To add one, write its file and one line here.
import { cifar10 } from "./cifar10.js";
import type { DatasetFamily } from "./dataset.js";
import { procedural } from "./procedural.js";

export const DATASETS = {
  procedural,
  cifar10,
} as const satisfies Record<string, DatasetFamily>;

export type DatasetName = keyof typeof DATASETS;

export * from "./dataset.js";
export { drawProcedural, drawProceduralSet } from "./procedural.js";
export { decodeCifar10 } from "./cifar10.js";

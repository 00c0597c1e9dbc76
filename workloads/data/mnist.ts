// MNIST (LeCun, Cortes and Burges): handwritten digits.
import type { DatasetFamily } from "./dataset.js";
import { idxFamily } from "./idx.js";

export const mnist: DatasetFamily = idxFamily({
  summary: "MNIST, idx files (also gzip) read from --data DIR: 60,000 training and 10,000 test digits, padded to 32x32",
  title: "MNIST",
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  normalisation: { zeroPoint: 26, pixelScale: 72 },
  flip: false,
});

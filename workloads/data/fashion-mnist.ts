// Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): clothes, in the same files as MNIST.
import type { DatasetFamily } from "./dataset.js";
import { idxFamily } from "./idx.js";

export const fashionMnist: DatasetFamily = idxFamily({
  summary: "Fashion-MNIST, idx files (also gzip) read from --data DIR: 60,000 training and 10,000 test pieces of clothing, padded to 32x32",
  title: "Fashion-MNIST",
  classes: ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"],
  normalisation: { zeroPoint: 56, pixelScale: 86 },
  flip: true,
});

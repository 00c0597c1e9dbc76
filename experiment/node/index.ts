// Experiments on Node: configs, checkpoints and images from files, and what is done with networks in files.
export { averageNamed, type AverageWish } from "./checkpoints/average-named.js";
export { compactNamed, exportNamed } from "./checkpoints/convert-named.js";
export { evaluateNamed, type Evaluation, type EvaluationWatch, type EvaluationWish } from "./checkpoints/evaluate-named.js";
export { importNetwork, type ImportedNetwork, type NetworkImport } from "./checkpoints/import-network.js";
export { loadConfig, type LoadedConfig } from "./config-file.js";
export { importFromDisk } from "./import-file.js";
export { loadChip, type LoadedChip } from "./load-chip.js";
export { nodeServices } from "./node-services.js";
export { shippedCheckpoints } from "./shipped-checkpoints.js";
export {
  trainInFolder,
  type TrainingCallers,
  type TrainingEnd,
  type TrainingFolder,
  type TrainingWatch,
  type WrittenNetwork,
} from "./training/train-in-folder.js";

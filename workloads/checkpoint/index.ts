// Checkpoints: trained networks as bytes.
export * from "./checkpoint.js";
export { roundedCheckpoint } from "./rounded-weights.js";
export { sha256 } from "./sha256.js";
export type { TrainedQuantisation } from "./trained-quantisation.js";

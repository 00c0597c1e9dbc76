// Checkpoints: trained networks as bytes.
export * from "./checkpoint.js";
export { sha256 } from "./sha256.js";

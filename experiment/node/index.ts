// Experiments on Node: configs, checkpoints and images from files.
export { loadConfig, type LoadedConfig } from "./config-file.js";
export { nodeServices } from "./node-services.js";
export { shippedCheckpoints } from "./shipped-checkpoints.js";
export { importFromDisk } from "./import-file.js";
export { loadChip, type LoadedChip } from "./load-chip.js";

// ONNX in and out.
export { importModel, type ImportRequest } from "./import-model.js";
export type { SideFile } from "./external-data.js";
export { exportModel } from "./export-model.js";
export { EXPORT_FORMATS, type ExportFormatName } from "./formats/index.js";
export { IMAGENET_PIXELS, type PixelStatistics } from "./pixel-normalisation.js";

// The public face of experiments: config in, result out.
export { readConfig, type ConfigText, type ReadConfig } from "./config/read-config.js";
export { setOption, type Override } from "./config/overrides.js";
export { configJsonSchema, type JsonSchema } from "./config/json-schema.js";
export { chipReader } from "./config/read-chip.js";
export { axisOverride, axisPoints, parseAxis, type Axis } from "./axis.js";
export { ARRAY_METRICS, sweepArray, type ArrayMetric, type ArrayPoint, type ArraySweep } from "./array-sweep.js";
export { importerFor, IMPORTERS, type Imported, type Importer, type ImportSource } from "./import/index.js";
export { STARTER_CONFIG } from "./config/starter.js";
export { resultJsonSchema, resultSchema } from "./result-schema.js";
export type * from "./result.js";
export type * from "./services.js";
export type * from "./spec.js";
export { runExperiment } from "./run.js";
export { compileExperiment, type CompiledSubnet } from "./compile.js";
export { allAssumptions, assumptionsOf } from "./assumptions.js";
export { VERSION } from "./version.js";

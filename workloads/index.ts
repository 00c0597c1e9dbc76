// Public face of the workloads: networks, data, training, quantisation, the reference network and the compiler.
export * from "./nets/index.js";
export { DATASETS, type DatasetFamily, type DatasetName, type ImageSet } from "./data/index.js";
export { decodeCheckpoint, encodeCheckpoint, type Checkpoint, type CheckpointCard } from "./checkpoint/index.js";
export { checkpointModel } from "./checkpoint/checkpoint-model.js";
export { randomModel } from "./quant/random-model.js";
export { quantizeModel } from "./quant/quantize.js";
export type { QuantOptions } from "./codes/bits.js";
export type { FloatModel } from "./quant/float-model.js";
export type { IntegerNetwork, QuantizedModel, WeightCodes } from "./quant/integer-network.js";
export type { MatrixLayer, PoolLayer } from "./layers/index.js";
export { runReference, runReferenceMaps } from "./reference/reference-network.js";
export { compileModel, type CompiledModel } from "./compile/passes.js";
export { describeSchedule, type ScheduleRow } from "./compile/describe-schedule.js";
export { deploymentProgram, weightSource } from "./compile/deploy-weights.js";
export { defaultMapping, type MappingSpec } from "./compile/mapping.js";

// Public face of sense margins: levels, references and error rates of sense operations under variation.

export { operationMargin, misreadingTable } from "./operation-margin.js";
export type { LevelMargin, NeighbourMargin, OperationMargin, ReferenceMargin } from "./operation-margin.js";
export { crossing, misreadings, placeReference, senseLevels, wrongSide } from "./levels.js";
export type { Misreading, SenseLevels } from "./levels.js";
export { sampleCrossing, sampleLevel } from "./monte-carlo.js";
export type { Estimate } from "./monte-carlo.js";
export { readPoint } from "./read-point.js";
export type { ReadPoint, ReadPointOf } from "./read-point.js";
export { yieldAgainstRows } from "./row-yield.js";
export type { GateYield, RowYield } from "./row-yield.js";
export { resolveVariation, scaledVariation, spreadsOf } from "./variation.js";
export type { ErrorKind, Polarity, ReferencePlacement, SenseMode, VariationOf, VariationSpec } from "./variation.js";
export { variationSchema } from "./variation-schema.js";
export type { VariationConfig } from "./variation-schema.js";
export { RandomErrors } from "./random-errors.js";
export type { MisreadingsOf } from "./random-errors.js";
export { FixedErrors } from "./fixed-errors.js";
export type { FixedChip } from "./fixed-errors.js";
export { chipReadPoint } from "./chip-read-point.js";

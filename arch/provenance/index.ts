// Public face of provenance: numbers that know where they come from, and the walk that lists, replaces or strips them.

export type { SiUnit, Sourced, SourcedKind, SourcedSeries } from "./sourced.js";
export { assume, assumeWhole, cite, citeSeries, citeValue, fit, parseSourcedText, stated } from "./sourced.js";
export type { AssumptionRow, Plain, SourcedVisit } from "./list-assumptions.js";
export { listAssumptions, mapSourced, plain, rowOf } from "./list-assumptions.js";
export type { SourceKey } from "./sources.js";

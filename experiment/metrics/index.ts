// The metrics of results, by what they are metrics of: sweeps, comparisons, tables and figures read names, units and values here.
// To add one: a line in the file of its result. To add a kind of result: its file, named in METRICS.
import { ARRAY_METRICS, OPERATION_METRICS } from "./array-metrics.js";
import { CARD_METRICS } from "./card-metrics.js";
import type { Metrics } from "./metric.js";
import { SUBNET_METRICS } from "./subnet-metrics.js";

export const METRICS = {
  subnet: SUBNET_METRICS,
  array: ARRAY_METRICS,
  operation: OPERATION_METRICS,
  card: CARD_METRICS,
} as const satisfies Record<string, Metrics<never>>;

export type { Metric, Metrics } from "./metric.js";

// The metrics of one array: of the whole, and of each of its operations on one word.
import type { ArrayEstimate } from "../../arch/chip/array-estimate.js";
import type { WordAccess } from "../../arch/chip/word-access.js";
import { ARRAY_OPERATIONS, type ArrayOperation } from "../../arch/spec/array-operations.js";
import type { Metric, Metrics } from "./metric.js";

/** One operation, with the width of the word it is done on. */
export interface OperationAccess extends Pick<WordAccess, "latencyS" | "cycleS" | "energyJ"> {
  readonly wordBits: number;
}

export const OPERATION_METRICS = {
  latencyS: { label: "latency", unit: "s", better: "lower", of: ({ latencyS }) => latencyS },
  cycleS: { label: "cycle", unit: "s", better: "lower", of: ({ cycleS }) => cycleS },
  energyJ: { label: "energy", unit: "J", better: "lower", of: ({ energyJ }) => energyJ },
  energyPerBitJ: { label: "energy per bit", unit: "J", better: "lower", of: ({ energyJ, wordBits }) => energyJ / wordBits },
} as const satisfies Metrics<OperationAccess>;

const WHOLE_ARRAY_METRICS = {
  areaM2: { label: "area", unit: "m^2", better: "lower", of: ({ areaM2 }) => areaM2 },
  widthM: { label: "width", unit: "m", better: null, of: ({ widthM }) => widthM },
  heightM: { label: "height", unit: "m", better: null, of: ({ heightM }) => heightM },
  leakageW: { label: "leakage", unit: "W", better: "lower", of: ({ leakageW }) => leakageW },
  cellAreaRatio: { label: "cell area", unit: "1", better: "higher", of: ({ cellAreaRatio }) => cellAreaRatio },
  computingOverheadRatio: { label: "computing overhead", unit: "1", better: "lower", of: (array) => array.computingOverheadRatio },
} as const satisfies Metrics<ArrayEstimate>;

/** "read.energyJ" and its like. */
function ofOperation(operation: ArrayOperation, name: keyof typeof OPERATION_METRICS): [string, Metric<ArrayEstimate>] {
  const metric: Metric<OperationAccess> = OPERATION_METRICS[name];
  const of = ({ operations, wordBits }: ArrayEstimate): number | null => metric.of({ ...operations[operation], wordBits });
  return [`${operation}.${name}`, { ...metric, label: `${metric.label} of ${operation}`, of }];
}

/** What a sweep of the array gives at every point. Energy per bit is left out: it is that of the word over its width. */
export const ARRAY_METRICS: typeof WHOLE_ARRAY_METRICS & Metrics<ArrayEstimate> = {
  ...WHOLE_ARRAY_METRICS,
  ...Object.fromEntries(ARRAY_OPERATIONS.flatMap((operation) =>
    (["latencyS", "cycleS", "energyJ"] as const).map((name) => ofOperation(operation, name)))),
};

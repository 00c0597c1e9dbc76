// The metrics of a trained subnet, which no chip has run.
import type { CardSubnet } from "../checkpoints/card-result.js";
import type { Metrics } from "./metric.js";

export const CARD_METRICS = {
  macs: { label: "MACs", unit: "count", better: "lower", of: ({ macs }) => macs },
  parameters: { label: "parameters", unit: "count", better: "lower", of: ({ parameters }) => parameters },
  accuracy: { label: "float accuracy", unit: "%", better: "higher", of: ({ accuracy }) => accuracy },
} as const satisfies Metrics<CardSubnet>;

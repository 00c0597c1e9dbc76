// The metrics of one subnet on a chip, for one image.
import type { SubnetResult } from "../run/result.js";
import type { Metrics } from "./metric.js";

export const SUBNET_METRICS = {
  accuracyRatio: { label: "accuracy", unit: "%", better: "higher", of: ({ accuracy }) => accuracy },
  latencyS: { label: "latency", unit: "s", better: "lower", of: ({ latencyS }) => latencyS },
  energyJ: { label: "energy", unit: "J", better: "lower", of: ({ energyJ }) => energyJ },
  averagePowerW: { label: "average power", unit: "W", better: "lower", of: ({ averagePowerW }) => averagePowerW },
  peakPowerW: { label: "peak power", unit: "W", better: "lower", of: ({ peakPowerW }) => peakPowerW },
  memoryBits: { label: "weight memory", unit: "bit", better: "lower", of: ({ memoryBits }) => memoryBits },
  subArraysUsed: { label: "sub-arrays in use", unit: "count", better: "lower", of: ({ subArraysUsed }) => subArraysUsed },
  activeAreaM2: { label: "active area", unit: "m^2", better: "lower", of: ({ activeAreaM2 }) => activeAreaM2 },
  macs: { label: "MACs", unit: "count", better: "lower", of: ({ macs }) => macs },
  utilisationRatio: { label: "utilisation", unit: "%", better: "higher", of: ({ utilisation }) => utilisation },
  opsPerJ: { label: "efficiency", unit: "op/J", better: "higher", of: ({ opsPerJ }) => opsPerJ },
  opsPerSPerM2: { label: "density", unit: "op/(s m^2)", better: "higher", of: ({ opsPerSPerM2 }) => opsPerSPerM2 },
  imagesPerJ: { label: "images per joule", unit: "1", better: "higher", of: ({ imagesPerJ }) => imagesPerJ },
  imagesPerS: { label: "images per second", unit: "1", better: "higher", of: ({ imagesPerS }) => imagesPerS },
} as const satisfies Metrics<SubnetResult>;

export type SubnetMetricName = keyof typeof SUBNET_METRICS;

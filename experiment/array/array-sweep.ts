// The array of a chip over one or more axes of its config: every metric at every point, as plain data. A point that cannot be built
// keeps its place and says why.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { ARRAY_OPERATIONS } from "../../arch/spec/array-operations.js";
import { arrayEstimate, type ArrayEstimate } from "../../arch/chip/array-estimate.js";
import { ConfigError, didYouMean, isConfigError } from "../../sim/errors.js";
import { axisOverride, axisPoints, type Axis } from "../config/axis.js";
import type { Override } from "../config/overrides.js";

export interface ArrayMetric {
  /** "areaM2", "read.energyJ" */
  readonly key: string;
  readonly unit: "m^2" | "m" | "W" | "s" | "J" | "1";
  readonly of: (estimate: ArrayEstimate) => number;
}

const whole = (key: "areaM2" | "widthM" | "heightM" | "leakageW" | "cellAreaRatio" | "computingOverheadRatio", unit: ArrayMetric["unit"]): ArrayMetric =>
  ({ key, unit, of: (estimate) => estimate[key] });

export const ARRAY_METRICS: readonly ArrayMetric[] = [
  whole("areaM2", "m^2"), whole("widthM", "m"), whole("heightM", "m"), whole("leakageW", "W"), whole("cellAreaRatio", "1"), whole("computingOverheadRatio", "1"),
  ...ARRAY_OPERATIONS.flatMap((name): ArrayMetric[] => [
    { key: `${name}.latencyS`, unit: "s", of: ({ operations }) => operations[name].latencyS },
    { key: `${name}.cycleS`, unit: "s", of: ({ operations }) => operations[name].cycleS },
    { key: `${name}.energyJ`, unit: "J", of: ({ operations }) => operations[name].energyJ },
  ]),
];

export interface ArrayPoint {
  /** One value for each axis. */
  readonly at: readonly string[];
  /** One number for each metric; null where the point was refused. */
  readonly figures: readonly number[] | null;
  readonly problem: string | null;
}

export interface ArraySweep {
  readonly axes: readonly Pick<Axis, "path" | "values">[];
  readonly metrics: readonly Pick<ArrayMetric, "key" | "unit">[];
  /** The last axis fastest. */
  readonly points: readonly ArrayPoint[];
}

/** @param read the chip with fields replaced. Throws ConfigError for axes outside the chip, and where no point can be built. */
export function sweepArray(read: (overrides: readonly Override[]) => ChipSpec, axes: readonly Axis[]): ArraySweep {
  const outside = axes.filter(({ path }) => !path.startsWith("chip."));
  if (outside.length > 0) throw new ConfigError(outside.map(({ path, option }) => ({ path, message: `is no field of the chip, from ${option}`, allowed: "a field of the chip, such as chip.array.rows" })));
  const points = axisPoints(axes).map((at): ArrayPoint => {
    try {
      const estimate = arrayEstimate(read(at.map((value, index) => axisOverride(axes[index]!, value))));
      return { at, figures: ARRAY_METRICS.map((metric) => metric.of(estimate)), problem: null };
    } catch (error) {
      if (!isConfigError(error)) throw error;
      return { at, figures: null, problem: error.message.replace(/\s*\n\s*/g, "; ") };
    }
  });
  if (points.every((point) => point.problem !== null)) throw new ConfigError({ path: axes.map(({ path }) => path).join(", "), message: `no point of the sweep can be built: ${points[0]!.problem!}` });
  return {
    axes: axes.map(({ path, values }) => ({ path, values })),
    metrics: ARRAY_METRICS.map(({ key, unit }) => ({ key, unit })),
    points,
  };
}

/** Index of a metric by its key. Throws ConfigError. */
export function metricIndex(key: string): number {
  const keys = ARRAY_METRICS.map((metric) => metric.key);
  const index = keys.indexOf(key);
  if (index >= 0) return index;
  const near = didYouMean(key, keys);
  throw new ConfigError({ path: "--metric", message: `is not known${near === undefined ? "" : `; did you mean "${near}"?`}`, found: key, allowed: keys.join(", ") });
}

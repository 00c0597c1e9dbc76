// The array of a chip over one or more axes of its config: every metric at every point, as plain data. A point that cannot be built
// keeps its place and says why.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { arrayEstimate } from "../../arch/chip/array-estimate.js";
import { ConfigError, didYouMean, isConfigError, type ConfigProblem } from "../../sim/errors.js";
import { axisOverride, axisPoints, type Axis } from "../config/axis.js";
import type { Override } from "../config/overrides.js";
import { ARRAY_METRICS } from "../metrics/array-metrics.js";
import type { Metric } from "../metrics/metric.js";

export interface ArrayPoint {
  /** One value for each axis. */
  readonly at: readonly string[];
  /** One number for each metric; null where the point was refused. */
  readonly figures: readonly number[] | null;
  readonly problem: string | null;
}

export interface ArraySweep {
  readonly axes: readonly Pick<Axis, "path" | "values">[];
  readonly metrics: readonly { readonly key: string; readonly unit: Metric<never>["unit"] }[];
  /** The last axis fastest. */
  readonly points: readonly ArrayPoint[];
}

/**
 * @param read the chip with fields replaced
 * @throws ConfigError for axes outside the chip, and where no point can be built
 */
export function sweepArray(read: (overrides: readonly Override[]) => ChipSpec, axes: readonly Axis[]): ArraySweep {
  const outside = axes.filter(({ path }) => !path.startsWith("chip."));
  if (outside.length > 0) throw new ConfigError(outside.map(outsideTheChip));
  const points = axisPoints(axes).map((at): ArrayPoint => {
    try {
      const estimate = arrayEstimate(read(at.map((value, index) => axisOverride(axes[index]!, value))));
      return { at, figures: Object.values(ARRAY_METRICS).map((metric) => metric.of(estimate)!), problem: null };
    } catch (error) {
      if (!isConfigError(error)) throw error;
      return { at, figures: null, problem: error.message.replace(/\s*\n\s*/g, "; ") };
    }
  });
  if (points.every((point) => point.problem !== null)) {
    const message = `no point of the sweep can be built: ${points[0]!.problem!}`;
    throw new ConfigError({ path: axes.map(({ path }) => path).join(", "), message });
  }
  return {
    axes: axes.map(({ path, values }) => ({ path, values })),
    metrics: Object.entries(ARRAY_METRICS).map(([key, { unit }]) => ({ key, unit })),
    points,
  };
}

const outsideTheChip = ({ path, option }: Axis): ConfigProblem =>
  ({ path, message: `is no field of the chip, from ${option}`, allowed: "a field of the chip, such as chip.array.rows" });

/** @throws ConfigError when the name is no array metric's */
export function requireMetric(name: string): void {
  const names = Object.keys(ARRAY_METRICS);
  if (names.includes(name)) return;
  const near = didYouMean(name, names);
  const message = `is not known${near === undefined ? "" : `; did you mean "${near}"?`}`;
  throw new ConfigError({ path: "--metric", message, found: name, allowed: names.join(", ") });
}

// Mean of a few repeated measurements with its confidence interval (Student's t).

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom. */
const QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const;
const NORMAL_QUANTILE = 1.96;

/** 95 % interval of the mean of `values`, at least two of them; shares stay between 0 and 1. */
export function shareInterval(values: readonly number[]): MeanInterval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = (QUANTILES[values.length - 2] ?? NORMAL_QUANTILE) * Math.sqrt(variance / values.length);
  return { mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}

// Quantiles of samples: linear between order statistics (type 7 of Hyndman and Fan, the default of R and NumPy).

/** @param share 0 to 1. Throws RangeError for no samples. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("no samples have no quantile");
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

// Learning rate by step: linear warm-up, then half a cosine down towards zero, which the step after the last would have (one cycle).

/** Rate of step `step` (from 0) of `steps`. */
export function cosineRate(step: number, steps: number, peak: number, warmUp: number): number {
  const rising = Math.round(warmUp * steps);
  if (step < rising) return (peak * (step + 1)) / rising;
  return (peak * (1 + Math.cos((Math.PI * (step - rising)) / Math.max(1, steps - rising)))) / 2;
}

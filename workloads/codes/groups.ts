// Which input channels an output channel of a grouped convolution sees. Groups are those of the full width: a narrow subnet has the first
// channels of them.

/** Channels at full width. */
export interface Grouping {
  readonly groups: number;
  readonly outputs: number;
  readonly inputsPerGroup: number;
}

/** Input channels that output channel `o` sees when the first `active` are there: from which on, and how many. */
export function inputsSeenBy(
  o: number, { groups, outputs, inputsPerGroup }: Grouping, active: number,
): { readonly from: number; readonly count: number } {
  const from = Math.floor((o * groups) / outputs) * inputsPerGroup;
  return { from, count: Math.max(0, Math.min(inputsPerGroup, active - from)) };
}

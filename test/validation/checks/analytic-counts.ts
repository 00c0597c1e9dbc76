// LeNet-5 and AlexNet counted by hand on the unit costs of our array. Neither network can be run here (28 x 28 and 224 x 224 images,
// grouped convolutions), so these are counts, not simulations: no buffers, no interconnect, no digital units, one sub-array at a time.

import { arrayOf } from "../check.js";

export interface Cost {
  readonly energyJ: number;
  readonly latencyS: number;
}

interface Layer {
  /** Elements of one dot product. */
  readonly taps: number;
  readonly outputs: number;
  readonly windows: number;
}

/** Convolutions of LeNet-5 on 28 x 28: 6 of 5 x 5 (padded), 16 of 5 x 5 x 6. */
const LENET: readonly Layer[] = [
  { taps: 25, outputs: 6 * 28 * 28, windows: 28 * 28 }, { taps: 150, outputs: 16 * 10 * 10, windows: 10 * 10 },
];
const ACTIVATION_BITS = 8;

/** MACs of AlexNet, two groups where the paper has them: first and last layer apart. */
export const ALEXNET_MACS = {
  inner: 223_948_800 + 149_520_384 + 112_140_288 + 74_760_192 + 37_748_736 + 16_777_216, outer: 105_415_200 + 4_096_000,
};

const sum = (costs: readonly Cost[]): Cost => ({
  energyJ: costs.reduce((total, { energyJ }) => total + energyJ, 0), latencyS: costs.reduce((total, { latencyS }) => total + latencyS, 0),
});
const times = (count: number, { energyJ, cycleS }: { readonly energyJ: number; readonly cycleS: number }): Cost =>
  ({ energyJ: count * energyJ, latencyS: count * cycleS });

/** One row of columns does one dot product: AND of each input plane with the weight plane, counted at the sense amplifiers. */
export function leNetByCounter(config: string, mux: number): Cost {
  return sum(LENET.map(({ taps, outputs, windows }) => {
    const set = (wordBits: number) => arrayOf(config, { "chip.array.senseAmpMux": String(mux), "chip.array.wordBits": String(wordBits) });
    const pass = set(Math.ceil(taps / mux)).operations;
    const row = set(taps).operations;
    const passes = outputs * ACTIVATION_BITS * mux;
    // The counter works while the next pass is sensed: its energy is paid, its time only where it is the slower of the two.
    const sensed = times(
      passes, { energyJ: pass.and2.energyJ + pass.popcount.energyJ, cycleS: Math.max(pass.and2.cycleS, pass.popcount.cycleS) }
    );
    return sum([sensed, times(windows * ACTIVATION_BITS, row.write)]);
  }).map((cost) => cost));
}

/** One column an output: inputs, weight and partial products in rows, sums by column-wise full adders with sum and carry written back. */
export function leNetByAdder(config: string, mux: number): Cost {
  const { operations, columns } = arrayOf(config, { "chip.array.senseAmpMux": String(mux), "chip.array.wordBits": "512" });
  return sum(LENET.map(({ taps, outputs }) => {
    const sumBits = ACTIVATION_BITS + Math.ceil(Math.log2(taps));
    const rowsWritten = ACTIVATION_BITS + 1 + ACTIVATION_BITS + 2 * sumBits;
    const perTap = sum(
      [times(ACTIVATION_BITS, operations.and2), times(sumBits, operations["full-add"]), times(rowsWritten, operations.write)]
    );
    const [full, started] = [outputs / columns, Math.ceil(outputs / columns)];
    return { energyJ: full * taps * perTap.energyJ, latencyS: started * taps * perTap.latencyS };
  }));
}

/** Both ways of summing, one sense amplifier per column and per 8 columns; leakage of the one sub-array included. */
export function leNetRange(config: string): Cost[] {
  return [1, 8].flatMap((mux) => [leNetByCounter(config, mux), leNetByAdder(config, mux)].map(({ energyJ, latencyS }) => {
    const { leakageW } = arrayOf(config, { "chip.array.senseAmpMux": String(mux) });
    return { energyJ: energyJ + leakageW * latencyS, latencyS };
  }));
}

/** J of one image: an AND and a count for every pair of bits, 512 columns at work in every pass. */
export function alexNetEnergy(macs: number, bitProduct: number, mux: number): number {
  const { operations, wordBits } = arrayOf("", { "chip.array.senseAmpMux": String(mux) });
  return (macs * bitProduct * (operations.and2.energyJ + operations.popcount.energyJ)) / wordBits;
}

// The integer reference network: every layer by its kind's plain loops over integers, the independent witness of what the arrays compute.
// Imports no bit code and none of the digital unit's arithmetic on purpose; scaling is done in BigInt where doubles could round.
import type { ScaleTable } from "../../arch/isa/program.js";
import { integerKindOf } from "../layers/index.js";
import { tensorOf, type IntegerNetwork } from "../quant/integer-network.js";

const SAFE = 2 ** 52;

/** floor((value + half) / 2^shift) in BigInt. */
const roundShiftBig = (value: bigint, shift: number): bigint =>
  (shift === 0 ? value : (value + (1n << BigInt(shift - 1))) >> BigInt(shift));

const POWERS_OF_TWO = Array.from({ length: 64 }, (_, n) => 2 ** n);

/** round half up of value / 2^shift for values that doubles hold exactly. */
const roundShiftSafe = (value: number, shift: number): number => (shift === 0 ? value : Math.floor(value / POWERS_OF_TWO[shift]! + 0.5));

/** Rounded a x b / 2^shift, in doubles where they are exact. */
function scaled(a: number, b: number, shift: number): number {
  const product = a * b;
  return Math.abs(product) < SAFE && shift < 50 ? roundShiftSafe(product, shift) : Number(roundShiftBig(BigInt(a) * BigInt(b), shift));
}

/** Scale, add bias and residual, round, clamp: the formula of ScaleTable. */
function rescale(table: ScaleTable, channel: number, sum: number, residual: number): number {
  const main = scaled(sum, table.multipliers[channel]!, table.shift);
  const aligned = residual === 0 ? 0 : scaled(residual, table.residualMultiplier, table.residualShift);
  const value = roundShiftSafe(main + table.biases[channel]! + aligned, table.fractionBits);
  return value < table.min ? table.min : value > table.max ? table.max : value;
}

/**
 * Every feature map of one image.
 * @param image input codes, channels x height x width (the zero point not yet subtracted)
 */
export function runReferenceMaps(network: IntegerNetwork, image: ArrayLike<number>): ReadonlyMap<string, Int32Array> {
  const maps = new Map<string, Int32Array>([[network.input, Int32Array.from(image)]]);
  const run = { map: (id: string) => maps.get(id)!, spec: (id: string) => tensorOf(network, id), rescale };
  for (const layer of network.layers) maps.set(layer.output, integerKindOf(layer).reference(layer, run));
  return maps;
}

/** Logits of one image. */
export const runReference = (network: IntegerNetwork, image: ArrayLike<number>): Int32Array =>
  runReferenceMaps(network, image).get(network.output)!;

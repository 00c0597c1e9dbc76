// A checkpoint's weights as the codes that the arrays hold: a byte a weight instead of four, and the same integer network.
import { ConfigError } from "../../sim/errors.js";
import { parameterLayout } from "../nn/parameters.js";
import { tensorNames } from "../passes/tensor-names.js";
import { quantizeRows, roundRows } from "../codes/fixed-point.js";
import { networkFormats, outputsOf } from "../quant/formats.js";
import type { WeightFormat } from "../codes/bits.js";
import { ownBits } from "./own-bits.js";
import type { Checkpoint, DecodedCheckpoint } from "./checkpoint.js";
import type { CodedTensor } from "./container.js";

const MOST_BITS = 8;

interface WeightTensor {
  readonly name: string;
  /** [output channel][rest], a view of the parameters given. */
  readonly values: Float32Array;
  readonly outputs: number;
  readonly format: WeightFormat;
  readonly steps: readonly number[] | undefined;
}

/** Weights of every conv and linear node with the format that the network runs in: the bits it was trained for, or 8. */
function weightTensors(checkpoint: Checkpoint, parameters: Float32Array): WeightTensor[] {
  const { network, subnets, quantisation } = checkpoint;
  const layout = parameterLayout(network, subnets);
  return [...networkFormats(network, ownBits(checkpoint)).weights].map(([node, format]) => {
    const name = tensorNames.weight(node);
    return { name, format, values: layout.view(parameters, name), outputs: outputsOf(network, node), steps: quantisation?.steps[node] };
  });
}

/**
 * The same network with weights rounded to their codes. Integer networks of the same bits stay as they were, bit for bit (of 1-bit weights:
 * to the last bit of a float32 scale); float ones lose what rounding costs.
 * @throws ConfigError for a network trained with weights of more than 8 bits
 */
export function roundedCheckpoint({ contentHash, ...checkpoint }: DecodedCheckpoint): Checkpoint {
  if (checkpoint.card.roundedFrom !== undefined) return checkpoint;
  const parameters = checkpoint.parameters.slice();
  for (const { name, values, outputs, format, steps } of weightTensors(checkpoint, parameters)) {
    if (format.bits > MOST_BITS) throw new ConfigError({
      path: name, message: "the network was trained with weights that do not fit a byte", found: `${format.bits} bits`,
      allowed: `at most ${MOST_BITS} bits`,
    });
    roundRows(values, outputs, format, steps);
  }
  return { ...checkpoint, parameters, card: { ...checkpoint.card, roundedFrom: contentHash } };
}

/** Tensor name -> codes of a rounded checkpoint's weights. @throws RangeError for weights that are not rounded */
export function codedWeights(checkpoint: Checkpoint): Map<string, CodedTensor> {
  return new Map(weightTensors(checkpoint, checkpoint.parameters).map(({ name, values, outputs, format, steps }) => {
    const { codes, scales } = quantizeRows(values, outputs, format, steps);
    const row = values.length / outputs;
    if (!values.every((value, n) => value === Math.fround(codes[n]! * scales[Math.floor(n / row)]!))) {
      throw new RangeError(`weights ${name} are said to be rounded, but are not`);
    }
    return [name, { codes: Int8Array.from(codes), scales: format.perChannel ? scales : scales.slice(0, 1) }];
  }));
}

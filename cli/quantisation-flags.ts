// The flags of `pimento train` for training for integers: which there are, and what they make together.
import type { Options } from "yargs";
import { ConfigError } from "../sim/errors.js";
import { WEIGHT_SCALES, type WeightScale } from "../workloads/quant/formats.js";
import { QUANTISATION_MODES } from "../workloads/train/quantisation.js";
import type { QuantisationOptions } from "../workloads/train/quantisation.js";

const FLOAT = "none";
const DEFAULT_BITS = 8;

export const QUANTISATION_FLAGS = {
  quantisation: { choices: [FLOAT, ...QUANTISATION_MODES], describe: `train for integers, straight through the rounding; steps of weights and clips measured, or learned (${FLOAT})` },
  "weight-bits": { type: "number", describe: `bits of a weight, with --quantisation (${DEFAULT_BITS})` },
  "activation-bits": { type: "number", describe: `bits of an activation, with --quantisation (${DEFAULT_BITS})` },
  "first-layer-bits": { type: "number", describe: "bits of the first layer's weights (--weight-bits); pixels have 8" },
  "last-layer-bits": { type: "number", describe: "bits of the last layer's weights and of the activations it reads (as the others)" },
  "weight-scale": { choices: WEIGHT_SCALES, describe: `scales of a convolution's weights: one per output channel, or one per tensor (${WEIGHT_SCALES[0]})` },
} as const satisfies Record<string, Options>;

export interface QuantisationArguments {
  readonly quantisation?: string | undefined;
  readonly "weight-bits"?: number | undefined;
  readonly "activation-bits"?: number | undefined;
  readonly "first-layer-bits"?: number | undefined;
  readonly "last-layer-bits"?: number | undefined;
  readonly "weight-scale"?: string | undefined;
}

/** Undefined for float training. @throws ConfigError when bits are given without a way to train for them */
export function quantisationOf(args: QuantisationArguments): QuantisationOptions | undefined {
  const mode = args.quantisation;
  if (mode === undefined || mode === FLOAT) {
    const idle = (Object.keys(QUANTISATION_FLAGS) as (keyof QuantisationArguments)[]).filter((flag) => flag !== "quantisation" && args[flag] !== undefined);
    if (idle.length === 0) return undefined;
    throw new ConfigError({ path: `--${idle[0]!}`, message: "has no effect on float training", found: String(args[idle[0]!]), allowed: `with --quantisation ${QUANTISATION_MODES.join(" or ")}` });
  }
  const [weightBits, activationBits] = [args["weight-bits"] ?? DEFAULT_BITS, args["activation-bits"] ?? DEFAULT_BITS];
  const [first, last] = [args["first-layer-bits"], args["last-layer-bits"]];
  return {
    mode: mode as QuantisationOptions["mode"],
    bits: {
      weightBits, activationBits, weightScale: (args["weight-scale"] ?? WEIGHT_SCALES[0]) as WeightScale,
      ...(first === undefined ? {} : { firstLayerBits: first }), ...(last === undefined ? {} : { lastLayerBits: last }),
    },
  };
}

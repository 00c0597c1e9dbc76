// The flags of `pimento train` for training for integers, and what they make together.
import type { Options } from "yargs";
import { ConfigError } from "../sim/errors.js";
import { WEIGHT_SCALES } from "../workloads/codes/bits.js";
import { PLAIN_BITS } from "../workloads/checkpoint/own-bits.js";
import { QUANTISATION_MODES } from "../workloads/train/quantisation.js";
import type { QuantisationOptions } from "../workloads/train/quantisation.js";
import { BIT_FLAG_NAMES, bitOptions, statedBits, type BitArguments } from "./bit-flags.js";

const FLOAT = "none";

export interface QuantisationArguments extends BitArguments {
  readonly quantisation?: string | undefined;
}

export const QUANTISATION_FLAG_NAMES = ["quantisation", ...BIT_FLAG_NAMES] as const;

/** As yargs takes them. */
export const quantisationOptions = (): Record<(typeof QUANTISATION_FLAG_NAMES)[number], Options & { type: "string" }> => ({
  quantisation: {
    type: "string",
    choices: [FLOAT, ...QUANTISATION_MODES],
    describe: `train for integers, straight through the rounding; steps of weights and clips measured, or learned (${FLOAT})`,
  },
  ...bitOptions(`with --quantisation; ${PLAIN_BITS.weightBits}`),
});

/** Undefined for float training. @throws ConfigError when bits are given without a way to train for them */
export function quantisationOf(args: QuantisationArguments): QuantisationOptions | undefined {
  const mode = args.quantisation;
  if (mode === undefined || mode === FLOAT) {
    const idle = BIT_FLAG_NAMES.find((flag) => args[flag] !== undefined);
    if (idle === undefined) return undefined;
    throw new ConfigError({
      path: `--${idle}`,
      message: "has no effect on float training",
      found: args[idle]!,
      allowed: `with --quantisation ${QUANTISATION_MODES.join(" or ")}`,
    });
  }
  return { mode: mode as QuantisationOptions["mode"], bits: { ...PLAIN_BITS, weightScale: WEIGHT_SCALES[0], ...statedBits(args) } };
}

// The flags of bits, said once: which there are, what each sets, and how `train` and `evaluate` take them.
import type { Options } from "yargs";
import { BIT_RANGE, WEIGHT_SCALES, type QuantOptions, type WeightScale } from "../workloads/codes/bits.js";
import { wholeNumber } from "./numbers.js";

const BIT_FLAGS = {
  "weight-bits": { sets: "weightBits", describe: "bits of a weight" },
  "activation-bits": { sets: "activationBits", describe: "bits of an activation" },
  "first-layer-bits": { sets: "firstLayerBits", describe: "bits of the first layer's weights (--weight-bits); pixels have 8" },
  "last-layer-bits": {
    sets: "lastLayerBits",
    describe: "bits of the last layer's weights and of the activations it reads (as the others)",
  },
} as const satisfies Record<string, { readonly sets: keyof QuantOptions; readonly describe: string }>;

type BitFlag = keyof typeof BIT_FLAGS | "weight-scale";
export type BitArguments = { readonly [Flag in BitFlag]?: string | undefined };

export const BIT_FLAG_NAMES = [...Object.keys(BIT_FLAGS), "weight-scale"] as BitFlag[];

/** As yargs takes them. @param plain what the bits of weights and activations are when no flag states them */
export const bitOptions = (plain: string): Record<BitFlag, Options & { type: "string" }> => ({
  ...(Object.fromEntries(
    Object.entries(BIT_FLAGS).map(([flag, { describe, sets }]) => [
      flag,
      {
        type: "string",
        requiresArg: true,
        describe: sets === "weightBits" || sets === "activationBits" ? `${describe} (${plain})` : describe,
      },
    ]),
  ) as Record<keyof typeof BIT_FLAGS, Options & { type: "string" }>),
  "weight-scale": {
    type: "string",
    choices: WEIGHT_SCALES,
    describe: `scales of a convolution's weights: one per output channel, or one per tensor (${WEIGHT_SCALES[0]})`,
  },
});

/** What the flags state, and nothing else. @throws ConfigError for bits that arrays do not hold */
export function statedBits(args: BitArguments): Partial<QuantOptions> {
  const bits = Object.entries(BIT_FLAGS).flatMap(([flag, { sets }]) => {
    const text = args[flag as BitFlag];
    return text === undefined ? [] : [[sets, wholeNumber(flag, text, BIT_RANGE.least, BIT_RANGE.most)] as const];
  });
  const scale = args["weight-scale"];
  return { ...Object.fromEntries(bits), ...(scale === undefined ? {} : { weightScale: scale as WeightScale }) };
}

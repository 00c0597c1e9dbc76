// The `network` section of a config: which network, its subnets, bit widths and checkpoint.
import { z } from "zod";
import { nameOf, namesIn, wholeNumber } from "../../arch/chip/quantity-schema.js";
import { BIT_RANGE, WEIGHT_SCALES } from "../codes/bits.js";
import { NETWORKS } from "./index.js";

const width = z.number().gt(0).max(1).meta({ description: "Share of every layer's channels.", "x-allowed": "a width above 0, up to 1" });

const namedSubnet = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .meta({ description: "Name in tables and results.", "x-allowed": "letters, digits, dot, dash and underscore" }),
  channels: z.array(wholeNumber(1, 65_536, "Output channels of one width slot.")).min(1).max(1024)
    .meta({ description: "Output channels of each width slot, in order.", "x-allowed": "a list of whole numbers" }),
});

const bits = (description: string) => wholeNumber(BIT_RANGE.least, BIT_RANGE.most, description);

export const networkSchema = z.strictObject({
  name: nameOf(namesIn(NETWORKS), "Network.").optional(),
  subnets: z.array(z.union([width, namedSubnet])).min(1).max(64)
    .meta({
      description: "Subnets that share one set of weights: a width, or a name with a channel count per width slot.",
      "x-allowed": "a list of 1 to 64 widths or of { name, channels }",
    })
    .optional(),
  weightBits: bits("Bits of a weight.").optional(),
  activationBits: bits("Bits of an activation.").optional(),
  firstLayerBits: bits("Bits of the first layer's weights; as weightBits where absent. Pixels have 8.").optional(),
  lastLayerBits: bits("Bits of the last layer's weights and of the activations that it reads; as the others where absent.").optional(),
  weightScale: nameOf([...WEIGHT_SCALES], "One scale of weights per output channel of a convolution, or one per tensor.").optional(),
  checkpoint: z.string().min(1).max(4096).nullable()
    .meta({
      description: "A shipped checkpoint, a file, or null: random weights, for timing without images.",
      "x-allowed": "the name of a shipped checkpoint, a file, or null",
    })
    .optional(),
}).meta({ description: "The network and the subnets to run." });

export type NetworkConfig = z.output<typeof networkSchema>;

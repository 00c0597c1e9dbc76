// The bits that a checkpoint is run, evaluated and exported at when nobody states others.
import type { Checkpoint } from "./index.js";
import type { QuantOptions } from "../codes/bits.js";

/** Of a network that was trained in float. */
export const PLAIN_BITS: QuantOptions = { weightBits: 8, activationBits: 8 };

/** What a checkpoint was trained for; 8 bits unless it was. */
export const ownBits = ({ quantisation }: Pick<Checkpoint, "quantisation">): QuantOptions => quantisation?.bits ?? PLAIN_BITS;

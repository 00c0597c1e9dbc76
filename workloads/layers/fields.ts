// Fields of nodes as checkpoints hold them.
import { z } from "zod";

const MAX_SIZE = 65_536;

/** A length, a number of channels. */
export const size = z.int().min(1).max(MAX_SIZE);
export const count = z.int().min(0);
export const padding = z.int().min(0).max(MAX_SIZE);
/** Of layers, which an import may have named: anything that can be shown. */
export const id = z
  .string()
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,256}$/u, "not a name: up to 256 characters, none of them a control character");

/** Kernel, stride and padding. */
export const windowFields = { kernel: size, stride: size, padding, endPadding: padding.optional() };

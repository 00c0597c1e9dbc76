// What the header of a checkpoint must look like. Other keys may stand beside these: files of other versions have some.
import { z } from "zod";
import { ConfigError } from "../../sim/errors.js";
import { BIT_RANGE, WEIGHT_SCALES } from "../codes/bits.js";
import { count, size } from "../layers/fields.js";
import { LAYER_KINDS, type LayerKind } from "../layers/index.js";

const MOST_PROBLEMS = 20;
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, "not a name: letters, digits, dots, dashes and underscores");

/** By kind; read when asked, so that the registry is the only list. */
const node = z.lazy(() => {
  const [first, ...rest] = Object.values(LAYER_KINDS as Record<string, LayerKind>).map(({ schema }) => schema);
  return z.discriminatedUnion("kind", [first!, ...rest] as [NodeSchema, ...NodeSchema[]]);
});
type NodeSchema = z.core.$ZodTypeDiscriminable;

const network = z.object({
  name,
  input: z.object({ channels: size, height: size, width: size }),
  classes: size,
  nodes: z.array(node).min(1),
  channels: z.array(size).min(1),
});

const subnet = z.object({ name, width: z.number().nullable(), channels: z.array(size) });
const range = z
  .object({ min: z.number(), max: z.number(), clip8: z.number().min(0) })
  .refine(({ min, max }) => min <= max, "the least is above the most");
const share = z.number().min(0).max(1);

const card = z.object({
  dataset: z.string(),
  trainImages: count,
  testImages: count,
  method: z.string(),
  epochs: count,
  seed: count,
  command: z.string(),
  accuracy: z.record(z.string(), share).nullable(),
  options: z.record(z.string(), z.unknown()),
  curve: z
    .array(
      z.object({ phase: z.string(), epoch: z.number(), subnet: z.string(), loss: z.number(), accuracy: share, heldOut: share.optional() }),
    )
    .optional(),
  roundedFrom: z.string().optional(),
});

const bits = z.int().min(BIT_RANGE.least).max(BIT_RANGE.most);

const quantisation = z.object({
  bits: z.object({
    weightBits: bits,
    activationBits: bits,
    firstLayerBits: bits.optional(),
    lastLayerBits: bits.optional(),
    weightScale: z.enum(WEIGHT_SCALES).optional(),
  }),
  steps: z.record(z.string(), z.array(z.number().gt(0)).min(1)),
  clips: z.record(z.string(), z.record(z.string(), z.number().gt(0))),
});

const header = z.object({
  network,
  subnets: z.array(subnet).min(1),
  normalisation: z.object({ zeroPoint: z.number(), pixelScale: z.number().gt(0), insidePlane: z.number().optional() }),
  classNames: z.array(z.string()),
  ranges: z.record(z.string(), z.record(z.string(), range)),
  card,
  quantisation: quantisation.optional(),
});

/** @throws ConfigError naming the fields that are missing or not what they should be */
export function checkHeader(fields: Readonly<Record<string, unknown>>, file: string): void {
  const parsed = header.safeParse(fields);
  if (parsed.success) return;
  throw new ConfigError(
    parsed.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
      path: file,
      message: `its header's ${path.join(".")}: ${message}`,
      found: shown(path.reduce<unknown>(memberOf, fields)),
      allowed: "a checkpoint made by `pimento train` or `pimento import`",
    })),
  );
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;

const MOST_SHOWN = 80;
const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, MOST_SHOWN));

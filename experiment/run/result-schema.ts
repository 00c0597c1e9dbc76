// What a run gives: plain JSON, finite SI numbers, no wall time, path, host or thread count. This is the one definition: result.ts infers
// the types, `pimento schema result` prints it for scripts.
import { z } from "zod";
import { assumptionSchema, chipSchema, deploymentSchema } from "../machine/machine-schema.js";
import { amount, count, share } from "../result-numbers.js";

const timeByReason = z
  .record(z.string(), z.number().min(0))
  .meta({ description: "Busy and blocked time [s] by kind of work or reason of wait." });

/** One (unit, action, tag) of the ledger. */
const ledgerRow = z.strictObject({
  unit: z.string().meta({ description: "Unit of the chip that did the act." }),
  action: z.string().meta({ description: "Physical act." }),
  tag: z.string().meta({ description: "Network layer that caused it." }),
  count: count("How often."),
  unitEnergyJ: amount("Energy of one [J]; energy of the row = count x unitEnergyJ."),
});

/** A network layer (also the ledger's tag). Times by reason are summed over units. */
const layer = z.strictObject({
  name: z.string(),
  startS: amount("Start of the layer in the first timed image [s]."),
  latencyS: amount("Time of the layer [s]."),
  energyJ: amount("Dynamic energy and the leakage of the chip meanwhile [J]."),
  macs: count("Multiply-accumulates."),
  bitOps: count("Useful bit operations: MACs times the bits of both operands."),
  subArrays: count("Sub-arrays that hold its weights."),
  replicas: count("Copies of its weights."),
  utilisation: share("Useful bit operations over possible ones."),
  timeByReasonS: timeByReason,
});

/** Accuracy with sensing errors of one size of variation. The interval is of chance in the devices; the images are the same. */
const variationPoint = {
  sigmaScale: amount("Multiple of the stated spreads."),
  sigmaResistanceArea: amount("Relative standard deviation of the RA product, of magnetic junctions.").optional(),
  sigmaTunnelMagnetoresistance: amount("Relative standard deviation of the TMR ratio, of magnetic junctions.").optional(),
  sigmaLowResistance: amount("Relative standard deviation of the low resistance, of cells without junction.").optional(),
  sigmaHighResistance: amount("Relative standard deviation of the high resistance, of cells without junction.").optional(),
  senseAmpOffsetV: amount("Standard deviation of the sense amplifiers' offset [V]."),
  errorRateByOnes: z.array(share("")).meta({ description: "Probability that an AND comes out wrong, by count of ones." }),
  accuracyMean: share("Accuracy with errors, mean over seeds."),
  accuracyLow: share("Lower end of its 95 % confidence interval over seeds."),
  accuracyHigh: share("Upper end."),
};

/** The sweep holds other multiples of the spreads, rising; empty where the config names none. */
const variation = z.strictObject({
  ...variationPoint,
  errors: z.enum(["random", "fixed"]),
  seeds: z.int().min(2).meta({ description: "Runs with errors." }),
  sweep: z.array(z.strictObject(variationPoint)),
});

/** Power is piecewise constant. */
const powerPoint = z.strictObject({ timeS: amount("From this time [s]."), powerW: amount("Power [W], leakage included.") });

/** Rewriting of activation rows, images one after the other without a pause. */
const wear = z.strictObject({
  layer: z.string().meta({ description: "Layer whose sub-arrays are written most." }),
  writesPerImage: count("Writes of their busiest cell in one image."),
  lifetimeS: amount("Until that cell reaches its endurance, images without a pause [s]."),
  activationRows: count("Rows in use for activations."),
  freeRows: count("Rows without weights that they could take turns in."),
  levelledLifetimeS: amount("Lifetime with turns taken [s]."),
});

/**
 * Times and energies are of one image, the mean over the timed images; the ledger is summed over them. `bitOps` are the convolutions': the
 * classifier's, which run on the arrays too, are left out as in the literature's tables. `variation` stands where the config injects
 * sensing errors (everything else is of the faultless machine), `wear` where something is written.
 */
const subnet = z.strictObject({
  name: z.string(),
  width: z.number().gt(0).max(1).nullable().meta({ description: "Uniform width, or null." }),
  channels: z.array(z.int().min(1)).meta({ description: "Output channels of each width slot." }),
  images: count("Images behind the accuracy."),
  timedImages: count("Images that ran on the timed chip; the ledger is summed over them."),
  accuracy: share("Share of images classified right.").nullable(),
  bitExact: z.boolean().nullable().meta({ description: "Every logit equals the integer reference network's." }),
  variation: variation.meta({ description: "Accuracy with sensing errors." }).optional(),
  wear: wear.meta({ description: "Rewriting of activation rows." }).optional(),
  latencyS: amount("One image [s]."),
  energyJ: amount("One image, dynamic and leakage [J]: the total of the ledger over its timed images."),
  leakageEnergyJ: amount("Leakage part [J]."),
  averagePowerW: amount("Mean power [W]."),
  peakPowerW: amount("Highest instantaneous power [W]."),
  macs: count("Multiply-accumulates of one image."),
  bitOps: count("AND bit operations on the arrays, one image."),
  arrayBitOps: amount("Bit operations that the arrays did for one image, on columns without an element too."),
  parameters: count("Weights and biases."),
  memoryBits: count("Weight bits in use [bit]."),
  subArraysUsed: count("Sub-arrays in use."),
  activeAreaM2: amount("Sub-arrays in use plus the shared parts [m^2]."),
  utilisation: share("Useful bit operations over what the sub-arrays in use could have done meanwhile."),
  opsPerJ: amount("Operations per joule, two per MAC."),
  opsPerSPerM2: amount("Operations per second and square metre."),
  imagesPerJ: amount("Images per joule."),
  imagesPerS: amount("Images per second."),
  ledger: z.array(ledgerRow),
  layers: z.array(layer),
  powerTrace: z.array(powerPoint),
  timeByReasonS: timeByReason,
});

const network = z.strictObject({
  name: z.string(),
  checkpointHash: z.string().nullable(),
  card: z.record(z.string(), z.unknown()).nullable(),
});

const data = z.strictObject({
  name: z.string(),
  classes: z.int().min(1).nullable(),
  images: count("Images run."),
  contentHash: z.string().nullable().meta({ description: "SHA-256 of the images and labels." }),
});

export const resultSchema = z
  .strictObject({
    format: z.literal("pimento-result-1"),
    version: z.string(),
    program: z.string().meta({ description: 'Content hash of the program that made the result; "source" where it was not built.' }),
    name: z.string(),
    seed: z.string(),
    config: z.record(z.string(), z.unknown()).meta({ description: "The config with presets and defaults applied, in SI numbers." }),
    network,
    data,
    chip: chipSchema,
    deployment: deploymentSchema,
    subnets: z.array(subnet),
    assumptions: z.array(assumptionSchema),
    warnings: z.array(z.string()).meta({ description: "What is doubtful about the machine, for people." }),
  })
  .meta({
    title: "Pimento result",
    description: "What one run gives. All numbers are finite and SI; null only where a run has no images.",
  });

/** What `pimento schema result` prints: draft 2020-12. */
export const resultJsonSchema = (): unknown => z.toJSONSchema(resultSchema);

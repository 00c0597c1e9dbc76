// A trained network in one file: graph, subnets, weights, batch norm per subnet, activation ranges, and a card that says how it came
// to be. Browser-safe: bytes in, bytes out. Weights are float32, or codes where they were rounded; quantisation is the reader's business.
import { ConfigError } from "../../sim/errors.js";
import type { Normalisation } from "../data/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { parameterLayout, statisticsLayout } from "../nn/parameters.js";
import type { TensorLayout } from "../nn/parameters.js";
import { checkedLayouts, requireNumbers, requireTensors } from "./check-network.js";
import { decodeContainer, encodeContainer, type StoredTensor } from "./container.js";
import { checkHeader } from "./header-schema.js";
import { codedWeights } from "./rounded-weights.js";
import { checkTrainedQuantisation, type TrainedQuantisation } from "./trained-quantisation.js";

/** What an activation tensor spans on calibration images, after the rectifier where one follows. */
export interface TensorRange {
  readonly min: number;
  readonly max: number;
  /** Magnitude at which clipping to 8 bits makes the least mean squared error. */
  readonly clip8: number;
}

/** subnet name -> tensor name -> range. A rectified batch-norm or add node has the range behind its rectifier. */
export type ActivationRanges = Readonly<Record<string, Readonly<Record<string, TensorRange>>>>;

/** One epoch of one subnet while training. */
export interface LearningCurvePoint {
  readonly phase: string;
  readonly epoch: number;
  readonly subnet: string;
  readonly loss: number;
  readonly accuracy: number;
  /** On held-out training images, at the end of the epoch; only where a training may stop early. */
  readonly heldOut?: number;
}

/** How a checkpoint came to be. */
export interface CheckpointCard {
  readonly dataset: string;
  readonly trainImages: number;
  readonly testImages: number;
  readonly method: string;
  readonly epochs: number;
  readonly seed: number;
  readonly command: string;
  /** Float accuracy per subnet name on the test images, 0 to 1; null when it was not measured. */
  readonly accuracy: Readonly<Record<string, number>> | null;
  /** The other options of the run. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Mean loss and share of right answers on augmented training images, by epoch (from 1) and subnet; absent where nothing was trained. */
  readonly curve?: readonly LearningCurvePoint[];
  /** Content hash of the checkpoint whose weights were rounded to make this one; accuracy is what was measured before. */
  readonly roundedFrom?: string;
}

export interface Checkpoint {
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  readonly normalisation: Normalisation;
  readonly classNames: readonly string[];
  readonly ranges: ActivationRanges;
  readonly card: CheckpointCard;
  /** Only of a network that was trained for integers. */
  readonly quantisation?: TrainedQuantisation;
  /** Weights and batch-norm scale and shift, laid out by parameterLayout(network, subnets). */
  readonly parameters: Float32Array;
  /** Batch-norm mean and variance, laid out by statisticsLayout(network, subnets). */
  readonly statistics: Float32Array;
}

/** A checkpoint as it was read. */
export type DecodedCheckpoint = Checkpoint & { readonly contentHash: string };

const MAGIC = "pimento-checkpoint";

/** @throws ConfigError for what `decodeCheckpoint` would refuse: nobody could read that file */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { parameters, statistics, ...header } = checkpoint;
  const { network, subnets } = header;
  checkHeader(header, network.name);
  const layouts = checkedLayouts(network, subnets, network.name);
  requireNumbers(layouts, checkpoint, network, subnets, network.name);
  const codes = checkpoint.card.roundedFrom === undefined ? new Map<string, StoredTensor>() : codedWeights(checkpoint);
  const tensors = [...named(layouts.parameters, parameters), ...named(layouts.statistics, statistics)];
  return encodeContainer(MAGIC, header, tensors.map(([name, values]) => [name, codes.get(name) ?? values]));
}

/**
 * Reads a checkpoint and checks everything: layout, hash, graph, subnets, names, tensor sizes, finite values, variances.
 * @param file named in errors
 * @param network when given, the name that the checkpoint's network must have
 * @throws ConfigError saying what is wrong
 */
export function decodeCheckpoint(bytes: Uint8Array, file: string, network?: string): DecodedCheckpoint {
  const { header, tensors, contentHash } = decodeContainer(bytes, file, MAGIC);
  const fields = header as unknown as Omit<Checkpoint, "parameters" | "statistics">;
  checkHeader(header, file);
  if (network !== undefined && fields.network.name !== network) {
    throw new ConfigError({ path: file, message: "is a checkpoint of another network", found: fields.network.name, allowed: network });
  }
  const layouts = checkedLayouts(fields.network, fields.subnets, file);
  requireTensors(layouts, tensors, file);
  if (fields.quantisation !== undefined) checkTrainedQuantisation(fields.quantisation, fields.network, fields.subnets, file);
  const values = { parameters: gathered(layouts.parameters, tensors), statistics: gathered(layouts.statistics, tensors) };
  requireNumbers(layouts, values, fields.network, fields.subnets, file);
  return {
    network: fields.network, subnets: fields.subnets, normalisation: fields.normalisation, classNames: fields.classNames,
    ranges: fields.ranges, card: fields.card,
    ...(fields.quantisation === undefined ? {} : { quantisation: fields.quantisation }),
    ...values, contentHash,
  };
}

const named = (layout: TensorLayout, values: Float32Array): [string, Float32Array][] =>
  layout.slots.map((slot) => [slot.name, layout.view(values, slot.name)]);

function gathered(layout: TensorLayout, tensors: ReadonlyMap<string, Float32Array>): Float32Array {
  const values = new Float32Array(layout.size);
  for (const slot of layout.slots) values.set(tensors.get(slot.name)!, slot.offset);
  return values;
}

/**
 * A tensor of a checkpoint by name (see `tensorNames`), for readers that fold and quantise.
 * @throws RangeError for a name that it does not have
 */
export function checkpointTensor(checkpoint: Checkpoint, name: string): Float32Array {
  const layout = parameterLayout(checkpoint.network, checkpoint.subnets);
  if (layout.slots.some((slot) => slot.name === name)) return layout.view(checkpoint.parameters, name);
  return statisticsLayout(checkpoint.network, checkpoint.subnets).view(checkpoint.statistics, name);
}

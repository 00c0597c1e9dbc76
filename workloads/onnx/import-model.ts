// An ONNX model as a checkpoint: read, its pixels folded in, its batch norms given the statistics of real images, narrower subnets sliced
// off and recalibrated, activation ranges measured. Everything is checked before anything is returned.
import { ConfigError } from "../../sim/errors.js";
import type { Checkpoint, CheckpointCard } from "../checkpoint/index.js";
import { networkImages } from "../data/index.js";
import type { ImageSet, Normalisation } from "../data/index.js";
import { fullSubnet, IMAGE, inferShapes, sameChannels, subnetsOf } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { BATCH_NORM_EPSILON } from "../passes/batch-norm.js";
import { parameterLayout, statisticsLayout } from "../nn/parameters.js";
import { tensorNames } from "../passes/tensor-names.js";
import { checkpointModel } from "../checkpoint/checkpoint-model.js";
import { quantizeModel } from "../quant/quantize.js";
import { measureRanges, recalibrate } from "../train/index.js";
import { InlineExecutor } from "../train/executor.js";
import { finishedModel, type FinishedNetwork } from "../train/float-evaluation.js";
import { readGraph } from "./graph.js";
import type { OnnxGraph } from "./graph.js";
import { channelMoments } from "./channel-moments.js";
import { NetworkReader } from "./network-reader.js";
import { OPERATORS } from "./operators/index.js";
import { checkPixels, foldPixels, scalarNormalisation } from "./pixel-normalisation.js";
import type { PixelStatistics } from "./pixel-normalisation.js";
import { shareSlots } from "./shared-slots.js";

export interface ImportRequest {
  /** Shown in errors. */
  readonly file: string;
  readonly name: string;
  readonly pixels: PixelStatistics;
  /** Widths of the subnets; [1] for the model as it is. */
  readonly widths: readonly number[];
  /** Training images for statistics and ranges. */
  readonly calibration: ImageSet;
  readonly classNames: readonly string[];
  readonly card: Pick<CheckpointCard, "dataset" | "seed" | "command">;
}

/** Images for the moments of every convolution's outputs. */
const MOMENT_IMAGES = 64;

/** @throws ConfigError naming the node that is not known or cannot be taken, or what does not fit the images */
export async function importModel(bytes: Uint8Array, request: ImportRequest): Promise<Checkpoint> {
  const graph = readGraph(bytes, request.file);
  requireKnown(graph);
  const { calibration, pixels } = request;
  requireImages(graph, calibration);
  checkPixels(pixels, calibration.channels);
  const reader = new NetworkReader(graph, calibration);
  const output = reader.feature(graph.output);
  if (output.shape.channels !== request.classNames.length) throw new ConfigError({ path: request.file, message: "tells another number of classes apart than the images have", found: String(output.shape.channels), allowed: String(request.classNames.length) });
  const normalisation = scalarNormalisation(pixels);
  const { channels, height, width } = calibration;
  const input = { channels: normalisation.insidePlane === undefined ? channels : channels + 1, height, width };
  const spec: NetworkSpec = { name: request.name, input, classes: output.shape.channels, ...shareSlots(reader.nodes, reader.channels) };
  inferShapes(spec);
  foldFirstWeights(spec, reader, pixels, normalisation);
  return finished(spec, reader, normalisation, request);
}

function requireKnown(graph: OnnxGraph): void {
  const unknown = graph.nodes.filter((node) => !Object.hasOwn(OPERATORS, node.op));
  if (unknown.length === 0) return;
  throw new ConfigError(unknown.map((node) => ({ path: `${graph.file}, node ${node.label}`, message: "its operator is not known", found: node.op, allowed: Object.keys(OPERATORS).join(", ") })));
}

function requireImages({ file, input }: OnnxGraph, { channels, height, width }: ImageSet): void {
  const fits = [channels, height, width].every((size, n) => input.shape[n] === undefined || input.shape[n] === null || input.shape[n] === size);
  if (!fits) throw new ConfigError({ path: file, message: "takes other images than the data set has", found: input.shape.join("x"), allowed: `${channels}x${height}x${width}` });
}

function foldFirstWeights(spec: NetworkSpec, reader: NetworkReader, pixels: PixelStatistics, normalisation: Normalisation): void {
  for (const node of spec.nodes) {
    if (node.input !== IMAGE) continue;
    if (node.kind !== "conv") throw new ConfigError({ path: spec.name, message: "the image must go into convolutions only", found: `${node.kind} ${node.id}` });
    reader.weights.set(node.id, foldPixels(reader.weights.get(node.id)!, node.kernel ** 2, pixels, normalisation));
  }
}

async function finished(spec: NetworkSpec, reader: NetworkReader, normalisation: Normalisation, request: ImportRequest): Promise<Checkpoint> {
  const subnets = subnetsOf(spec, request.widths);
  const images = networkImages(request.calibration, normalisation);
  const whole = laidOut(spec, [fullSubnet(spec)], reader, null);
  const moments = channelMoments(whole, images, normalisation, MOMENT_IMAGES);
  const network = laidOut(spec, subnets, reader, moments);
  const shared = finishedModel(network);
  const executor = new InlineExecutor(shared, { train: images, test: images, normalisation });
  if (subnets.some((subnet) => !isWhole(spec, subnet))) {
    await recalibrate(shared, executor, images.count);
    restoreWhole(spec, subnets, network, shared.statistics);
  }
  const ranges = await measureRanges(shared, executor, images.count);
  const card: CheckpointCard = {
    ...request.card, trainImages: images.count, testImages: 0, method: "import", epochs: 0, accuracy: null,
    options: { mean: request.pixels.mean, std: request.pixels.deviation, widths: request.widths },
  };
  const checkpoint = { ...network, normalisation, classNames: request.classNames, ranges, card, statistics: shared.statistics.slice() };
  // What cannot run as integers is found out now.
  quantizeModel(checkpointModel(checkpoint, subnets), { weightBits: 8, activationBits: 8 });
  return checkpoint;
}

const isWhole = (spec: NetworkSpec, subnet: Subnet): boolean => sameChannels(subnet.channels, spec.channels);

/** Recalibration is for narrower subnets only: the whole network keeps the function that was imported. */
function restoreWhole(spec: NetworkSpec, subnets: readonly Subnet[], network: FinishedNetwork, statistics: Float32Array): void {
  const layout = statisticsLayout(spec, subnets);
  for (const subnet of subnets) {
    if (!isWhole(spec, subnet)) continue;
    for (const { name } of layout.slots) if (name.endsWith(`@${subnet.name}`)) layout.view(statistics, name).set(layout.view(network.statistics, name));
  }
}

/**
 * Weights and batch norms in our layout. With moments (mean and variance of every convolution's output on real images) a folded batch
 * norm becomes a real one: the same function, but normalising by statistics, as training needs it.
 */
function laidOut(spec: NetworkSpec, subnets: readonly Subnet[], reader: NetworkReader, moments: ReadonlyMap<string, { readonly mean: Float64Array; readonly variance: Float64Array }> | null): FinishedNetwork {
  const [learned, measured] = [parameterLayout(spec, subnets), statisticsLayout(spec, subnets)];
  const [parameters, statistics] = [new Float32Array(learned.size), new Float32Array(measured.size)];
  for (const [id, values] of reader.weights) learned.view(parameters, tensorNames.weight(id)).set(values);
  for (const [id, values] of reader.biases) learned.view(parameters, tensorNames.bias(id)).set(values);
  for (const [id, norm] of reader.norms) {
    for (const subnet of subnets) {
      const target = (values: Float32Array, layout: typeof learned, name: (id: string, subnet: Subnet) => string): Float32Array => layout.view(values, name(id, subnet));
      const [scale, shift] = [target(parameters, learned, tensorNames.scale), target(parameters, learned, tensorNames.shift)];
      const [mean, variance] = [target(statistics, measured, tensorNames.mean), target(statistics, measured, tensorNames.variance)];
      for (let c = 0; c < scale.length; c += 1) {
        const factor = norm.scale[c]! / Math.sqrt(norm.variance[c]!);
        const moment = moments?.get(id);
        const [center, spread] = moment === undefined ? [norm.mean[c]!, norm.variance[c]! - BATCH_NORM_EPSILON] : [moment.mean[c]!, moment.variance[c]!];
        mean[c] = center;
        variance[c] = spread;
        scale[c] = factor * Math.sqrt(variance[c]! + BATCH_NORM_EPSILON);
        shift[c] = norm.shift[c]! + factor * (mean[c]! - norm.mean[c]!);
      }
    }
  }
  return { network: spec, subnets, parameters, statistics };
}

// An ONNX model as a checkpoint: read, its pixels folded in, its batch norms given the statistics of real images, narrower subnets sliced
// off and recalibrated, activation ranges measured. Everything is checked before anything is returned.
import { ConfigError, isConfigError } from "../../sim/errors.js";
import { checkpointModel } from "../checkpoint/checkpoint-model.js";
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint, type CheckpointCard } from "../checkpoint/index.js";
import { networkImages } from "../data/index.js";
import type { ImageSet, Normalisation } from "../data/index.js";
import { fullSubnet, IMAGE, inferShapes, sameChannels, subnetsOf } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { statisticsLayout } from "../nn/parameters.js";
import { quantizeModel } from "../quant/quantize.js";
import { InlineExecutor } from "../train/executor.js";
import { finishedModel, type FinishedNetwork } from "../train/float-evaluation.js";
import { measureRanges, recalibrate } from "../train/index.js";
import { channelMoments } from "./channel-moments.js";
import type { SideFile } from "./external-data.js";
import { isNatural, type Feature } from "./feature.js";
import { readGraph, type OnnxGraph } from "./graph.js";
import { requireKnown } from "./known-operators.js";
import { laidOut } from "./lay-out.js";
import { NetworkReader } from "./network-reader.js";
import { OPERATORS } from "./operators/index.js";
import { checkPixels, foldPixels, scalarNormalisation, withAffine } from "./pixel-normalisation.js";
import type { PixelStatistics } from "./pixel-normalisation.js";
import { hiddenSlots, shareSlots } from "./shared-slots.js";

export interface ImportRequest {
  /** Shown in errors. */
  readonly file: string;
  readonly name: string;
  /** Which of several outputs are the logits. */
  readonly output?: string | undefined;
  /** Reads weights that lie beside the model; such models are refused without it. */
  readonly sideFile?: SideFile | undefined;
  readonly pixels: PixelStatistics;
  /** Widths of the subnets; [1] for the model as it is. */
  readonly widths: readonly number[];
  /** Training images for statistics and ranges. */
  readonly calibration: ImageSet;
  readonly classNames: readonly string[];
  readonly card: Pick<CheckpointCard, "dataset" | "seed" | "command">;
  /** Told what was taken otherwise than it is written. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** Images for the moments of every convolution's outputs. */
const MOMENT_IMAGES = 64;

/** @throws ConfigError naming the node that is not known or cannot be taken, or what does not fit the images */
export async function importModel(bytes: Uint8Array, request: ImportRequest): Promise<Checkpoint> {
  const graph = readGraph(bytes, request.file, request.output);
  requireKnown(graph, OPERATORS);
  const { calibration, pixels } = request;
  requireImages(graph, calibration);
  checkPixels(pixels, calibration.channels);
  const reader = new NetworkReader(graph, calibration, OPERATORS, request.sideFile ?? noSideFile(request.file));
  const output = reader.read();
  requireScores(graph, output, request.classNames.length);
  reader.averaged(graph.makers.get(graph.output)!, output);
  requireClassifier(reader, request.widths);
  const statistics = new Map([...reader.pixels].map(([id, affine]) => [id, withAffine(pixels, affine)]));
  const normalisation = scalarNormalisation([...statistics.values()]);
  const { channels, height, width } = calibration;
  const input = { channels: normalisation.insidePlane === undefined ? channels : channels + 1, height, width };
  const hidden = hiddenSlots(reader.nodes, reader.channels);
  const slots = shareSlots(hidden.nodes, hidden.channels);
  const spec: NetworkSpec = { name: request.name, input, classes: output.shape.channels, ...slots };
  requireShapes(spec, graph);
  foldFirstWeights(spec, reader, statistics, normalisation);
  for (const note of reader.notes) request.onNote?.(note);
  return finished(spec, reader, normalisation, request);
}

/** Refusals of shapes name the node of the file that a node of ours came from. */
function requireShapes(spec: NetworkSpec, { file, nodes }: OnnxGraph): void {
  try {
    inferShapes(spec);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    const inFile = (path: string): string => {
      const id = /\((.*)\)$/.exec(path)?.[1];
      const node = nodes.find(({ label, outputs }) => id !== undefined && (label.endsWith(` ${id}`) || outputs.includes(id)));
      return `${file}, node ${node?.label ?? id ?? path}`;
    };
    throw new ConfigError(error.problems.map((problem) => ({ ...problem, path: inFile(problem.path) })));
  }
}

const noSideFile = (file: string): SideFile => (location) => {
  throw new ConfigError({ path: file, message: "has constants in another file", found: location, allowed: "a model in one file" });
};

function requireImages({ file, input }: OnnxGraph, { channels, height, width }: ImageSet): void {
  const allowed = [channels, height, width];
  const stated = input.dims.slice(1);
  const fits = stated.length === allowed.length && stated.every((size, n) => size === null || size === allowed[n]);
  if (fits || input.dims.length === 0) return;
  const found = stated.map((size) => size ?? "?").join("x") || "no pixels";
  const message = `its input ${input.name} takes other images than the data set has`;
  throw new ConfigError({ path: file, message, found, allowed: allowed.join("x") });
}

/** @throws ConfigError where the output is no vector of scores, one a class in their order */
function requireScores(graph: OnnxGraph, { view, shape, order, pixels }: Feature, classes: number): void {
  const maker = graph.makers.get(graph.output)!;
  if (pixels !== null) throw maker.problem("makes the output from the image itself, without a layer");
  const { channels, height, width } = shape;
  if (view !== null || height !== 1 || width !== 1) {
    throw maker.problem("makes the output, which must be one value a class", `${channels}x${height}x${width}`, `${classes}x1x1`);
  }
  if (!isNatural(order)) throw maker.problem("makes the output from channels that a shortcut has put into another order");
  if (channels === classes) return;
  throw maker.problem("tells another number of classes apart than the images have", String(channels), String(classes));
}

/** @throws ConfigError for narrower subnets of a network whose classes are a convolution's channels: they would lack some */
function requireClassifier({ nodes, graph: { file } }: NetworkReader, widths: readonly number[]): void {
  const last = nodes.findLast(({ kind }) => kind === "conv" || kind === "linear");
  if (last?.kind !== "conv" || widths.every((width) => width === 1)) return;
  const message = `${file} makes its classes by the convolution ${last.id}, whose channels narrower subnets would lack`;
  throw new ConfigError({ path: "--widths", message, found: widths.join(","), allowed: "1" });
}

/** What each convolution on the image expects of its pixels, by its id. */
type AllStatistics = ReadonlyMap<string, PixelStatistics>;

function foldFirstWeights(spec: NetworkSpec, reader: NetworkReader, statistics: AllStatistics, normalisation: Normalisation): void {
  for (const node of spec.nodes) {
    if (node.input !== IMAGE || node.kind !== "conv") continue;
    reader.weights.set(node.id, foldPixels(reader.weights.get(node.id)!, node.kernel ** 2, statistics.get(node.id)!, normalisation));
  }
}

/** The checkpoint, measured on the images that calibrate it. */
async function finished(
  spec: NetworkSpec, reader: NetworkReader, normalisation: Normalisation, request: ImportRequest,
): Promise<Checkpoint> {
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
  requireRanges(ranges, request.file);
  const card: CheckpointCard = {
    ...request.card, trainImages: images.count, testImages: 0, method: "import", epochs: 0, accuracy: null,
    options: { mean: request.pixels.mean, std: request.pixels.deviation, widths: request.widths },
  };
  const checkpoint = { ...network, normalisation, classNames: request.classNames, ranges, card, statistics: shared.statistics.slice() };
  // What cannot be read again, or cannot run as integers, is found out now.
  const read = decodeCheckpoint(encodeCheckpoint(checkpoint), request.file);
  quantizeModel(checkpointModel(read, subnets), { weightBits: 8, activationBits: 8 });
  return checkpoint;
}

function requireRanges(ranges: Checkpoint["ranges"], file: string): void {
  for (const [subnet, tensors] of Object.entries(ranges)) {
    for (const [tensor, { min, max }] of Object.entries(tensors)) {
      if (Number.isFinite(min) && Number.isFinite(max)) continue;
      const message = `the values of ${tensor} (${subnet}) grow beyond float32 on the calibration images`;
      throw new ConfigError({ path: file, message, found: `${min} to ${max}`, allowed: "finite values" });
    }
  }
}

const isWhole = (spec: NetworkSpec, subnet: Subnet): boolean => sameChannels(subnet.channels, spec.channels);

/** Recalibration is for narrower subnets only: the whole network keeps the function that was imported. */
function restoreWhole(spec: NetworkSpec, subnets: readonly Subnet[], network: FinishedNetwork, statistics: Float32Array): void {
  const layout = statisticsLayout(spec, subnets);
  for (const subnet of subnets) {
    if (!isWhole(spec, subnet)) continue;
    for (const { name } of layout.slots) {
      if (name.endsWith(`@${subnet.name}`)) layout.view(statistics, name).set(layout.view(network.statistics, name));
    }
  }
}

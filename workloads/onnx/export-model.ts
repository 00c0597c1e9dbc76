// A subnet as an ONNX model, layer by layer as the arrays run it (batch norm folded), from pixel values 0 to 255 to logits, in one of the
// number formats; at the bits that the checkpoint was trained for, 8 otherwise.
import { ConfigError, didYouMean } from "../../sim/errors.js";
import type { Checkpoint } from "../checkpoint/index.js";
import { IMAGE, inferShapes } from "../nets/index.js";
import type { NetworkSpec, Subnet, TensorShape } from "../nets/index.js";
import { checkpointModel } from "../checkpoint/checkpoint-model.js";
import type { FloatModel } from "../quant/float-model.js";
import { networkFormats, outputsOf, type NetworkFormats } from "../quant/formats.js";
import { fuseNetwork } from "../quant/fuse.js";
import { ownBits } from "../checkpoint/own-bits.js";
import type { FusedLayer, FusedMatrix, FusedMaxPool } from "../quant/fuse.js";
import { EXPORT_FORMATS } from "./formats/index.js";
import type { ExportFormatName, NumberFormat } from "./formats/index.js";
import { GraphWriter } from "./graph-writer.js";

const INPUT = "pixels";
const OUTPUT = "logits";

/**
 * @param subnet name of one of the checkpoint's subnets; the first one when left out
 * @returns bytes of the model
 * @throws ConfigError for a subnet that the checkpoint does not have, or one trained for more bits than the format has
 */
export function exportModel(checkpoint: Checkpoint, format: ExportFormatName, subnet?: string): Uint8Array {
  const chosen = subnet === undefined ? checkpoint.subnets[0]! : subnetNamed(checkpoint.subnets, subnet);
  const writer = new GraphWriter();
  const formats = networkFormats(checkpoint.network, ownBits(checkpoint));
  requireRoom(formats, format);
  const exporter = new Exporter(checkpoint, chosen, writer, formats, EXPORT_FORMATS[format].numbers(writer, checkpoint.quantisation !== undefined));
  return exporter.write();
}

/** Every code must fit. */
function requireRoom({ weights, activations }: NetworkFormats, format: ExportFormatName): void {
  const widest = Math.max(...[...weights.values(), ...activations.values()].map(({ bits }) => bits));
  const { mostBits } = EXPORT_FORMATS[format];
  if (widest > mostBits) throw new ConfigError({ path: "--format", message: `the network was trained for more bits than ${format} has`, found: `${widest} bits`, allowed: `${Object.entries(EXPORT_FORMATS).filter(([, other]) => other.mostBits >= widest).map(([name]) => name).join(", ")}, or at most ${mostBits} bits` });
}

/** "0.50x", also written 0.5x or 0.5. */
function subnetNamed(subnets: readonly Subnet[], name: string): Subnet {
  const width = Number(name.replace(/x$/, ""));
  const found = subnets.find((subnet) => subnet.name === name) ?? subnets.find((subnet) => subnet.width !== null && subnet.width === width);
  if (found !== undefined) return found;
  const known = subnets.map((subnet) => subnet.name);
  const guess = didYouMean(name, known);
  throw new ConfigError({ path: "--subnet", message: guess === undefined ? "no such subnet" : `no such subnet; did you mean ${guess}?`, found: name, allowed: known.join(", ") });
}

class Exporter {
  private readonly spec: NetworkSpec;
  private readonly model: FloatModel;
  private readonly shapes: ReadonlyMap<string, TensorShape>;
  /** ONNX value of every tensor of the network. */
  private readonly values = new Map<string, string>();

  constructor(private readonly checkpoint: Checkpoint, private readonly subnet: Subnet, private readonly writer: GraphWriter, private readonly formats: NetworkFormats, private readonly numbers: NumberFormat) {
    this.spec = checkpoint.network;
    this.model = checkpointModel(checkpoint, [subnet]);
    this.shapes = inferShapes(checkpoint.network, subnet);
  }

  write(): Uint8Array {
    const { spec, writer } = this;
    const planes = spec.input.channels - (this.checkpoint.normalisation.insidePlane === undefined ? 0 : 1);
    this.values.set(IMAGE, this.image(planes));
    const layers = fuseNetwork(spec);
    for (const layer of layers) this.layer(layer, layer === layers.at(-1));
    return writer.finish(`${spec.name}-${this.subnet.name}`, { name: INPUT, shape: [planes, spec.input.height, spec.input.width] }, { name: OUTPUT, shape: [spec.classes] });
  }

  /** Pixels to real inputs, with the inside plane where the network wants one. */
  private image(planes: number): string {
    const { writer, checkpoint: { normalisation: { zeroPoint, pixelScale, insidePlane } } } = this;
    let pixels = INPUT;
    if (insidePlane !== undefined) {
      const first = writer.node("Slice", [INPUT, writer.integers("plane.start", [0]), writer.integers("plane.end", [1]), writer.integers("plane.axis", [1])], "plane.first");
      const none = writer.node("Mul", [first, writer.floats("plane.none", [0], [])], "plane.zeros");
      const plane = writer.node("Add", [none, writer.floats("plane.pixel", [insidePlane], [])], "plane");
      pixels = writer.node("Concat", [INPUT, plane], `pixels.${planes + 1}`, { axis: 1 });
    }
    const centred = writer.node("Sub", [pixels, writer.floats("zero-point", [zeroPoint], [])], "centred");
    const real = writer.node("Mul", [centred, writer.floats("pixel-scale", [1 / pixelScale], [])], "real");
    return this.numbers.activation(real, { pixelScale, zeroPoint });
  }

  private layer(layer: FusedLayer, isLast: boolean): void {
    if (layer.kind === "matrix") {
      this.matrix(layer, isLast);
      return;
    }
    if (layer.kind === "max-pool") {
      this.maxPool(layer);
      return;
    }
    const pooled = this.writer.node("GlobalAveragePool", [this.values.get(layer.input)!], layer.output);
    this.keep(layer.output, pooled, isLast);
  }

  /** Largest values are among those read: on the input's scale already, never quantised again. */
  private maxPool({ node, input, output }: FusedMaxPool): void {
    const { kernel, stride, padding } = node;
    this.values.set(output, this.writer.node("MaxPool", [this.values.get(input)!], output, { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [padding, padding, padding, padding] }));
  }

  private matrix(layer: FusedMatrix, isLast: boolean): void {
    const { node } = layer;
    const { writer } = this;
    const [inChannels, outChannels] = [this.shapes.get(layer.input)!.channels, this.shapes.get(node.id)!.channels];
    const kernel = node.kind === "conv" ? node.kernel : 1;
    const dims = node.kind === "conv" ? [outChannels, inChannels, kernel, kernel] : [outChannels, inChannels];
    const norm = layer.norm === null ? null : this.model.norm(layer.norm, 0);
    const full = this.model.weights(node.id);
    const stored = full.length / outputsOf(this.spec, node.id);
    const format = this.formats.weights.get(node.id)!;
    const weights = this.numbers.weights(`${node.id}.weight`, { full, stored, dims, format, steps: this.model.steps?.(node.id, format), factors: norm?.scale ?? null });
    const shift = norm?.shift ?? (node.kind === "linear" ? this.model.bias(node.id, 0) : new Float64Array(outChannels));
    const bias = writer.floats(`${node.id}.bias`, shift.slice(0, outChannels), [outChannels]);
    let value: string;
    if (node.kind === "conv") {
      const pads = [node.padding, node.padding, node.padding, node.padding];
      value = writer.node("Conv", [this.values.get(layer.input)!, weights, bias], `${node.id}.sum`, { kernel_shape: [kernel, kernel], strides: [node.stride, node.stride], pads });
    } else {
      const flat = writer.node("Flatten", [this.values.get(layer.input)!], `${node.id}.flat`, { axis: 1 });
      value = writer.node("Gemm", [flat, weights, bias], isLast && !layer.relu ? OUTPUT : `${node.id}.sum`, { transB: 1 });
    }
    if (layer.residual !== null) value = writer.node("Add", [value, this.shortcut(layer, outChannels)], `${node.id}.added`);
    if (layer.relu) value = writer.node("Relu", [value], `${node.id}.rectified`);
    this.keep(layer.output, value, isLast);
  }

  /** Option A: every n-th pixel, channels cut off or padded with zeros to those of the layer. */
  private shortcut(layer: FusedMatrix, channels: number): string {
    const { writer } = this;
    const { tensor, stride } = layer.residual!;
    const have = this.shapes.get(tensor)!.channels;
    let value = this.values.get(tensor)!;
    const id = `${layer.node.id}.shortcut`;
    if (stride !== 1 || have > channels) {
      const ends = [Math.min(have, channels), ...[this.shapes.get(tensor)!.height, this.shapes.get(tensor)!.width]];
      value = writer.node("Slice", [value, writer.integers(`${id}.starts`, [0, 0, 0]), writer.integers(`${id}.ends`, ends), writer.integers(`${id}.axes`, [1, 2, 3]), writer.integers(`${id}.steps`, [1, stride, stride])], `${id}.slice`);
    }
    if (have < channels) value = writer.node("Pad", [value, writer.integers(`${id}.pads`, [0, 0, 0, 0, 0, channels - have, 0, 0])], `${id}.pad`);
    return value;
  }

  /** The tensor is done: quantised unless it is the logits. */
  private keep(tensor: string, value: string, isLast: boolean): void {
    if (isLast) {
      this.values.set(tensor, value);
      return;
    }
    const { bits, signed } = this.formats.activations.get(tensor)!;
    this.values.set(tensor, this.numbers.activation(value, { range: this.model.range(tensor, 0, bits), bits, signed }));
  }
}

// A subnet as an ONNX model, layer by layer as the arrays run it (batch norm folded), from pixel values 0 to 255 to logits, in one of the
// number formats; at the bits that the checkpoint was trained for, 8 otherwise.
import { ConfigError, didYouMean } from "../../sim/errors.js";
import type { Checkpoint } from "../checkpoint/index.js";
import { integerKindOf } from "../layers/index.js";
import type { ExportSite, FusedBase } from "../layers/layer-kind.js";
import { IMAGE, inferShapes } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import type { TensorShape } from "../layers/index.js";
import { checkpointModel } from "../checkpoint/checkpoint-model.js";
import type { FloatModel } from "../quant/float-model.js";
import { networkFormats, outputsOf, type NetworkFormats } from "../quant/formats.js";
import { fuseNetwork } from "../quant/fuse.js";
import { ownBits } from "../checkpoint/own-bits.js";
import { EXPORT_FORMATS } from "./formats/index.js";
import type { ExportFormatName, NumberFormat } from "./formats/index.js";
import { readGraph } from "./graph.js";
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
  const numbers = EXPORT_FORMATS[format].numbers(writer, checkpoint.quantisation !== undefined);
  const exporter = new Exporter(checkpoint, chosen, writer, formats, numbers);
  const bytes = exporter.write();
  // What our own reader cannot follow from pixels to scores, no other can run.
  readGraph(bytes, checkpoint.network.name);
  return bytes;
}

/** Every code must fit. */
function requireRoom({ weights, activations }: NetworkFormats, format: ExportFormatName): void {
  const widest = Math.max(...[...weights.values(), ...activations.values()].map(({ bits }) => bits));
  const { mostBits } = EXPORT_FORMATS[format];
  if (widest <= mostBits) return;
  const wider = Object.entries(EXPORT_FORMATS).filter(([, other]) => other.mostBits >= widest).map(([name]) => name);
  throw new ConfigError({
    path: "--format", message: `the network was trained for more bits than ${format} has`, found: `${widest} bits`,
    allowed: `${wider.join(", ")}, or at most ${mostBits} bits`,
  });
}

/** "0.50x", also written 0.5x or 0.5. */
function subnetNamed(subnets: readonly Subnet[], name: string): Subnet {
  const width = Number(name.replace(/x$/, ""));
  const found = subnets.find((subnet) => subnet.name === name) ?? subnets.find((subnet) => subnet.width !== null && subnet.width === width);
  if (found !== undefined) return found;
  const known = subnets.map((subnet) => subnet.name);
  const guess = didYouMean(name, known);
  throw new ConfigError({ path: "--subnet", message: guess
    === undefined ? "no such subnet" : `no such subnet; did you mean ${guess}?`, found: name, allowed: known.join(", ") });
}

class Exporter {
  private readonly spec: NetworkSpec;
  private readonly model: FloatModel;
  private readonly shapes: ReadonlyMap<string, TensorShape>;
  /** ONNX value of every tensor of the network. */
  private readonly values = new Map<string, string>();

  constructor(
    private readonly checkpoint: Checkpoint, private readonly subnet: Subnet, private readonly writer: GraphWriter,
    private readonly formats: NetworkFormats, private readonly numbers: NumberFormat,
  ) {
    this.spec = checkpoint.network;
    this.model = checkpointModel(checkpoint, [subnet]);
    this.shapes = inferShapes(checkpoint.network, subnet);
  }

  write(): Uint8Array {
    const { spec, writer } = this;
    const planes = spec.input.channels - (this.checkpoint.normalisation.insidePlane === undefined ? 0 : 1);
    this.values.set(IMAGE, this.image(planes));
    const layers = fuseNetwork(spec);
    const site = this.site(layers.at(-1)!);
    for (const layer of layers) integerKindOf(layer).exported(layer, site);
    const made = this.values.get(layers.at(-1)!.output)!;
    if (made !== OUTPUT) writer.node("Flatten", [made], OUTPUT, { axis: 1 });
    return writer.finish(`${spec.name}-${this.subnet.name}`, { name: INPUT, shape: [planes, spec.input.height, spec.input.width] }, {
      name: OUTPUT, shape: [spec.classes],
    });
  }

  /** Pixels to real inputs, with the inside plane where the network wants one. */
  private image(planes: number): string {
    const { writer, checkpoint: { normalisation: { zeroPoint, pixelScale, insidePlane } } } = this;
    let pixels = INPUT;
    if (insidePlane !== undefined) {
      const first = writer.node("Slice", [
        INPUT, writer.integers("plane.start", [0]), writer.integers("plane.end", [1]), writer.integers("plane.axis", [1]),
      ], "plane.first");
      const none = writer.node("Mul", [first, writer.floats("plane.none", [0], [])], "plane.zeros");
      const plane = writer.node("Add", [none, writer.floats("plane.pixel", [insidePlane], [])], "plane");
      pixels = writer.node("Concat", [INPUT, plane], `pixels.${planes + 1}`, { axis: 1 });
    }
    const centred = writer.node("Sub", [pixels, writer.floats("zero-point", [zeroPoint], [])], "centred");
    const real = writer.node("Mul", [centred, writer.floats("pixel-scale", [1 / pixelScale], [])], "real");
    return this.numbers.activation(real, { pixelScale, zeroPoint });
  }

  private site(last: FusedBase): ExportSite {
    const { writer, model, numbers, formats, spec, values } = this;
    const quantised = (tensor: string, value: string): string => {
      const { bits, signed } = formats.activations.get(tensor)!;
      return numbers.activation(value, { range: model.range(tensor, 0, bits), bits, signed });
    };
    return {
      writer, model, numbers, scores: OUTPUT,
      value: (tensor) => values.get(tensor)!,
      shape: (tensor) => this.shapes.get(tensor)!,
      weightFormat: (node) => formats.weights.get(node)!,
      outputsOf: (node) => outputsOf(spec, node),
      isLast: (layer) => layer === last,
      made: (layer, value) => { values.set(layer.output, layer === last ? value : quantised(layer.output, value)); },
      passedOn: ({ output }, value) => { values.set(output, value); },
    };
  }
}

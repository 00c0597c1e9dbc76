// Puts an ONNX graph together: constants, nodes and attributes, names given out, and the model message around them.
import { ATTRIBUTE_TYPE, DATA_TYPE } from "./messages.js";
import type { AttributeMessage, ModelMessage, NodeMessage, TensorMessage, ValueInfoMessage } from "./messages.js";
import { encodeModel } from "./wire.js";

/** Operator set 13: the first with a DequantizeLinear per channel. */
const OPSET = 13;
const IR_VERSION = 8;

/** Ints and lists of ints; everything that our graphs need. */
export type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Collects the nodes and constants of a model that is written. */
export class GraphWriter {
  private readonly nodes: NodeMessage[] = [];
  private readonly constants = new Map<string, TensorMessage>();

  /** Adds a node; returns the value it makes, called `output`. */
  node(opType: string, inputs: readonly string[], output: string, attributes: Attributes = {}): string {
    this.nodes.push({ opType, name: output, input: inputs, output: [output], attribute: Object.entries(attributes)
      .map(([name, value]) => attributeOf(name, value)) });
    return output;
  }

  floats(name: string, values: ArrayLike<number>, dims: readonly number[]): string {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (let n = 0; n < values.length; n += 1) view.setFloat32(4 * n, values[n]!, true);
    return this.keep({ name, dims, dataType: DATA_TYPE.float, rawData: bytes });
  }

  integers(name: string, values: readonly number[]): string {
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, n) => view.setBigInt64(8 * n, BigInt(value), true));
    return this.keep({ name, dims: [values.length], dataType: DATA_TYPE.int64, rawData: bytes });
  }

  /** Codes of one byte, signed or not. */
  bytes(name: string, values: ArrayLike<number>, dims: readonly number[], signed: boolean): string {
    return this.keep(
      { name, dims, dataType: signed ? DATA_TYPE.int8 : DATA_TYPE.uint8, rawData: Uint8Array.from(values, (value) => value & 255) }
    );
  }

  /** The model's bytes; shapes without the batch, which stays open. */
  finish(
    name: string, input: { readonly name: string; readonly shape: readonly number[] },
    output: { readonly name: string; readonly shape: readonly number[] },
  ): Uint8Array {
    const model: ModelMessage = {
      irVersion: IR_VERSION, producerName: "pimento", opsetImport: [{ domain: "", version: OPSET }],
      graph: { name, node: this.nodes, initializer: [...this.constants.values()], input: [valueInfo(input)], output: [valueInfo(output)] },
    };
    return encodeModel(model);
  }

  private keep(tensor: TensorMessage & { readonly name: string }): string {
    this.constants.set(tensor.name, tensor);
    return tensor.name;
  }
}

const attributeOf = (name: string, value: number | readonly number[]): AttributeMessage =>
  typeof value === "number" ? { name, type: ATTRIBUTE_TYPE.int, i: value } : { name, type: ATTRIBUTE_TYPE.ints, ints: value };

const valueInfo = ({ name, shape }: { readonly name: string; readonly shape: readonly number[] }): ValueInfoMessage =>
  ({ name, type: {
    tensorType: { elemType: DATA_TYPE.float, shape: { dim: [{ dimParam: "batch" }, ...shape.map((dimValue) => ({ dimValue }))] } },
  } });

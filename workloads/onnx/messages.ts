// The part of ONNX's protobuf schema (onnx.proto, IR version 8) that networks of convolutions need, as plain data: field number, name and
// type. Fields that are not listed are skipped when reading and not written.

export type FieldType = "int" | "float" | "string" | "bytes" | MessageName;

export interface FieldDescriptor {
  readonly name: string;
  readonly type: FieldType;
  readonly repeated?: true;
}

type MessageName = "Model" | "OperatorSet" | "Graph" | "Node" | "Attribute" | "Tensor" | "ValueInfo" | "Type" | "TensorType" | "Shape" | "Dimension";

export const MESSAGES: Readonly<Record<MessageName, Readonly<Record<number, FieldDescriptor>>>> = {
  Model: { 1: { name: "irVersion", type: "int" }, 2: { name: "producerName", type: "string" }, 7: { name: "graph", type: "Graph" }, 8: { name: "opsetImport", type: "OperatorSet", repeated: true } },
  OperatorSet: { 1: { name: "domain", type: "string" }, 2: { name: "version", type: "int" } },
  Graph: {
    1: { name: "node", type: "Node", repeated: true }, 2: { name: "name", type: "string" }, 5: { name: "initializer", type: "Tensor", repeated: true },
    11: { name: "input", type: "ValueInfo", repeated: true }, 12: { name: "output", type: "ValueInfo", repeated: true },
  },
  Node: {
    1: { name: "input", type: "string", repeated: true }, 2: { name: "output", type: "string", repeated: true }, 3: { name: "name", type: "string" },
    4: { name: "opType", type: "string" }, 5: { name: "attribute", type: "Attribute", repeated: true },
  },
  Attribute: {
    1: { name: "name", type: "string" }, 2: { name: "f", type: "float" }, 3: { name: "i", type: "int" }, 4: { name: "s", type: "bytes" }, 5: { name: "t", type: "Tensor" },
    7: { name: "floats", type: "float", repeated: true }, 8: { name: "ints", type: "int", repeated: true }, 20: { name: "type", type: "int" },
  },
  Tensor: {
    1: { name: "dims", type: "int", repeated: true }, 2: { name: "dataType", type: "int" }, 4: { name: "floatData", type: "float", repeated: true },
    5: { name: "int32Data", type: "int", repeated: true }, 7: { name: "int64Data", type: "int", repeated: true }, 8: { name: "name", type: "string" }, 9: { name: "rawData", type: "bytes" }, 14: { name: "dataLocation", type: "int" },
  },
  ValueInfo: { 1: { name: "name", type: "string" }, 2: { name: "type", type: "Type" } },
  Type: { 1: { name: "tensorType", type: "TensorType" } },
  TensorType: { 1: { name: "elemType", type: "int" }, 2: { name: "shape", type: "Shape" } },
  Shape: { 1: { name: "dim", type: "Dimension", repeated: true } },
  Dimension: { 1: { name: "dimValue", type: "int" }, 2: { name: "dimParam", type: "string" } },
};

export interface TensorMessage {
  readonly name?: string;
  readonly dims?: readonly number[];
  readonly dataType?: number;
  readonly floatData?: readonly number[];
  readonly int32Data?: readonly number[];
  readonly int64Data?: readonly number[];
  readonly rawData?: Uint8Array;
  /** 1: the values lie in another file. */
  readonly dataLocation?: number;
}

export interface AttributeMessage {
  readonly name?: string;
  readonly type?: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly t?: TensorMessage;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
}

export interface NodeMessage {
  readonly opType?: string;
  readonly name?: string;
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly attribute?: readonly AttributeMessage[];
}

export interface ValueInfoMessage {
  readonly name?: string;
  readonly type?: { readonly tensorType?: { readonly elemType?: number; readonly shape?: { readonly dim?: readonly { readonly dimValue?: number; readonly dimParam?: string }[] } } };
}

export interface ModelMessage {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly opsetImport?: readonly { readonly domain?: string; readonly version?: number }[];
  readonly graph?: {
    readonly name?: string;
    readonly node?: readonly NodeMessage[];
    readonly initializer?: readonly TensorMessage[];
    readonly input?: readonly ValueInfoMessage[];
    readonly output?: readonly ValueInfoMessage[];
  };
}

/** TensorProto.DataType. */
export const DATA_TYPE = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
/** AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

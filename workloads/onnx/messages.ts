// The part of ONNX's protobuf schema (onnx.proto, IR version 8) that networks of convolutions need, as plain data: field number, name and
// type. Fields that are not listed are skipped when reading and not written.

export type FieldType = "int" | "float" | "double" | "string" | "bytes" | MessageName;

export interface FieldDescriptor {
  readonly name: string;
  readonly type: FieldType;
  readonly repeated?: true;
}

type MessageName = "Model" | "OperatorSet" | "Graph" | "Node" | "Attribute" | "Tensor" | "Entry" | "ValueInfo" | "Type" | "TensorType"
  | "Shape" | "Dimension";

const one = (name: string, type: FieldType): FieldDescriptor => ({ name, type });
const many = (name: string, type: FieldType): FieldDescriptor => ({ name, type, repeated: true });

export const MESSAGES: Readonly<Record<MessageName, Readonly<Record<number, FieldDescriptor>>>> = {
  Model: {
    1: one("irVersion", "int"), 2: one("producerName", "string"), 7: one("graph", "Graph"), 8: many("opsetImport", "OperatorSet"),
  },
  OperatorSet: { 1: one("domain", "string"), 2: one("version", "int") },
  Graph: {
    1: many("node", "Node"), 2: one("name", "string"), 5: many("initializer", "Tensor"),
    11: many("input", "ValueInfo"), 12: many("output", "ValueInfo"),
  },
  Node: {
    1: many("input", "string"), 2: many("output", "string"), 3: one("name", "string"), 4: one("opType", "string"),
    5: many("attribute", "Attribute"), 7: one("domain", "string"),
  },
  Attribute: {
    1: one("name", "string"), 2: one("f", "float"), 3: one("i", "int"), 4: one("s", "bytes"), 5: one("t", "Tensor"),
    7: many("floats", "float"), 8: many("ints", "int"), 20: one("type", "int"),
  },
  Tensor: {
    1: many("dims", "int"), 2: one("dataType", "int"), 4: many("floatData", "float"), 5: many("int32Data", "int"),
    7: many("int64Data", "int"), 8: one("name", "string"), 9: one("rawData", "bytes"), 10: many("doubleData", "double"),
    11: many("uint64Data", "int"),
    13: many("externalData", "Entry"), 14: one("dataLocation", "int"),
  },
  Entry: { 1: one("key", "string"), 2: one("value", "string") },
  ValueInfo: { 1: one("name", "string"), 2: one("type", "Type") },
  Type: { 1: one("tensorType", "TensorType") },
  TensorType: { 1: one("elemType", "int"), 2: one("shape", "Shape") },
  Shape: { 1: many("dim", "Dimension") },
  Dimension: { 1: one("dimValue", "int"), 2: one("dimParam", "string") },
};

export interface TensorMessage {
  readonly name?: string;
  readonly dims?: readonly number[];
  readonly dataType?: number;
  readonly floatData?: readonly number[];
  /** Also half precision (its bits), booleans and all integers of up to 32 bits. */
  readonly int32Data?: readonly number[];
  readonly int64Data?: readonly number[];
  readonly doubleData?: readonly number[];
  readonly uint64Data?: readonly number[];
  readonly rawData?: Uint8Array;
  /** 1: the values lie in another file, which `externalData` names. */
  readonly dataLocation?: number;
  readonly externalData?: readonly { readonly key?: string; readonly value?: string }[];
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
  readonly domain?: string;
  readonly name?: string;
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly attribute?: readonly AttributeMessage[];
}

interface DimensionMessage {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

export interface ValueInfoMessage {
  readonly name?: string;
  readonly type?: { readonly tensorType?: { readonly elemType?: number; readonly shape?: { readonly dim?: readonly DimensionMessage[] } } };
}

export interface GraphMessage {
  readonly name?: string;
  readonly node?: readonly NodeMessage[];
  readonly initializer?: readonly TensorMessage[];
  readonly input?: readonly ValueInfoMessage[];
  readonly output?: readonly ValueInfoMessage[];
}

export interface ModelMessage {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly opsetImport?: readonly { readonly domain?: string; readonly version?: number }[];
  readonly graph?: GraphMessage;
}

/** TensorProto.DataType. */
export const DATA_TYPE = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
/** AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

// The numbers of an ONNX tensor, whatever their type and wherever they lie: in one of the message's fields, as raw bytes, or in a file
// beside the model. A constant is decoded when somebody asks for it, so its problems are told together with who asked.
import { externalBytes, type SideFile } from "./external-data.js";
import type { TensorMessage } from "./messages.js";

export interface Constant {
  readonly name: string;
  readonly dims: readonly number[];
  /** Row-major. 64-bit integers are doubles: exact up to 2^53, near enough for "to the end". */
  readonly values: Float32Array | Float64Array;
  readonly isInteger: boolean;
}

/** How an error is made: message, found, allowed. */
export type Refuse = (message: string, found: string, allowed: string) => Error;

interface NumberType {
  readonly name: string;
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  /** The field of a tensor without raw bytes. */
  readonly field: "floatData" | "int32Data" | "int64Data" | "doubleData" | "uint64Data";
  /** Numbers of that field that are bits to be read as this type. */
  readonly areBits?: true;
  readonly isInteger: boolean;
}

/** bfloat16 is the upper half of a float32. */
function bfloat16(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}

/** IEEE 754 half precision: 1 sign, 5 exponent and 10 fraction bits. */
function float16(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

const integer = (name: string, bytes: number, read: NumberType["read"], field: NumberType["field"] = "int32Data"): NumberType =>
  ({ name, bytes, read, field, isInteger: true });

/** 16 bits that stand for a number. */
const half = (name: string, number: (bits: number) => number): NumberType =>
  ({ name, bytes: 2, read: (view, at) => number(view.getUint16(at, true)), field: "int32Data", areBits: true, isInteger: false });

/** By TensorProto.DataType. Little-endian. */
const NUMBER_TYPES: Readonly<Record<number, NumberType>> = {
  1: { name: "float32", bytes: 4, read: (view, at) => view.getFloat32(at, true), field: "floatData", isInteger: false },
  2: integer("uint8", 1, (view, at) => view.getUint8(at)),
  3: integer("int8", 1, (view, at) => view.getInt8(at)),
  4: integer("uint16", 2, (view, at) => view.getUint16(at, true)),
  5: integer("int16", 2, (view, at) => view.getInt16(at, true)),
  6: integer("int32", 4, (view, at) => view.getInt32(at, true)),
  7: integer("int64", 8, (view, at) => Number(view.getBigInt64(at, true)), "int64Data"),
  9: integer("bool", 1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)),
  10: half("float16", float16),
  11: { name: "float64", bytes: 8, read: (view, at) => view.getFloat64(at, true), field: "doubleData", isInteger: false },
  12: integer("uint32", 4, (view, at) => view.getUint32(at, true), "uint64Data"),
  13: integer("uint64", 8, (view, at) => Number(view.getBigUint64(at, true)), "uint64Data"),
  16: half("bfloat16", bfloat16),
};

/** Types that exist and are not read, so that an error can name them. */
const OTHER_TYPES: Readonly<Record<number, string>> = {
  0: "no type", 8: "string", 14: "complex64", 15: "complex128", 17: "float8e4m3fn", 18: "float8e4m3fnuz", 19: "float8e5m2",
  20: "float8e5m2fnuz", 21: "uint4", 22: "int4", 23: "float4e2m1",
};

/** A tensor type by its name in the format. */
export const typeName = (dataType: number): string => NUMBER_TYPES[dataType]?.name ?? OTHER_TYPES[dataType] ?? `data type ${dataType}`;

/** Is it a number type without a fraction? */
export const isIntegerType = (dataType: number): boolean => NUMBER_TYPES[dataType]?.isInteger ?? false;

/** TensorProto.DataLocation. */
const EXTERNAL = 1;

/** Values of a tensor of such dimensions. */
export const elementCount = (dims: readonly number[]): number => dims.reduce((product, dim) => product * dim, 1);

/**
 * @param name of the value, for errors: a Constant's tensor often has none of its own
 * @throws what `refuse` makes, for a type that is not read, or another number of values than the shape has
 */
export function decodeTensor(tensor: TensorMessage, name: string, sideFile: SideFile, refuse: Refuse): Constant {
  const { dims = [], dataType = 0 } = tensor;
  const type = NUMBER_TYPES[dataType];
  if (type === undefined) {
    const allowed = Object.values(NUMBER_TYPES).map((known) => known.name).join(", ");
    throw refuse(`constant ${name} has a type that is not read`, typeName(dataType), allowed);
  }
  const count = elementCount(dims);
  if (!dims.every((dim) => dim >= 0) || !Number.isSafeInteger(count * type.bytes)) {
    throw refuse(`constant ${name} has a shape that no tensor has`, dims.join(" x "), "sizes of 0 and more");
  }
  const values = tensor.dataLocation === EXTERNAL
    ? fromBytes(externalBytes(tensor, name, count * type.bytes, sideFile, refuse), type)
    : ownValues(tensor, type);
  if (values.length !== count) {
    const allowed = dims.length === 0 ? "1, a single value" : `${count} = ${dims.join(" x ")}`;
    throw refuse(`constant ${name} has another number of values than its shape`, String(values.length), allowed);
  }
  return { name, dims, values, isInteger: type.isInteger };
}

function ownValues(tensor: TensorMessage, type: NumberType): Float32Array | Float64Array {
  if (tensor.rawData !== undefined) return fromBytes(tensor.rawData, type);
  const numbers = tensor[type.field] ?? [];
  if (type.areBits === undefined) return numbersOf(type, numbers.length, (n) => numbers[n]!);
  const view = new DataView(new ArrayBuffer(type.bytes));
  return numbersOf(type, numbers.length, (n) => {
    view.setUint16(0, numbers[n]!, true);
    return type.read(view, 0);
  });
}

/** A part of a number at the end counts as one more, so that the sizes do not fit. */
function fromBytes(bytes: Uint8Array, type: NumberType): Float32Array | Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = Math.floor(bytes.length / type.bytes);
  return numbersOf(type, Math.ceil(bytes.length / type.bytes), (n) => (n < whole ? type.read(view, n * type.bytes) : 0));
}

function numbersOf(type: NumberType, length: number, at: (n: number) => number): Float32Array | Float64Array {
  const isDouble = type.isInteger || type.name === "float64";
  const values = isDouble ? new Float64Array(length) : new Float32Array(length);
  for (let n = 0; n < length; n += 1) values[n] = at(n);
  return values;
}

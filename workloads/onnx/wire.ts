// Messages to and from protobuf bytes by their descriptors, on protobufjs's reader and writer. Nothing is generated or evaluated.
import protobuf from "protobufjs/minimal.js";
import { ConfigError } from "../../sim/errors.js";
import { MESSAGES } from "./messages.js";
import type { FieldDescriptor, FieldType, ModelMessage } from "./messages.js";

type Reader = protobuf.Reader;
type Writer = protobuf.Writer;
type Value = number | string | Uint8Array | Message;
type Message = { [field: string]: Value | Value[] };
type MessageName = keyof typeof MESSAGES;
type ScalarType = Exclude<FieldType, MessageName>;

/** Wire types: variable-length number, 8 bytes, length and bytes, 4 bytes. */
const WIRE = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

const WIRE_OF: Readonly<Partial<Record<FieldType, number>>> = { int: WIRE.varint, float: WIRE.fixed32, double: WIRE.fixed64 };

/** Texts, bytes and messages are a length and their bytes. */
const wireOf = (type: FieldType): number => WIRE_OF[type] ?? WIRE.delimited;

/**
 * The whole model, or nothing: a field that ends elsewhere than it says, or is of another wire type, is an error.
 * @throws ConfigError when the bytes are not an ONNX model
 */
export function decodeModel(bytes: Uint8Array, file: string): ModelMessage {
  const problem = (found: string): ConfigError =>
    new ConfigError({ path: file, message: "is not an ONNX model", found, allowed: "a model as written by an ONNX exporter" });
  let model: ModelMessage;
  try {
    // A copy: the reader wants a plain Uint8Array of this realm.
    model = readMessage(protobuf.Reader.create(new Uint8Array(bytes)), bytes.length, "Model");
  } catch (error) {
    throw problem((error as Error).message);
  }
  if (model.graph?.node === undefined || model.graph.node.length === 0) throw problem("no graph, or one without nodes");
  return model;
}

/** A model as the bytes of its file. */
export const encodeModel = (model: ModelMessage): Uint8Array => writeMessage(protobuf.Writer.create(), model as Message, "Model").finish();

function readMessage(reader: Reader, end: number, name: MessageName): Message {
  const message: Message = {};
  while (reader.pos < end) {
    const tag = reader.uint32();
    const [field, wire] = [MESSAGES[name][tag >>> 3], tag & 7];
    if (field === undefined) reader.skipType(wire);
    else readField(reader, wire, field, message);
  }
  requireEnd(reader, end, name);
  return message;
}

function requireEnd({ pos }: Reader, end: number, name: string): void {
  if (pos !== end) throw new RangeError(`a field that ends ${pos - end} bytes behind its ${name}`);
}

function readField(reader: Reader, wire: number, field: FieldDescriptor, message: Message): void {
  const isPacked = field.repeated === true && wire === WIRE.delimited && wireOf(field.type) !== wire;
  if (!isPacked && wire !== wireOf(field.type)) throw new RangeError(`wire type ${wire} for ${field.name}`);
  if (field.repeated !== true) {
    message[field.name] = readValue(reader, field.type);
    return;
  }
  const list = (message[field.name] ??= []) as Value[];
  if (!isPacked) {
    list.push(readValue(reader, field.type));
    return;
  }
  const end = reader.uint32() + reader.pos;
  while (reader.pos < end) list.push(readValue(reader, field.type));
  requireEnd(reader, end, field.name);
}

/** Numbers, texts and bytes; every other type is a message. */
const READ: Readonly<Record<ScalarType, (reader: Reader) => Value>> = {
  int: (reader) => integer(reader.int64() as unknown as Integer64),
  float: (reader) => reader.float(),
  double: (reader) => reader.double(),
  string: (reader) => reader.string(),
  bytes: (reader) => reader.bytes(),
};

const WRITE: Readonly<Record<ScalarType, (writer: Writer, value: Value) => void>> = {
  int: (writer, value) => writer.int64(value as number),
  float: (writer, value) => writer.float(value as number),
  double: (writer, value) => writer.double(value as number),
  string: (writer, value) => writer.string(value as string),
  bytes: (writer, value) => writer.bytes(value as Uint8Array),
};

const isScalar = (type: FieldType): type is ScalarType => Object.hasOwn(READ, type);

/** 64-bit integers come as objects; sizes and indices fit a double, and "to the end" need not be exact. */
type Integer64 = number | { toNumber(): number };

const integer = (value: Integer64): number => (typeof value === "number" ? value : value.toNumber());

function readValue(reader: Reader, type: FieldType): Value {
  if (isScalar(type)) return READ[type](reader);
  const length = reader.uint32();
  return readMessage(reader, reader.pos + length, type);
}

function writeMessage(writer: Writer, message: Message, name: MessageName): Writer {
  for (const [number, field] of Object.entries(MESSAGES[name])) {
    const value = message[field.name];
    if (value === undefined) continue;
    const tag = ((Number(number) << 3) | wireOf(field.type)) >>> 0;
    for (const one of field.repeated === true ? (value as Value[]) : [value as Value]) writeValue(writer.uint32(tag), one, field.type);
  }
  return writer;
}

function writeValue(writer: Writer, value: Value, type: FieldType): void {
  if (isScalar(type)) WRITE[type](writer, value);
  else writeMessage(writer.fork(), value as Message, type).ldelim();
}

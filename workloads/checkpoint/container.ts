// The file layout that checkpoints and training states share (in the manner of safetensors): 8-byte little-endian header length,
// JSON header, then the tensors in the header's order: raw little-endian float32, or scales (float64) and codes (int8). The header's
// contentHash is the SHA-256 of the header without it and of the tensors' bytes.
import { ConfigError } from "../../sim/errors.js";
import { sha256 } from "./sha256.js";

const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;
const SCALE_BYTES = 8;
const MAX_HEADER_BYTES = 64 * 1024 * 1024;
export const CONTAINER_VERSION = 1;

/** A tensor as codes: value = float32(scale x code), one scale for each of equally long rows. */
export interface CodedTensor {
  readonly codes: Int8Array;
  readonly scales: Float64Array;
}

export type StoredTensor = Float32Array | CodedTensor;

/** What the header says of a tensor. */
interface TensorEntry {
  readonly name: string;
  readonly length: number;
  /** Number of scales of a coded tensor; absent where it is float32. */
  readonly scales?: number;
}

export interface Container {
  readonly header: Record<string, unknown>;
  readonly tensors: ReadonlyMap<string, Float32Array>;
  readonly contentHash: string;
}

/** `magic` says what the file is; `fields` are the header's own. */
export function encodeContainer(
  magic: string, fields: Record<string, unknown>, tensors: readonly (readonly [string, StoredTensor])[],
): Uint8Array {
  const list = tensors.map(([name, stored]): TensorEntry =>
    (isCoded(stored) ? { name, length: stored.codes.length, scales: stored.scales.length } : { name, length: stored.length }));
  const header = { magic, version: CONTAINER_VERSION, ...fields, tensors: list };
  const data = littleEndian(tensors.map(([, stored]) => stored));
  const contentHash = hashOf(header, data);
  const text = new TextEncoder().encode(JSON.stringify({ ...header, contentHash }));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, LENGTH_BYTES);
  bytes.set(data, LENGTH_BYTES + text.length);
  return bytes;
}

/**
 * Reads a container made by encodeContainer.
 * @param file named in errors
 * @throws ConfigError when it is truncated, of another kind or version, or its content does not match its hash
 */
export function decodeContainer(bytes: Uint8Array, file: string, magic: string): Container {
  const fail = (message: string, found: string, allowed: string): never => {
    throw new ConfigError({ path: file, message, found, allowed });
  };
  if (bytes.length < LENGTH_BYTES) fail("is truncated: no header length", `${bytes.length} bytes`, `at least ${LENGTH_BYTES}`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES) fail(`is not a ${magic}: impossible header length`, `${length} bytes`, `at most ${MAX_HEADER_BYTES}`);
  const start = LENGTH_BYTES + length;
  if (bytes.length < start) fail("is truncated inside its header", `${bytes.length} bytes`, `at least ${start}`);
  const parsed = parseHeader(bytes.subarray(LENGTH_BYTES, start))
    ?? fail(`is not a ${magic}: its header is not a JSON object`, "other bytes", "a file made by this project");
  if (parsed["magic"] !== magic) fail("is another kind of file", String(parsed["magic"]), magic);
  if (parsed["version"] !== CONTAINER_VERSION) fail("has an unknown version", String(parsed["version"]), String(CONTAINER_VERSION));
  const list = tensorList(parsed["tensors"]) ?? fail("has no list of tensors", "other header", "name and length of every tensor");
  const dataBytes = list.reduce((sum, tensor) => sum + bytesOf(tensor), 0);
  if (bytes.length !== start + dataBytes) fail(
    bytes.length < start + dataBytes ? "is truncated inside its tensors" : "has bytes behind its tensors", `${bytes.length} bytes`,
    `${start + dataBytes} bytes`
  );
  const data = bytes.slice(start);
  const { contentHash, ...header } = parsed;
  const actual = hashOf(header, data);
  if (contentHash !== actual) fail("is damaged: its content does not match its hash", actual, String(contentHash));
  return { header, tensors: splitTensors(list, data), contentHash: actual };
}

const hashOf = (header: Record<string, unknown>, data: Uint8Array): string =>
  sha256(new TextEncoder().encode(JSON.stringify(header)), data);

const isCoded = (stored: StoredTensor): stored is CodedTensor => "codes" in stored;

const bytesOf = ({ length, scales }: TensorEntry): number => (scales === undefined ? FLOAT_BYTES * length : SCALE_BYTES * scales + length);

function littleEndian(tensors: readonly StoredTensor[]): Uint8Array {
  const sizes = tensors.map(
    (stored) => (isCoded(stored) ? SCALE_BYTES * stored.scales.length + stored.codes.length : FLOAT_BYTES * stored.length)
  );
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  tensors.forEach((stored, n) => {
    if (isCoded(stored)) {
      stored.scales.forEach((scale, row) => view.setFloat64(at + SCALE_BYTES * row, scale, true));
      bytes.set(new Uint8Array(stored.codes.buffer, stored.codes.byteOffset, stored.codes.length), at + SCALE_BYTES * stored.scales.length);
    } else stored.forEach((value, index) => view.setFloat32(at + FLOAT_BYTES * index, value, true));
    at += sizes[n]!;
  });
  return bytes;
}

function splitTensors(list: readonly TensorEntry[], data: Uint8Array): Map<string, Float32Array> {
  const tensors = new Map<string, Float32Array>();
  let at = 0;
  for (const entry of list) {
    const view = new DataView(data.buffer, data.byteOffset + at, bytesOf(entry));
    tensors.set(entry.name, valuesOf(entry, view));
    at += bytesOf(entry);
  }
  return tensors;
}

function valuesOf({ length, scales }: TensorEntry, view: DataView): Float32Array {
  if (scales === undefined) return Float32Array.from({ length }, (_, n) => view.getFloat32(FLOAT_BYTES * n, true));
  const row = length / scales;
  return Float32Array.from(
    { length }, (_, n) => view.getInt8(SCALE_BYTES * scales + n) * view.getFloat64(SCALE_BYTES * Math.floor(n / row), true)
  );
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    // It is written again for its hash, which ends where it is nested deeper than the stack.
    JSON.stringify(value);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function tensorList(value: unknown): TensorEntry[] | null {
  if (!Array.isArray(value)) return null;
  const valid = value.every((item: unknown) => {
    if (typeof item !== "object" || item === null) return false;
    const { name, length, scales } = item as Record<string, unknown>;
    return typeof name === "string" && isCount(length)
      && (scales === undefined || (isCount(scales) && scales > 0 && length % scales === 0));
  });
  return valid ? (value as TensorEntry[]) : null;
}

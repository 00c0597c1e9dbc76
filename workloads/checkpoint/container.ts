// The file layout that checkpoints and training states share (in the manner of safetensors): 8-byte little-endian header length,
// JSON header, then the tensors as raw little-endian float32, in the header's order. The header's contentHash is the SHA-256 of
// the header without it and of the tensors' bytes.
import { ConfigError } from "../../sim/errors.js";
import { sha256 } from "./sha256.js";

const LENGTH_BYTES = 8;
const MAX_HEADER_BYTES = 64 * 1024 * 1024;
export const CONTAINER_VERSION = 1;

export interface ContainerTensor {
  readonly name: string;
  readonly length: number;
}

export interface Container {
  readonly header: Record<string, unknown>;
  readonly tensors: ReadonlyMap<string, Float32Array>;
  readonly contentHash: string;
}

/** `magic` says what the file is; `fields` are the header's own. */
export function encodeContainer(magic: string, fields: Record<string, unknown>, tensors: readonly (readonly [string, Float32Array])[]): Uint8Array {
  const list: ContainerTensor[] = tensors.map(([name, values]) => ({ name, length: values.length }));
  const header = { magic, version: CONTAINER_VERSION, ...fields, tensors: list };
  const data = littleEndian(tensors.map(([, values]) => values));
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
  const parsed = parseHeader(bytes.subarray(LENGTH_BYTES, start)) ?? fail(`is not a ${magic}: its header is not a JSON object`, "other bytes", "a file made by this project");
  if (parsed["magic"] !== magic) fail("is another kind of file", String(parsed["magic"]), magic);
  if (parsed["version"] !== CONTAINER_VERSION) fail("has an unknown version", String(parsed["version"]), String(CONTAINER_VERSION));
  const list = tensorList(parsed["tensors"]) ?? fail("has no list of tensors", "other header", "name and length of every tensor");
  const dataBytes = 4 * list.reduce((sum, tensor) => sum + tensor.length, 0);
  if (bytes.length !== start + dataBytes) fail(bytes.length < start + dataBytes ? "is truncated inside its tensors" : "has bytes behind its tensors", `${bytes.length} bytes`, `${start + dataBytes} bytes`);
  const data = bytes.slice(start);
  const { contentHash, ...header } = parsed;
  const actual = hashOf(header, data);
  if (contentHash !== actual) fail("is damaged: its content does not match its hash", actual, String(contentHash));
  return { header, tensors: splitTensors(list, data), contentHash: actual };
}

const hashOf = (header: Record<string, unknown>, data: Uint8Array): string => sha256(new TextEncoder().encode(JSON.stringify(header)), data);

function littleEndian(tensors: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(4 * tensors.reduce((sum, values) => sum + values.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const values of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

function splitTensors(list: readonly ContainerTensor[], data: Uint8Array): Map<string, Float32Array> {
  const view = new DataView(data.buffer, data.byteOffset);
  const tensors = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, length } of list) {
    tensors.set(name, Float32Array.from({ length }, (_, n) => view.getFloat32(at + 4 * n, true)));
    at += 4 * length;
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function tensorList(value: unknown): ContainerTensor[] | null {
  if (!Array.isArray(value)) return null;
  const valid = value.every((item: unknown) => {
    if (typeof item !== "object" || item === null) return false;
    const { name, length } = item as Record<string, unknown>;
    return typeof name === "string" && Number.isSafeInteger(length) && (length as number) >= 0;
  });
  return valid ? (value as ContainerTensor[]) : null;
}

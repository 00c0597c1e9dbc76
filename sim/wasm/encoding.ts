// Binary encodings shared by every part of a WebAssembly module: LEB128 integers, IEEE floats, names, sized sections.

/** A piece of instruction bytes. Operands come before their operator, so pieces compose by concatenation. */
export type Code = readonly number[];

export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

export const VALUE_TYPES: Record<ValueType, number> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/**
 * The pieces one after the other. Loops, because `flat` and spreads made up half of the time in which a training's kernels are assembled.
 */
export function joined(...pieces: readonly Code[]): number[] {
  const bytes: number[] = [];
  for (const piece of pieces) for (const byte of piece) bytes.push(byte);
  return bytes;
}

/** Unsigned LEB128 of a non-negative integer below 2^32. */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128; a number must be a safe integer. */
export function signedLeb(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    const done = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
    bytes.push(done ? low : low + 128);
    if (done) return bytes;
  }
}

/** Four bytes, little-endian as WebAssembly wants them and every machine it runs on has them. */
export function float32Bytes(value: number): number[] {
  return [...new Uint8Array(new Float32Array([value]).buffer)];
}

/** Eight bytes, little-endian. */
export function float64Bytes(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)];
}

/** Length-prefixed UTF-8 (module names are ASCII here). */
export function nameBytes(name: string): number[] {
  return [...unsignedLeb(name.length), ...[...name].map((c) => c.charCodeAt(0))];
}

/** A vector: count, then the items one after the other. */
export function vector(items: readonly Code[]): number[] {
  return joined(unsignedLeb(items.length), ...items);
}

/** A module section: id, size in bytes, content. */
export function section(id: number, content: Code): number[] {
  return joined([id], unsignedLeb(content.length), content);
}

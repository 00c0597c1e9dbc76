// Real files with something wrong here and there: bytes changed, pieces left out, doubled, moved or put in.
import fc from "fast-check";

export interface ByteEdit {
  readonly at: number;
  readonly kind: "set" | "remove" | "repeat" | "insert";
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** @param at place in the file, as a share of it */
const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom("set", "remove", "repeat", "insert"),
  length: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4096 })),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }),
});

export const byteEdits = fc.array(byteEdit, { minLength: 0, maxLength: 4 });

export const edited = (source: Uint8Array, edits: readonly ByteEdit[]): Uint8Array => edits.reduce(applied, source);

function applied(source: Uint8Array, { at, kind, length, bytes }: ByteEdit): Uint8Array {
  const start = Math.floor(at * source.length);
  const end = Math.min(source.length, start + length);
  const [before, piece, after] = [source.subarray(0, start), source.subarray(start, end), source.subarray(end)];
  if (kind === "remove") return joined(before, after);
  if (kind === "repeat") return joined(before, piece, piece, after);
  if (kind === "insert") return joined(before, bytes, piece, after);
  return joined(before, bytes, source.subarray(Math.min(source.length, start + bytes.length)));
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** What stands in the place of a value of plain data. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    "x",
    "__proto__",
    "a\u0000",
    "[2pt]",
    "=1",
    -1,
    0,
    0.5,
    1e308,
    2 ** 53,
    65_536,
    [],
    {},
    [[]],
    "1.00x",
  ),
  fc.integer(),
  fc.double(),
  fc.string(),
);

/** Plain data with one of its members, at any depth, replaced, left out or doubled. @param choice decides which */
export function withOddMember(value: unknown, choice: readonly number[], odd: unknown, kind: "replace" | "remove" | "double"): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0 || choice.length === 0) return odd;
  const keys = Object.keys(value);
  const key = keys[choice[0]! % keys.length]!;
  const inner = (value as Record<string, unknown>)[key];
  const isHere = choice.length === 1 || typeof inner !== "object" || inner === null;
  if (Array.isArray(value)) {
    const index = Number(key);
    const list: unknown[] = [...(value as unknown[])];
    list.splice(index, 1, ...(isHere ? hereInstead(inner, odd, kind) : [withOddMember(inner, choice.slice(1), odd, kind)]));
    return list;
  }
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  if (!isHere) return { ...rest, [key]: withOddMember(inner, choice.slice(1), odd, kind) };
  if (kind === "remove") return rest;
  return kind === "replace" ? { ...rest, [key]: odd } : { ...rest, [key]: inner, [`${key}2`]: inner };
}

const hereInstead = (inner: unknown, odd: unknown, kind: "replace" | "remove" | "double"): unknown[] =>
  kind === "replace" ? [odd] : kind === "remove" ? [] : [inner, inner];

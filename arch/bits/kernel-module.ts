// Emits the WASM kernels of the bit planes: pack values into planes, and AND-popcount-accumulate rows.
// One call handles all passes of one sub-array for one window, because calls cost more than the bits.
import {
  advance, call, choose, get, i32, i64, lane, load, loop, ModuleBuilder, op, repeat, sequence, set, store, tee, v128, branchIf, ifElse,
  type Code, type FunctionBuilder, type Local,
} from "../../sim/wasm/index.js";

const VECTOR_BYTES = 16;
/** Vectors whose byte-wise counts can be added before a byte overflows in the weighted sum of 8 planes (4 x 8 x 2 x 255 < 2^15). */
const BLOCK_VECTORS = 4;
const GROUP_PLANES = 8;

const sumLanes32 = (v: Local): Code =>
  op("i32.add",
    op("i32.add", lane("i32x4.extract_lane", 0, get(v)), lane("i32x4.extract_lane", 1, get(v))),
    op("i32.add", lane("i32x4.extract_lane", 2, get(v)), lane("i32x4.extract_lane", 3, get(v))));

/** Horizontal sum of eight signed 16-bit lanes. */
const sumLanes16 = (v: Local, scratch: Local): Code =>
  sequence(set(scratch, op("i32x4.extadd_pairwise_i16x8_s", get(v))), sumLanes32(scratch));

const times = (a: Code, b: Code): Code => op("i32.mul", a, b);
const plus = (a: Code, b: Code): Code => op("i32.add", a, b);
const minimum = (a: Code, b: Code): Code => choose("i32", op("i32.lt_s", a, b), a, b);

/**
 * block(weights, inputs, stride, vectors, planes, negateLast, onesAt): sum over the planes n < 8 of 2^n bitcount(AND)
 * for at most 4 vectors, in 16-bit lanes; the unweighted count of ones is added to memory at `onesAt`.
 */
function blockBody(f: FunctionBuilder): Code {
  const [
    weights, inputs, stride, vectors, planes, negateLast, onesAt,
  ] = [0, 1, 2, 3, 4, 5, 6].map((n) => f.parameter(n)) as [Local, Local, Local, Local, Local, Local, Local];
  const [weighted, ones, counts, scratch] = f.localArray("v128", 4) as [Local, Local, Local, Local];
  const [n, v, w, x] = f.localArray("i32", 4) as [Local, Local, Local, Local];
  const countVector = set(
    counts, op("i8x16.add", get(counts), op("i8x16.popcnt", op("v128.and", load("v128.load", get(w)), load("v128.load", get(x)))))
  );
  const signed = op("i32.and", get(negateLast), op("i32.eq", get(n), op("i32.sub", get(planes), i32(1))));
  return sequence(
    set(weighted, v128()),
    set(ones, v128()),
    repeat(n, get(planes),
      set(counts, v128()),
      set(w, get(weights)),
      set(x, plus(get(inputs), times(get(n), get(stride)))),
      repeat(v, get(vectors), countVector, advance(w, VECTOR_BYTES), advance(x, VECTOR_BYTES)),
      set(scratch, op("i16x8.extadd_pairwise_i8x16_u", get(counts))),
      set(ones, op("i16x8.add", get(ones), get(scratch))),
      set(scratch, op("i16x8.shl", get(scratch), get(n))),
      ifElse(signed,
        set(weighted, op("i16x8.sub", get(weighted), get(scratch))),
        set(weighted, op("i16x8.add", get(weighted), get(scratch))))),
    store("i32.store", get(onesAt), plus(load("i32.load", get(onesAt)), sumLanes16(ones, scratch))),
    sumLanes16(weighted, scratch),
  );
}

/**
 * andAccumulate(weights, inputs, stride, vectors, channels, M, N, weightSigned, inputSigned, out, onesAt):
 * out[c] (f64) = sum over m < M, n < N of +-2^(m+n) bitcount(AND(weights[c M + m], inputs[n])).
 */
function accumulateBody(f: FunctionBuilder, block: FunctionBuilder): Code {
  const p = Array.from({ length: 11 }, (_, n) => f.parameter(n));
  const [
    weights, inputs, stride, vectors, channels, weightBits, inputBits, weightSigned, inputSigned, out, onesAt,
  ] = p as [Local, Local, Local, Local, Local, Local, Local, Local, Local, Local, Local];
  const [c, m, n, v, row, partial, planes] = f.localArray("i32", 7) as [Local, Local, Local, Local, Local, Local, Local];
  const sum = f.local("i64");
  const blockCall = (): Code => call(block,
    plus(get(row), times(get(v), i32(VECTOR_BYTES))),
    plus(plus(get(inputs), times(get(n), get(stride))), times(get(v), i32(VECTOR_BYTES))),
    get(stride),
    minimum(op("i32.sub", get(vectors), get(v)), i32(BLOCK_VECTORS)),
    get(planes),
    op("i32.and", get(inputSigned), op("i32.eq", plus(get(n), get(planes)), get(inputBits))),
    get(onesAt));
  const vectorBlocks = sequence(
    set(partial, i32(0)),
    set(v, i32(0)),
    loop(
      set(partial, plus(get(partial), blockCall())),
      branchIf(0, op("i32.lt_s", tee(v, plus(get(v), i32(BLOCK_VECTORS))), get(vectors)))),
  );
  const term = op("i64.shl", op("i64.extend_i32_s", get(partial)), op("i64.extend_i32_u", plus(get(m), get(n))));
  const negative = op("i32.and", get(weightSigned), op("i32.eq", get(m), op("i32.sub", get(weightBits), i32(1))));
  const planeGroups = sequence(
    set(n, i32(0)),
    loop(
      set(planes, minimum(op("i32.sub", get(inputBits), get(n)), i32(GROUP_PLANES))),
      vectorBlocks,
      ifElse(negative, set(sum, op("i64.sub", get(sum), term)), set(sum, op("i64.add", get(sum), term))),
      branchIf(0, op("i32.lt_s", tee(n, plus(get(n), i32(GROUP_PLANES))), get(inputBits)))),
  );
  return sequence(
    set(row, get(weights)),
    repeat(c, get(channels),
      set(sum, i64(0)),
      repeat(m, get(weightBits), planeGroups, advance(row, get(stride))),
      store("f64.store", get(out), op("f64.convert_i64_s", get(sum))),
      advance(out, 8)),
  );
}

/**
 * packPlanes(values, rows, stride, bytes, planes) -> ones: `values` are 8 x bytes 16-bit words; bit n of word e goes to bit e of row n.
 */
function packBody(f: FunctionBuilder): Code {
  const [values, rows, stride, bytes, planes] = [0, 1, 2, 3, 4].map((n) => f.parameter(n)) as [Local, Local, Local, Local, Local];
  const [b, n, mask, ones] = f.localArray("i32", 4) as [Local, Local, Local, Local];
  const words = f.local("v128");
  return sequence(
    repeat(b, get(bytes),
      set(words, load("v128.load", plus(get(values), times(get(b), i32(VECTOR_BYTES))))),
      repeat(n, get(planes),
        set(mask, op("i16x8.bitmask", op("i16x8.shl", get(words), op("i32.sub", i32(15), get(n))))),
        set(ones, plus(get(ones), op("i32.popcnt", get(mask)))),
        store("i32.store8", plus(plus(get(rows), times(get(n), get(stride))), get(b)), get(mask)))),
    get(ones),
  );
}

export type BitKernelName = "block" | "andAccumulate" | "packPlanes";

/** Bytes of the module; its memory is imported and must have at least `pages` pages. */
export function bitKernelModule(pages: number): Uint8Array<ArrayBuffer> {
  const builder = new ModuleBuilder({ initialPages: pages });
  const words = (count: number): "i32"[] => new Array<"i32">(count).fill("i32");
  const block = builder.add("block", words(7), "i32", blockBody);
  builder.add("andAccumulate", words(11), null, (f) => accumulateBody(f, block));
  builder.add("packPlanes", words(5), "i32", packBody);
  return builder.toBytes();
}

// Opcode tables of the WebAssembly instructions that the assembler knows, straight from the core specification
// (WebAssembly 2.0 with fixed-width SIMD). Leaves out reference types, tables, exceptions, atomics and relaxed SIMD.

/** Instructions without immediates: name -> encoded bytes. */
export const PLAIN_OPCODES = {
  unreachable: [0x00],
  return: [0x0f],
  drop: [0x1a],
  select: [0x1b],
  "i32.eqz": [0x45], "i32.eq": [0x46], "i32.ne": [0x47], "i32.lt_s": [0x48], "i32.lt_u": [0x49], "i32.gt_s": [0x4a],
  "i32.gt_u": [0x4b], "i32.le_s": [0x4c], "i32.le_u": [0x4d], "i32.ge_s": [0x4e], "i32.ge_u": [0x4f],
  "i64.eqz": [0x50], "i64.eq": [0x51], "i64.ne": [0x52], "i64.lt_s": [0x53], "i64.lt_u": [0x54],
  "f32.eq": [0x5b], "f32.ne": [0x5c], "f32.lt": [0x5d], "f32.gt": [0x5e], "f32.le": [0x5f], "f32.ge": [0x60],
  "i32.clz": [0x67], "i32.ctz": [0x68], "i32.popcnt": [0x69], "i32.add": [0x6a], "i32.sub": [0x6b], "i32.mul": [0x6c],
  "i32.div_s": [0x6d], "i32.div_u": [0x6e], "i32.rem_s": [0x6f], "i32.rem_u": [0x70], "i32.and": [0x71], "i32.or": [0x72],
  "i32.xor": [0x73], "i32.shl": [0x74], "i32.shr_s": [0x75], "i32.shr_u": [0x76], "i32.rotl": [0x77], "i32.rotr": [0x78],
  "i64.clz": [0x79], "i64.ctz": [0x7a], "i64.popcnt": [0x7b], "i64.add": [0x7c], "i64.sub": [0x7d], "i64.mul": [0x7e],
  "i64.and": [0x83], "i64.or": [0x84], "i64.xor": [0x85], "i64.shl": [0x86], "i64.shr_s": [0x87], "i64.shr_u": [0x88],
  "f32.abs": [0x8b], "f32.neg": [0x8c], "f32.ceil": [0x8d], "f32.floor": [0x8e], "f32.trunc": [0x8f], "f32.nearest": [0x90],
  "f32.sqrt": [0x91], "f32.add": [0x92], "f32.sub": [0x93], "f32.mul": [0x94], "f32.div": [0x95], "f32.min": [0x96], "f32.max": [0x97],
  "f64.sqrt": [0x9f], "f64.add": [0xa0], "f64.sub": [0xa1], "f64.mul": [0xa2], "f64.div": [0xa3], "f64.min": [0xa4], "f64.max": [0xa5],
  "i32.wrap_i64": [0xa7], "i64.extend_i32_s": [0xac], "i64.extend_i32_u": [0xad], "f32.convert_i32_s": [0xb2],
  "f32.demote_f64": [0xb6], "f64.convert_i32_s": [0xb7], "f64.convert_i64_s": [0xb9], "f64.promote_f32": [0xbb],
  "i8x16.splat": [0xfd, 0x0f], "i16x8.splat": [0xfd, 0x10], "i32x4.splat": [0xfd, 0x11], "i64x2.splat": [0xfd, 0x12],
  "f32x4.splat": [0xfd, 0x13], "f64x2.splat": [0xfd, 0x14], "i8x16.swizzle": [0xfd, 0x0e],
  "f32x4.eq": [0xfd, 0x41], "f32x4.ne": [0xfd, 0x42], "f32x4.lt": [0xfd, 0x43], "f32x4.gt": [0xfd, 0x44], "f32x4.le": [0xfd, 0x45],
  "f32x4.ge": [0xfd, 0x46],
  "v128.not": [0xfd, 0x4d], "v128.and": [0xfd, 0x4e], "v128.andnot": [0xfd, 0x4f], "v128.or": [0xfd, 0x50], "v128.xor": [0xfd, 0x51],
  "v128.bitselect": [0xfd, 0x52], "v128.any_true": [0xfd, 0x53],
  "i8x16.abs": [0xfd, 0x60], "i8x16.neg": [0xfd, 0x61], "i8x16.popcnt": [0xfd, 0x62], "i8x16.shl": [0xfd, 0x6b],
  "i8x16.shr_u": [0xfd, 0x6d], "i8x16.add": [0xfd, 0x6e], "i8x16.sub": [0xfd, 0x71],
  "i16x8.extadd_pairwise_i8x16_s": [0xfd, 0x7c], "i16x8.extadd_pairwise_i8x16_u": [0xfd, 0x7d],
  "i32x4.extadd_pairwise_i16x8_s": [0xfd, 0x7e], "i32x4.extadd_pairwise_i16x8_u": [0xfd, 0x7f],
  "i16x8.extend_low_i8x16_s": [0xfd, 0x87, 0x01], "i16x8.extend_high_i8x16_s": [0xfd, 0x88, 0x01],
  "i16x8.extend_low_i8x16_u": [0xfd, 0x89, 0x01], "i16x8.extend_high_i8x16_u": [0xfd, 0x8a, 0x01],
  "i16x8.shl": [0xfd, 0x8b, 0x01], "i16x8.bitmask": [0xfd, 0x84, 0x01], "i16x8.add": [0xfd, 0x8e, 0x01], "i16x8.sub": [0xfd, 0x91, 0x01],
  "i16x8.mul": [0xfd, 0x95, 0x01],
  "i32x4.extend_low_i16x8_s": [0xfd, 0xa7, 0x01], "i32x4.extend_high_i16x8_s": [0xfd, 0xa8, 0x01],
  "i32x4.extend_low_i16x8_u": [0xfd, 0xa9, 0x01], "i32x4.extend_high_i16x8_u": [0xfd, 0xaa, 0x01],
  "i32x4.shl": [0xfd, 0xab, 0x01], "i32x4.shr_s": [0xfd, 0xac, 0x01], "i32x4.shr_u": [0xfd, 0xad, 0x01],
  "i32x4.add": [0xfd, 0xae, 0x01], "i32x4.sub": [0xfd, 0xb1, 0x01], "i32x4.mul": [0xfd, 0xb5, 0x01],
  "i32x4.dot_i16x8_s": [0xfd, 0xba, 0x01],
  "i64x2.extend_low_i32x4_s": [0xfd, 0xc7, 0x01], "i64x2.extend_high_i32x4_s": [0xfd, 0xc8, 0x01],
  "i64x2.extend_low_i32x4_u": [0xfd, 0xc9, 0x01], "i64x2.extend_high_i32x4_u": [0xfd, 0xca, 0x01],
  "i64x2.shl": [0xfd, 0xcb, 0x01], "i64x2.shr_u": [0xfd, 0xcd, 0x01], "i64x2.add": [0xfd, 0xce, 0x01], "i64x2.sub": [0xfd, 0xd1, 0x01],
  "f32x4.nearest": [0xfd, 0x6a], "f32x4.abs": [0xfd, 0xe0, 0x01], "f32x4.neg": [0xfd, 0xe1, 0x01], "f32x4.sqrt": [0xfd, 0xe3, 0x01],
  "f32x4.add": [0xfd, 0xe4, 0x01],
  "f32x4.sub": [0xfd, 0xe5, 0x01], "f32x4.mul": [0xfd, 0xe6, 0x01], "f32x4.div": [0xfd, 0xe7, 0x01], "f32x4.min": [0xfd, 0xe8, 0x01],
  "f32x4.max": [0xfd, 0xe9, 0x01], "f32x4.pmin": [0xfd, 0xea, 0x01], "f32x4.pmax": [0xfd, 0xeb, 0x01],
  "f64x2.add": [0xfd, 0xf0, 0x01], "f64x2.mul": [0xfd, 0xf2, 0x01], "f64x2.promote_low_f32x4": [0xfd, 0x5f],
  "f32x4.convert_i32x4_s": [0xfd, 0xfa, 0x01], "i32x4.trunc_sat_f32x4_s": [0xfd, 0xf8, 0x01],
} as const satisfies Record<string, readonly number[]>;

/** Loads: encoded bytes, and the natural alignment as a power of two. */
export const LOAD_OPCODES = {
  "i32.load": { bytes: [0x28], align: 2 }, "i64.load": { bytes: [0x29], align: 3 }, "f32.load": { bytes: [0x2a], align: 2 },
  "f64.load": { bytes: [0x2b], align: 3 }, "i32.load8_s": { bytes: [0x2c], align: 0 }, "i32.load8_u": { bytes: [0x2d], align: 0 },
  "i32.load16_s": { bytes: [0x2e], align: 1 }, "i32.load16_u": { bytes: [0x2f], align: 1 },
  "v128.load": { bytes: [0xfd, 0x00], align: 4 }, "v128.load8_splat": { bytes: [0xfd, 0x07], align: 0 },
  "v128.load32_splat": { bytes: [0xfd, 0x09], align: 2 }, "v128.load64_splat": { bytes: [0xfd, 0x0a], align: 3 },
  "v128.load32_zero": { bytes: [0xfd, 0x5c], align: 2 }, "v128.load64_zero": { bytes: [0xfd, 0x5d], align: 3 },
} as const satisfies Record<string, { readonly bytes: readonly number[]; readonly align: number }>;

/** Stores: encoded bytes, and the natural alignment as a power of two. */
export const STORE_OPCODES = {
  "i32.store": { bytes: [0x36], align: 2 }, "i64.store": { bytes: [0x37], align: 3 }, "f32.store": { bytes: [0x38], align: 2 },
  "f64.store": { bytes: [0x39], align: 3 }, "i32.store8": { bytes: [0x3a], align: 0 }, "i32.store16": { bytes: [0x3b], align: 1 },
  "v128.store": { bytes: [0xfd, 0x0b], align: 4 },
} as const satisfies Record<string, { readonly bytes: readonly number[]; readonly align: number }>;

/** Instructions whose one immediate is a lane number. */
export const LANE_OPCODES = {
  "i8x16.extract_lane_s": [0xfd, 0x15], "i8x16.extract_lane_u": [0xfd, 0x16], "i16x8.extract_lane_u": [0xfd, 0x19],
  "i32x4.extract_lane": [0xfd, 0x1b], "i32x4.replace_lane": [0xfd, 0x1c], "i64x2.extract_lane": [0xfd, 0x1d],
  "f32x4.extract_lane": [0xfd, 0x1f], "f32x4.replace_lane": [0xfd, 0x20], "f64x2.extract_lane": [0xfd, 0x21],
} as const satisfies Record<string, readonly number[]>;

export type PlainOp = keyof typeof PLAIN_OPCODES;
export type LoadOp = keyof typeof LOAD_OPCODES;
export type StoreOp = keyof typeof STORE_OPCODES;
export type LaneOp = keyof typeof LANE_OPCODES;

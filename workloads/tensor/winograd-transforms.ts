// The one-dimensional transforms of Winograd's convolution F(4x4, 3x3): a 3x3 convolution of 4x4 outputs takes 36 products, not 144.
// Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (arXiv 1509.09308, 2016), section 4.3:
//   Y = A^T [ (G g G^T) . (B^T d B) ] A   with d 6x6 inputs, g 3x3 weights, Y 4x4 outputs, "." the elementwise product.
// Its adjoint gives the weights' gradient: dg = G^T [ sum over tiles of (A dY A^T) . (B^T d B) ] G.
// Each is emitted in place over six vectors, with four more for what is in between; common parts are computed once.
import { f32, get, op, sequence, set } from "../../sim/wasm/index.js";
import type { Code, Local } from "../../sim/wasm/index.js";

/** Outputs of a tile along one side; its inputs, which are also the points of the transformed domain; taps of the weights. */
export const TILE_SIDE = 4;
export const POINT_SIDE = 6;
export const TAP_SIDE = 3;
/** Products of a tile. */
export const POINTS = POINT_SIDE ** 2;
/** Vectors that a transform needs besides the six. */
export const TRANSFORM_TEMPORARIES = 4;

/** A transform of the first `from` values to the first `to`. */
export interface Transform {
  readonly from: number;
  readonly to: number;
  readonly code: (values: readonly Local[], temporaries: readonly Local[]) => Code;
}

const add = (a: Code, b: Code): Code => op("f32x4.add", a, b);
const subtract = (a: Code, b: Code): Code => op("f32x4.sub", a, b);
const scaled = (value: Code, factor: number): Code => op("f32x4.mul", value, op("f32x4.splat", f32(factor)));

/** B^T: (4 0 -5 0 1 0), (0 -4 -4 1 1 0), (0 4 -4 -1 1 0), (0 -2 -1 2 1 0), (0 2 -1 -2 1 0), (0 4 0 -5 0 1). */
export const inputTransform: Transform = {
  from: POINT_SIDE,
  to: POINT_SIDE,
  code: (values, temporaries) => {
    const [d0, d1, d2, d3, d4, d5] = values as [Local, Local, Local, Local, Local, Local];
    const [even, odd, evenFour, oddFour] = temporaries as [Local, Local, Local, Local];
    return sequence(
      set(even, subtract(get(d4), get(d2))),
      set(odd, subtract(get(d3), get(d1))),
      set(odd, add(get(odd), get(odd))),
      set(evenFour, subtract(get(d4), scaled(get(d2), 4))),
      set(oddFour, subtract(get(d3), scaled(get(d1), 4))),
      set(d0, add(scaled(subtract(get(d0), get(d2)), 4), get(even))),
      set(d5, subtract(subtract(get(d5), get(d3)), add(get(odd), get(odd)))),
      set(d1, add(get(evenFour), get(oddFour))),
      set(d2, subtract(get(evenFour), get(oddFour))),
      set(d3, add(get(even), get(odd))),
      set(d4, subtract(get(even), get(odd))),
    );
  },
};

/** A^T: (1 1 1 1 1 0), (0 1 -1 2 -2 0), (0 1 1 4 4 0), (0 1 -1 8 -8 1). */
export const outputTransform: Transform = {
  from: POINT_SIDE,
  to: TILE_SIDE,
  code: (values, temporaries) => {
    const [m0, m1, m2, m3, m4, m5] = values as [Local, Local, Local, Local, Local, Local];
    const [sum, difference, farSum, farDifference] = temporaries as [Local, Local, Local, Local];
    return sequence(
      set(sum, add(get(m1), get(m2))),
      set(difference, subtract(get(m1), get(m2))),
      set(farSum, add(get(m3), get(m4))),
      set(farDifference, subtract(get(m3), get(m4))),
      set(farDifference, add(get(farDifference), get(farDifference))),
      set(m0, add(add(get(m0), get(sum)), get(farSum))),
      set(m1, add(get(difference), get(farDifference))),
      set(m2, add(get(sum), scaled(get(farSum), 4))),
      set(m3, add(add(get(difference), scaled(get(farDifference), 4)), get(m5))),
    );
  },
};

/** A, the adjoint of the output transform. */
export const outputGradientTransform: Transform = {
  from: TILE_SIDE,
  to: POINT_SIDE,
  code: (values, temporaries) => {
    const [y0, y1, y2, y3, w4, w5] = values as [Local, Local, Local, Local, Local, Local];
    const [even, odd, evenFour, oddFour] = temporaries as [Local, Local, Local, Local];
    return sequence(
      set(even, add(get(y0), get(y2))),
      set(odd, add(get(y1), get(y3))),
      set(evenFour, add(get(y0), scaled(get(y2), 4))),
      set(oddFour, add(get(y1), scaled(get(y3), 4))),
      set(oddFour, add(get(oddFour), get(oddFour))),
      set(w5, get(y3)),
      set(y1, add(get(even), get(odd))),
      set(y2, subtract(get(even), get(odd))),
      set(y3, add(get(evenFour), get(oddFour))),
      set(w4, subtract(get(evenFour), get(oddFour))),
    );
  },
};

/** G: (1/4 0 0), (-1/6 -1/6 -1/6), (-1/6 1/6 -1/6), (1/24 1/12 1/6), (1/24 -1/12 1/6), (0 0 1). */
export const weightTransform: Transform = {
  from: TAP_SIDE,
  to: POINT_SIDE,
  code: (values, temporaries) => {
    const [g0, g1, g2, u3, u4, u5] = values as [Local, Local, Local, Local, Local, Local];
    const [ends, middle, farEnds] = temporaries as [Local, Local, Local];
    return sequence(
      set(ends, scaled(add(get(g0), get(g2)), -1 / 6)),
      set(middle, scaled(get(g1), 1 / 6)),
      set(farEnds, add(scaled(get(g0), 1 / 24), scaled(get(g2), 1 / 6))),
      set(u4, scaled(get(g1), 1 / 12)),
      set(u3, add(get(farEnds), get(u4))),
      set(u4, subtract(get(farEnds), get(u4))),
      set(u5, get(g2)),
      set(g0, scaled(get(g0), 1 / 4)),
      set(g1, subtract(get(ends), get(middle))),
      set(g2, add(get(ends), get(middle))),
    );
  },
};

/** G^T, the adjoint of the weight transform. */
export const weightGradientTransform: Transform = {
  from: POINT_SIDE,
  to: TAP_SIDE,
  code: (values, temporaries) => {
    const [u0, u1, u2, u3, u4, u5] = values as [Local, Local, Local, Local, Local, Local];
    const [near, middle, far] = temporaries as [Local, Local, Local];
    return sequence(
      set(near, scaled(add(get(u1), get(u2)), 1 / 6)),
      set(middle, scaled(subtract(get(u2), get(u1)), 1 / 6)),
      set(far, add(get(u3), get(u4))),
      set(u0, add(subtract(scaled(get(u0), 1 / 4), get(near)), scaled(get(far), 1 / 24))),
      set(u1, add(get(middle), scaled(subtract(get(u3), get(u4)), 1 / 12))),
      set(u2, add(subtract(scaled(get(far), 1 / 6), get(near)), get(u5))),
    );
  },
};

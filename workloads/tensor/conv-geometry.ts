// The address arithmetic of a convolution: for every kernel tap the offset of its first input pixel, and the row steps.
// A stride-2 input is first split into its even and odd columns, so that eight neighbouring outputs always read eight
// neighbouring floats whatever the stride.
import { BORDER, FLOAT_BYTES, innerOffset, pitchOf, planeBytes } from "./plane.js";
import type { PlaneShape } from "./plane.js";

/** Kernel 1 (padding 0) or 3 (padding 1), stride 1 or (even sizes) 2, from the input's plane to the output's. */
export interface ConvGeometry {
  readonly input: PlaneShape;
  readonly output: PlaneShape;
  readonly kernel: number;
  readonly stride: number;
}

export interface ConvAddressing {
  /** Bytes from a plane's start (output row 0, column 0) to the pixel under each tap, in (row, column) order. */
  readonly tapBytes: readonly number[];
  readonly inputPlaneBytes: number;
  /** Bytes to add for the next output row. */
  readonly inputRowBytes: number;
  readonly outputPlaneBytes: number;
  readonly outputRowBytes: number;
  readonly outputInnerBytes: number;
}

/** Byte offsets that a convolution's kernels step by: of taps (row by row), rows and planes. */
export function addressing({ input, output, kernel, stride }: ConvGeometry): ConvAddressing {
  const pitch = pitchOf(input);
  const origin = BORDER - (kernel - 1) / 2;
  const tapBytes: number[] = [];
  for (let row = 0; row < kernel; row += 1) {
    for (let column = 0; column < kernel; column += 1) {
      tapBytes.push(FLOAT_BYTES * ((origin + row) * pitch + columnOffset(origin + column, pitch, stride)));
    }
  }
  return {
    tapBytes,
    inputPlaneBytes: planeBytes(input),
    inputRowBytes: FLOAT_BYTES * pitch * stride,
    outputPlaneBytes: planeBytes(output),
    outputRowBytes: FLOAT_BYTES * pitchOf(output),
    outputInnerBytes: FLOAT_BYTES * innerOffset(output),
  };
}

/** Where column x of a row stands after the split: even columns first, then the odd ones. */
function columnOffset(x: number, pitch: number, stride: number): number {
  return stride === 1 ? x : (x % 2) * (pitch / 2) + Math.floor(x / 2);
}

/** Splits every row of `planes` whole planes (border included) into even and odd columns. */
export function splitColumns(source: Float32Array, target: Float32Array, shape: PlaneShape, planes: number): void {
  const half = pitchOf(shape) / 2;
  const rows = planes * (shape.height + 2 * BORDER);
  let from = 0;
  let to = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let x = 0; x < half; x += 1) {
      target[to + x] = source[from + 2 * x]!;
      target[to + half + x] = source[from + 2 * x + 1]!;
    }
    from += 2 * half;
    to += 2 * half;
  }
}

/** Writes the pixels of `small` planes to every second row and column of `large` planes; the rest of `large` must be zero already. */
export function spreadPixels(
  small: Float32Array, smallShape: PlaneShape, large: Float32Array, largeShape: PlaneShape, planes: number,
): void {
  const [smallPitch, largePitch] = [pitchOf(smallShape), pitchOf(largeShape)];
  const [smallPlane, largePlane] = [smallPitch * (smallShape.height + 2), largePitch * (largeShape.height + 2)];
  for (let plane = 0; plane < planes; plane += 1) {
    for (let y = 0; y < smallShape.height; y += 1) {
      const from = plane * smallPlane + innerOffset(smallShape) + y * smallPitch;
      const to = plane * largePlane + innerOffset(largeShape) + 2 * y * largePitch;
      for (let x = 0; x < smallShape.width; x += 1) large[to + 2 * x] = small[from + x]!;
    }
  }
}

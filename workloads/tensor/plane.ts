// How feature maps lie in WebAssembly memory: a tensor is [images][channels][plane] of float32, and a plane is height x width
// with a border of one zero pixel all round, so that a 3x3 convolution needs neither bounds checks nor an im2col copy.
// A width that is no multiple of 8 (one kernel step) is filled up with zero columns, the tail. Border and tail are zero whenever a
// kernel is done; buffers are zeroed once and belong to one plane size for ever.

/** Size of a feature map. */
export interface PlaneShape {
  readonly height: number;
  readonly width: number;
}

export const BORDER = 1;
export const FLOAT_BYTES = 4;
export const VECTOR_BYTES = 16;
/** Pixels computed by one kernel step. */
export const STEP_PIXELS = 8;

/** Columns that whole kernel steps compute: the width and its tail. */
export const stepColumns = ({ width }: PlaneShape): number => STEP_PIXELS * Math.ceil(width / STEP_PIXELS);
/** Floats from one row to the next. */
export const pitchOf = (shape: PlaneShape): number => stepColumns(shape) + 2 * BORDER;
/** Floats of a plane with its border. */
export const planeFloats = (shape: PlaneShape): number => pitchOf(shape) * (shape.height + 2 * BORDER);
/** Floats from the start of a plane to its first inner pixel. */
export const innerOffset = (shape: PlaneShape): number => pitchOf(shape) * BORDER + BORDER;
/** Bytes of a plane with its border. */
export const planeBytes = (shape: PlaneShape): number => planeFloats(shape) * FLOAT_BYTES;
/** Bytes from the start of a plane to its first inner pixel. */
export const innerBytes = (shape: PlaneShape): number => innerOffset(shape) * FLOAT_BYTES;

/** Zeroes the tail of `planes` planes that lie one after the other, where whole steps have written beyond the width. */
export function clearTail(values: Float32Array, shape: PlaneShape, planes: number): void {
  const tail = stepColumns(shape) - shape.width;
  for (let plane = 0; plane < planes; plane += 1) {
    const first = plane * planeFloats(shape) + innerOffset(shape) + shape.width;
    for (let row = 0; row < shape.height; row += 1) values.fill(0, first + row * pitchOf(shape), first + row * pitchOf(shape) + tail);
  }
}

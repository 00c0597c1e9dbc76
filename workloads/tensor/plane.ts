// How feature maps lie in WebAssembly memory: a tensor is [images][channels][plane] of float32, and a plane is height x width
// with a border of one zero pixel all round, so that a 3x3 convolution needs neither bounds checks nor an im2col copy.
// Kernels never write the border; buffers are zeroed once and belong to one plane size for ever.

/** Size of a feature map; the width must be a multiple of 8 (one kernel step). */
export interface PlaneShape {
  readonly height: number;
  readonly width: number;
}

export const BORDER = 1;
export const FLOAT_BYTES = 4;
export const VECTOR_BYTES = 16;
/** Pixels computed by one kernel step. */
export const STEP_PIXELS = 8;

/** Floats from one row to the next. */
export const pitchOf = (shape: PlaneShape): number => shape.width + 2 * BORDER;
/** Floats of a plane with its border. */
export const planeFloats = (shape: PlaneShape): number => pitchOf(shape) * (shape.height + 2 * BORDER);
/** Floats from the start of a plane to its first inner pixel. */
export const innerOffset = (shape: PlaneShape): number => pitchOf(shape) * BORDER + BORDER;
/** Bytes of a plane with its border. */
export const planeBytes = (shape: PlaneShape): number => planeFloats(shape) * FLOAT_BYTES;
/** Bytes from the start of a plane to its first inner pixel. */
export const innerBytes = (shape: PlaneShape): number => innerOffset(shape) * FLOAT_BYTES;

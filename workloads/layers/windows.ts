// Windows of a kernel over a map: how many there are, and which cannot be. Square, the same in both directions, undilated.
import type { ShapeSite, TensorShape } from "./layer-kind.js";

export interface Windows {
  readonly kernel: number;
  readonly stride: number;
  /** On all sides, or above and on the left where `endPadding` states the others. */
  readonly padding: number;
  /** Below and on the right. */
  readonly endPadding?: number;
}

type Sizes = Pick<TensorShape, "height" | "width">;

/** How many windows of a kernel fit, down and across: whole steps only. */
export function windowsOf({ kernel, stride, padding, endPadding = padding }: Windows, { height, width }: Sizes): Sizes {
  const fitting = (length: number): number => Math.floor((length + padding + endPadding - kernel) / stride) + 1;
  return { height: fitting(height), width: fitting(width) };
}

/**
 * The same, checked.
 * @param mostPadding largest padding that has a meaning
 * @throws ConfigError of the node for sizes that are none, a vector, or windows of which not one fits
 */
export function checkedWindows(
  windows: Windows, input: TensorShape, site: ShapeSite, mostPadding = Infinity,
): Pick<TensorShape, "height" | "width"> {
  checkSizes(windows, site);
  if (input.vector === true) {
    throw site.problem("slides windows over a vector, which has no height and width", "what pooling or a linear layer makes", "a map");
  }
  const { kernel, padding, endPadding = padding } = windows;
  const sides = endPadding === padding ? String(padding) : `${padding} and ${endPadding}`;
  const found = `kernel ${kernel}, padding ${sides} on ${input.height}x${input.width}`;
  const { height, width } = windowsOf(windows, input);
  if (Math.max(padding, endPadding) > mostPadding || height < 1 || width < 1) {
    throw site.problem(
      "the windows do not fit", found, `${mostPadding === Infinity ? "" : "padding below the kernel, "}at least one window`
    );
  }
  return { height, width };
}

/** @throws ConfigError of the node for a kernel or stride below 1, or a padding below 0 */
export function checkSizes({ kernel, stride, padding, endPadding = padding }: Windows, site: ShapeSite): void {
  const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  if (isWhole(kernel, 1) && isWhole(stride, 1) && isWhole(padding, 0) && isWhole(endPadding, 0)) return;
  const found = `kernel ${kernel}, stride ${stride}, padding ${padding}${endPadding === padding ? "" : ` and ${endPadding}`}`;
  throw site.problem("its windows have no size", found, "kernel and stride of at least 1, padding of at least 0");
}

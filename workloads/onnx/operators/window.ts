// Kernel, stride and padding of a convolution or pooling: square, undilated, the same down and across; padded by statement or
// automatically, with more or less behind than before where need be.
import type { Windows } from "../../layers/windows.js";
import type { Feature } from "../feature.js";
import type { OnnxNode } from "../onnx-node.js";

export const WINDOW_ATTRIBUTES = ["auto_pad", "dilations", "kernel_shape", "pads", "strides"] as const;

/** Padding of one direction. */
interface Sides {
  readonly before: number;
  readonly after: number;
}

/**
 * @param kernel height and width
 * @param x what the windows go over; the pads of its view count as padding
 * @throws ConfigError naming the first thing about the windows that ours do not have
 */
export function readWindow(node: OnnxNode, kernel: readonly number[], { shape, view }: Feature): Windows {
  const same = (what: string, values: readonly number[], allowed: string): number => {
    if (values.length === 2 && values[0] === values[1] && Number.isInteger(values[0])) return values[0]!;
    throw node.problem(what, values.length === 0 ? "none" : values.join(", "), allowed);
  };
  const size = same("needs a square kernel over height and width", kernel, "k, k");
  const stride = same("strides must be equal in both directions", node.integers("strides", [1, 1]), "equal strides");
  if (same("dilated windows are not known", node.integers("dilations", [1, 1]), "1, 1") !== 1) {
    throw node.problem("dilated windows are not known", node.integers("dilations", []).join(", "), "1, 1");
  }
  if (size < 1 || stride < 1) throw node.problem("kernel and stride must be at least 1", `kernel ${size}, stride ${stride}`, "1 and more");
  const [top, left, bottom, right] = view?.pads ?? [0, 0, 0, 0];
  const lengths = [shape.height + top + bottom, shape.width + left + right] as const;
  const [down, across] = sidesOf(node, lengths, size, stride);
  return fitted(node, size, stride, [
    { length: shape.height, before: top + down.before, after: bottom + down.after },
    { length: shape.width, before: left + across.before, after: right + across.after },
  ]);
}

/** What a node pads its input of these lengths with. */
function sidesOf(node: OnnxNode, lengths: readonly [number, number], kernel: number, stride: number): readonly [Sides, Sides] {
  const mode = node.text("auto_pad", "NOTSET");
  if (mode === "SAME_UPPER" || mode === "SAME_LOWER") {
    const sides = (length: number): Sides => {
      const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + kernel - length);
      const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
      return mode === "SAME_UPPER" ? { before: less, after: more } : { before: more, after: less };
    };
    return [sides(lengths[0]), sides(lengths[1])];
  }
  if (mode !== "NOTSET" && mode !== "VALID" && mode !== "") {
    throw node.problem("its automatic padding is not known", mode, "NOTSET, VALID, SAME_UPPER, SAME_LOWER");
  }
  const pads = mode === "VALID" ? [0, 0, 0, 0] : node.integers("pads", [0, 0, 0, 0]);
  if (pads.length !== 4 || pads.some((pad) => pad < 0)) {
    throw node.problem("its padding is not understood", pads.join(", "), "four sides, 0 and more");
  }
  return [{ before: pads[0]!, after: pads[2]! }, { before: pads[1]!, after: pads[3]! }];
}

interface Direction extends Sides {
  readonly length: number;
}

/** One stride, one padding before and one behind that give the same windows in both directions. */
function fitted(node: OnnxNode, kernel: number, stride: number, directions: readonly [Direction, Direction]): Windows {
  const isCeil = node.integer("ceil_mode", 0) !== 0;
  const [down, across] = directions;
  if (down.before !== across.before) {
    throw node.problem("padding must begin alike in both directions", `${down.before} above, ${across.before} on the left`, "the same");
  }
  const least = directions.map((direction) => {
    const count = windowCount(direction, kernel, stride, isCeil);
    if (count < 1) throw noWindow(node, kernel, directions);
    return (count - 1) * stride + kernel - direction.length - direction.before;
  });
  // Up to a stride more than the least padding gives no further window.
  const [from, to] = [Math.max(...least), Math.min(...least) + stride - 1];
  const padding = down.before;
  if (padding >= from && padding <= to) return { kernel, stride, padding };
  if (from > to || to < 0) {
    throw node.problem("padding must end alike in both directions", `${down.after} below, ${across.after} on the right`, "the same");
  }
  return { kernel, stride, padding, endPadding: Math.max(0, from) };
}

/** ONNX: with `ceil_mode` a last window may reach over the edge, but not begin behind the input and its padding in front. */
function windowCount({ length, before, after }: Direction, kernel: number, stride: number, isCeil: boolean): number {
  const steps = (length + before + after - kernel) / stride;
  if (!isCeil) return Math.floor(steps) + 1;
  const count = Math.ceil(steps) + 1;
  return (count - 1) * stride >= length + before ? count - 1 : count;
}

function noWindow(node: OnnxNode, kernel: number, [down, across]: readonly [Direction, Direction]): Error {
  const found = `kernel ${kernel}, padding ${down.before} and ${down.after} on ${down.length}x${across.length}`;
  return node.problem("the windows do not fit", found, "at least one window");
}

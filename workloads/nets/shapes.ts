// Shape inference: the shape of every tensor of a network for one subnet, and the checks that make a graph well formed.
import { ConfigError } from "../../sim/errors.js";
import { IMAGE } from "./network.js";
import type { NetworkNode, NetworkSpec, Subnet } from "./network.js";

export interface TensorShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** The subnet that uses every channel. */
export const fullSubnet = (spec: NetworkSpec): Subnet => ({ name: "full", width: 1, channels: spec.channels });

/** Are the channels of every slot the same? */
export const sameChannels = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((count, slot) => count === b[slot]);

/**
 * Shape of every tensor by name, "image" included.
 * @throws ConfigError when a node reads a tensor that is not made before it, a name is made twice, or a size is not possible
 */
export function inferShapes(spec: NetworkSpec, subnet: Subnet = fullSubnet(spec)): Map<string, TensorShape> {
  const shapes = new Map<string, TensorShape>([[IMAGE, spec.input]]);
  spec.nodes.forEach((node, n) => {
    const path = `${spec.name}.nodes[${n}] (${node.id})`;
    const read = (name: string): TensorShape => {
      const shape = shapes.get(name);
      if (shape === undefined) throw new ConfigError({ path, message: "reads a tensor that no earlier node makes", found: name, allowed: [...shapes.keys()].join(", ") });
      return shape;
    };
    if (shapes.has(node.id)) throw new ConfigError({ path, message: "this name is made twice", found: node.id, allowed: "unique names" });
    shapes.set(node.id, shapeOf(node, subnet, read, path));
  });
  return shapes;
}

/** How many windows of a kernel fit, down and across: whole steps only. */
export function windowsOf({ kernel, stride, padding }: { readonly kernel: number; readonly stride: number; readonly padding: number }, { height, width }: Pick<TensorShape, "height" | "width">): Pick<TensorShape, "height" | "width"> {
  const size = (length: number): number => Math.floor((length + 2 * padding - kernel) / stride) + 1;
  return { height: size(height), width: size(width) };
}

function shapeOf(node: NetworkNode, subnet: Subnet, read: (name: string) => TensorShape, path: string): TensorShape {
  const input = read(node.input);
  switch (node.kind) {
    case "conv": {
      const channels = subnet.channels[node.slot];
      if (channels === undefined) throw new ConfigError({ path, message: "no such width slot", found: String(node.slot), allowed: `0 to ${subnet.channels.length - 1}` });
      return { channels, ...windowsOf(node, input) };
    }
    case "max-pool": {
      const { height, width } = windowsOf(node, input);
      if (node.padding >= node.kernel || height < 1 || width < 1) {
        throw new ConfigError({ path, message: "the windows do not fit", found: `kernel ${node.kernel}, padding ${node.padding} on ${input.height}x${input.width}`, allowed: "padding below the kernel, at least one window" });
      }
      return { channels: input.channels, height, width };
    }
    case "add": {
      const shortcut = read(node.shortcut);
      const size = (length: number): number => Math.ceil(length / node.shortcutStride);
      if (size(shortcut.height) !== input.height || size(shortcut.width) !== input.width) {
        throw new ConfigError({ path, message: "the shortcut does not fit", found: `${shortcut.height}x${shortcut.width} by ${node.shortcutStride}`, allowed: `${input.height}x${input.width}` });
      }
      return input;
    }
    case "batch-norm":
    case "relu":
      return input;
    case "global-average-pool":
      return { channels: input.channels, height: 1, width: 1 };
    case "linear":
      return { channels: node.outFeatures, height: 1, width: 1 };
  }
}

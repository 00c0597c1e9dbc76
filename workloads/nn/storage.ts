// Decides which node outputs share memory: a rectifier and a residual addition work in place on their input, and a rectifier
// behind batch norm or addition is done by that node's own kernel. Gradients live in few buffers handed on from node to node.
import { ConfigError } from "../../sim/errors.js";
import { IMAGE, inferShapes } from "../nets/index.js";
import type { NetworkNode, NetworkSpec, TensorShape } from "../nets/index.js";

/** What the backward pass of a node does with the gradient of a tensor it read. */
export type GradientAction = "write" | "add" | "none";

export interface StoragePlan {
  /** Tensor name -> the name of the tensor whose memory it lives in. */
  readonly home: ReadonlyMap<string, string>;
  /** Ids of batch-norm and add nodes that also rectify. */
  readonly rectified: ReadonlySet<string>;
  /** Ids of nodes that mask the gradient of their rectifier; where its tensor is rounded, the rounding has done so. */
  readonly masks: ReadonlySet<string>;
  /** Home name -> number of the gradient buffer; buffers of one plane size only. */
  readonly gradientBuffer: ReadonlyMap<string, number>;
  readonly gradientBufferShapes: readonly TensorShape[];
  /** Node id -> what its backward does to the gradient of `input` (conv, pools) or `shortcut` (add). */
  readonly gradientAction: ReadonlyMap<string, GradientAction>;
  readonly shapes: ReadonlyMap<string, TensorShape>;
}

/**
 * @param rounded tensors that are rounded once they are complete
 * @throws ConfigError when a tensor that is overwritten in place has another reader
 */
export function planStorage(spec: NetworkSpec, rounded: ReadonlySet<string> = new Set()): StoragePlan {
  const shapes = inferShapes(spec);
  const home = new Map<string, string>([[IMAGE, IMAGE]]);
  const rectified = new Set<string>();
  const masks = new Set<string>();
  const makers = new Map(spec.nodes.map((node) => [node.id, node]));
  for (const node of spec.nodes) {
    const inPlace = node.kind === "relu" || node.kind === "add";
    if (inPlace || node.kind === "batch-norm" || node.kind === "global-average-pool") requireSoleReader(spec, node);
    home.set(node.id, inPlace ? home.get(node.input)! : node.id);
    const maker = makers.get(node.input)?.kind;
    if (node.kind !== "relu") continue;
    const fused = maker === "batch-norm" || maker === "add";
    if (fused) rectified.add(node.input);
    if (!rounded.has(node.id)) masks.add(fused ? node.input : node.id);
  }
  return { home, rectified, masks, shapes, ...planGradients(spec, home, shapes) };
}

function requireSoleReader(spec: NetworkSpec, node: NetworkNode): void {
  const readers = spec.nodes.filter((other) => other.input === node.input || (other.kind === "add" && other.shortcut === node.input));
  if (readers.length > 1 || node.input === IMAGE) {
    throw new ConfigError({ path: `${spec.name}.${node.id}`, message: `must be the only reader of ${node.input} while training`,
      found: readers.map((reader) => reader.id).join(", "), allowed: "one reader" });
  }
}

/** Walks the nodes backwards, taking gradient buffers from a free list and giving them back when the producer has used them. */
function planGradients(spec: NetworkSpec, home: ReadonlyMap<string, string>, shapes: ReadonlyMap<string, TensorShape>): Pick<StoragePlan, "gradientBuffer" | "gradientBufferShapes" | "gradientAction"> {
  const buffers = new GradientBuffers();
  const gradientAction = new Map<string, GradientAction>();
  const contribute = (node: NetworkNode, tensor: string): void => {
    const target = home.get(tensor)!;
    if (target === IMAGE) gradientAction.set(node.id, "none");
    else gradientAction.set(node.id, buffers.take(target, shapes.get(target)!));
  };
  for (const node of [...spec.nodes].reverse()) {
    if (node.kind === "add") contribute(node, node.shortcut);
    if (node.kind === "global-average-pool") contribute(node, node.input);
    if (node.kind === "conv" || node.kind === "max-pool") {
      contribute(node, node.input);
      buffers.release(home.get(node.id)!);
    }
    if (node.kind === "batch-norm") buffers.handOn(home.get(node.id)!, home.get(node.input)!);
  }
  return { gradientBuffer: buffers.assigned, gradientBufferShapes: buffers.shapes, gradientAction };
}

class GradientBuffers {
  readonly assigned = new Map<string, number>();
  readonly shapes: TensorShape[] = [];
  private readonly free: number[] = [];

  /** Gives the tensor a buffer of its plane size unless it has one. */
  take(tensor: string, shape: TensorShape): GradientAction {
    if (this.assigned.has(tensor)) return "add";
    const index = this.free.findIndex((n) => this.shapes[n]!.height === shape.height && this.shapes[n]!.width === shape.width && this.shapes[n]!.channels >= shape.channels);
    const buffer = index >= 0 ? this.free.splice(index, 1)[0]! : this.shapes.push(shape) - 1;
    this.assigned.set(tensor, buffer);
    return "write";
  }

  release(tensor: string): void {
    this.free.push(this.assigned.get(tensor)!);
  }

  handOn(from: string, to: string): void {
    this.assigned.set(to, this.assigned.get(from)!);
  }
}

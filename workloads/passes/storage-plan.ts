// What the passes of layers know of the memory they work in: which tensors share it, and what the way back does.
import type { TensorShape } from "../layers/index.js";

/** What the backward pass of a node does with the gradient of a tensor it read. */
export type GradientAction = "write" | "add" | "none";

export interface StoragePlan {
  /** Of every tensor, at full width. */
  readonly shapes: ReadonlyMap<string, TensorShape>;
  /** Tensor name -> the name of the tensor whose memory it lives in. */
  readonly home: ReadonlyMap<string, string>;
  /** Ids of nodes that also rectify. */
  readonly rectified: ReadonlySet<string>;
  /** Ids of nodes that mask the gradient of their rectifier; where its tensor is rounded, the rounding has done so. */
  readonly masks: ReadonlySet<string>;
  /** Names of parameters that get no gradient, and of statistics that stay. */
  readonly frozen: ReadonlySet<string>;
  /** Tensors that get a gradient. */
  readonly needsGradient: ReadonlySet<string>;
  /** Ids of nodes that have a way back. */
  readonly runsBack: ReadonlySet<string>;
  /** Homes whose values the way back reads: their memory is nobody else's. */
  readonly kept: ReadonlySet<string>;
  /** Home name of a map -> number of the gradient buffer; buffers of one plane size only. */
  readonly gradientBuffer: ReadonlyMap<string, number>;
  readonly gradientBufferShapes: readonly TensorShape[];
  /** Node id -> tensor that it reads -> what its backward does to that tensor's gradient, where not in place. */
  readonly gradientActions: ReadonlyMap<string, ReadonlyMap<string, GradientAction>>;
}

/** What the backward of a node does to the gradient of a tensor that it read. */
export const actionOf = ({ gradientActions }: StoragePlan, node: string, tensor: string): GradientAction =>
  gradientActions.get(node)?.get(tensor) ?? "none";

// A slimmable network: one set of weights, run at the width that each call names. Holds the layers of one thread over a
// ModelMemory; several instances over the same memory share the weights.
import { Arena, floatsAt } from "../tensor/arena.js";
import { Kernels } from "../tensor/kernels.js";
import { IMAGE, inferShapes } from "../nets/index.js";
import type { TensorShape } from "../nets/index.js";
import type { Feature } from "../tensor/kernels.js";
import { makeLayer } from "./index.js";
import { RoundedActivation } from "./rounded-activation.js";
import type { Layer, Mode, Pass } from "../passes/layer.js";
import type { ModelMemory } from "./model-memory.js";
import type { Site } from "../passes/site.js";
import { featureAt, layOutWorkspace } from "./workspace.js";
import type { WorkspaceLayout } from "./workspace.js";

/** What one walk needs besides the model. */
export interface PassState {
  readonly subnetIndex: number;
  readonly images: number;
  readonly mode: Mode;
  /** Whose gradient and batch-statistics vectors are used. */
  readonly block: number;
}

export class SlimmableModel {
  private readonly layers: readonly Layer[];
  /** By the node that completes the tensor. */
  private readonly roundings: ReadonlyMap<string, RoundedActivation>;
  private readonly workspace: WorkspaceLayout;
  private readonly kernels: Kernels;
  private readonly shapes: readonly ReadonlyMap<string, TensorShape>[];
  /** Name of the last node's tensor: the logits. */
  private readonly output: string;

  constructor(private readonly shared: ModelMemory, workspaceIndex = 0) {
    const { spec, subnets, blockImages } = shared.shape;
    const arena = new Arena(shared.workspaceStarts[workspaceIndex]);
    this.workspace = layOutWorkspace(shared.shape, shared.packing, arena, false);
    this.kernels = new Kernels(shared.memory, shared.limits, this.workspace.scratch);
    const site: Site = { plan: this.workspace.plan, packing: shared.packing, memory: shared.memory, arena, winogradBuffer: this.workspace.winogradBuffer, images: blockImages };
    this.layers = spec.nodes.map((node) => makeLayer(node, site));
    const { rounding } = shared.shape;
    this.roundings = new Map((rounding?.tensors ?? []).map((format) => [format.tensor, new RoundedActivation(format, rounding!.clips, this.workspace.whole.get(format.tensor) ?? null)]));
    this.shapes = subnets.map((subnet) => inferShapes(spec, subnet));
    this.output = spec.nodes.at(-1)!.id;
  }

  /** Where to write the input images of a block. */
  get input(): Feature {
    return featureAt(this.workspace.features.get(IMAGE)!, this.workspace.plan.shapes.get(IMAGE)!);
  }

  /**
   * Runs the block in `input`; returns its logits [images][classes], valid until the next call.
   * `observe` is called behind every node, when its tensor is as the node left it (later ones may work in place).
   */
  forward(state: PassState, observe?: (node: string) => void): Float32Array {
    const pass = this.pass(state);
    this.layers.forEach((layer, n) => {
      const { id } = this.shared.shape.spec.nodes[n]!;
      layer.forward(pass);
      this.roundings.get(id)?.forward(pass);
      observe?.(id);
    });
    return pass.vector(this.output);
  }

  /** Follows a forward of the same state: adds parameter gradients of the loss whose gradient by the logits is given. */
  backward(state: PassState, logitGradients: Float32Array): void {
    const pass = this.pass(state);
    pass.vectorGradient(this.output).set(logitGradients);
    for (let n = this.layers.length - 1; n >= 0; n -= 1) {
      this.roundings.get(this.shared.shape.spec.nodes[n]!.id)?.backward(pass);
      this.layers[n]!.backward(pass);
    }
  }

  /** Clears the gradients of a block, before its first backward. */
  beginBlock(block: number): void {
    this.shared.gradients[block]!.fill(0);
    for (const layer of this.layers) layer.beginBlock?.();
  }

  /** Completes the gradients of a block, after its last backward. */
  endBlock(block: number): void {
    for (const layer of this.layers) layer.endBlock?.(this.kernels, this.shared.gradients[block]!);
  }

  /** A tensor of the forward under way, for looking at ranges: a feature map or a vector [images][features]. */
  tensor(state: PassState, name: string): { readonly feature: Feature } | { readonly vector: Float32Array } {
    const pass = this.pass(state);
    const home = this.workspace.plan.home.get(name)!;
    return this.workspace.vectors.has(home) ? { vector: pass.vector(name) } : { feature: pass.feature(name) };
  }

  private pass(state: PassState): Pass {
    const { shared, workspace } = this;
    const shapes = this.shapes[state.subnetIndex]!;
    const home = (tensor: string): string => workspace.plan.home.get(tensor)!;
    const vector = (tensor: string, which: "value" | "gradient"): Float32Array =>
      floatsAt(shared.memory, workspace.vectors.get(home(tensor))![which], state.images * shapes.get(tensor)!.channels);
    const gradientAddress = (tensor: string): number => workspace.gradientBuffers[workspace.plan.gradientBuffer.get(home(tensor))!]!;
    return {
      kernels: this.kernels,
      images: state.images,
      subnetIndex: state.subnetIndex,
      subnet: shared.shape.subnets[state.subnetIndex]!,
      mode: state.mode,
      feature: (tensor) => featureAt(workspace.features.get(home(tensor))!, shapes.get(tensor)!),
      gradient: (tensor) => featureAt(gradientAddress(tensor), shapes.get(tensor)!),
      vector: (tensor) => vector(tensor, "value"),
      vectorGradient: (tensor) => vector(tensor, "gradient"),
      parameters: { layout: shared.parameterLayout, values: shared.parameters },
      gradients: { layout: shared.parameterLayout, values: shared.gradients[state.block]! },
      statistics: { layout: shared.statisticsLayout, values: shared.statistics },
      batchStatistics: { layout: shared.statisticsLayout, values: shared.batchStatistics[state.block]! },
    };
  }
}

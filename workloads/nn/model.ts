// A slimmable network: one set of weights, run at the width that each call names. Holds the layers of one thread over a
// ModelMemory; several instances over the same memory share the weights.
import { Arena, floatsAt } from "../tensor/arena.js";
import { Kernels } from "../tensor/kernels.js";
import { IMAGE, inferShapes } from "../nets/index.js";
import type { ActivationFormat } from "../codes/bits.js";
import { kindOf, type TensorShape } from "../layers/index.js";
import type { Feature } from "../tensor/kernels.js";
import { RoundedActivation } from "./rounded-activation.js";
import type { Layer, Mode, Pass } from "../passes/layer.js";
import type { ModelMemory } from "./model-memory.js";
import type { Site } from "../passes/site.js";
import { mapValues, vectorValues, type Values } from "../passes/values.js";
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

/** A network in memory at full width that runs forward and backward at the width of any of its subnets. */
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
    const { plan, packing, memory } = shared;
    this.workspace = layOutWorkspace(shared.shape, plan, packing, arena, false);
    this.kernels = new Kernels(shared.memory, shared.limits, this.workspace.scratch);
    const site: Site = { plan, packing, memory, arena, winogradBuffer: this.workspace.winogradBuffer, images: blockImages };
    this.layers = spec.nodes.map((node) => kindOf(node).float.passes(node, site));
    const { rounding } = shared.shape;
    const rounded = (format: ActivationFormat): RoundedActivation =>
      new RoundedActivation(format, rounding!.clips, this.workspace.whole.get(format.tensor) ?? null);
    this.roundings = new Map((rounding?.tensors ?? []).map((format) => [format.tensor, rounded(format)]));
    this.shapes = subnets.map((subnet) => inferShapes(spec, subnet));
    this.output = spec.nodes.at(-1)!.id;
  }

  /** Where to write the input images of a block. */
  get input(): Feature {
    return featureAt(this.workspace.features.get(IMAGE)!, this.shared.plan.shapes.get(IMAGE)!);
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
    const { shape: { spec }, plan } = this.shared;
    for (let n = this.layers.length - 1; n >= 0; n -= 1) {
      const { id } = spec.nodes[n]!;
      if (!plan.runsBack.has(id)) continue;
      this.roundings.get(id)?.backward(pass);
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
    return this.shared.plan.shapes.get(name)!.vector === true ? { vector: pass.vector(name) } : { feature: pass.feature(name) };
  }

  private pass(state: PassState): Pass {
    const { shared, workspace } = this;
    const { plan, memory } = shared;
    const shapes = this.shapes[state.subnetIndex]!;
    const home = (tensor: string): string => plan.home.get(tensor)!;
    const place = (tensor: string): { readonly value: number; readonly gradient: number } => workspace.vectors.get(home(tensor))!;
    const vectorAt = (tensor: string, address: number): Float32Array =>
      floatsAt(memory, address, state.images * shapes.get(tensor)!.channels);
    const feature = (tensor: string): Feature => featureAt(workspace.features.get(home(tensor))!, shapes.get(tensor)!);
    const gradient = (tensor: string): Feature =>
      featureAt(workspace.gradientBuffers[plan.gradientBuffer.get(home(tensor))!]!, shapes.get(tensor)!);
    const vector = (tensor: string): Float32Array => vectorAt(tensor, place(tensor).value);
    const vectorGradient = (tensor: string): Float32Array => vectorAt(tensor, place(tensor).gradient);
    const valuesIn = (tensor: string, ofMap: (tensor: string) => Feature, ofVector: (tensor: string) => Float32Array): Values => {
      const { vector: isVector, channels } = shapes.get(tensor)!;
      return isVector === true ? vectorValues(ofVector(tensor), channels) : mapValues(memory, ofMap(tensor));
    };
    return {
      kernels: this.kernels,
      images: state.images,
      subnetIndex: state.subnetIndex,
      subnet: shared.shape.subnets[state.subnetIndex]!,
      mode: state.mode,
      feature, gradient, vector, vectorGradient,
      values: (tensor) => valuesIn(tensor, feature, vector),
      valueGradients: (tensor) => valuesIn(tensor, gradient, vectorGradient),
      parameters: { layout: shared.parameterLayout, values: shared.parameters },
      gradients: { layout: shared.parameterLayout, values: shared.gradients[state.block]! },
      statistics: { layout: shared.statisticsLayout, values: shared.statistics },
      batchStatistics: { layout: shared.statisticsLayout, values: shared.batchStatistics[state.block]! },
    };
  }
}

// What a kind of layer is: everything that the stages of the work ask of it, in one object. A kind's file answers for its nodes; the
// stages (shapes, checkpoints, trainer, quantiser, reference, compiler, export) ask here and branch on no name.
import type { z } from "zod";
import type { ConfigError } from "../../sim/errors.js";
import type { NetworkSpec } from "../nets/network.js";
import type { Layer } from "../passes/layer.js";
import type { Site } from "../passes/site.js";
import type { NodeKind, NodeOf } from "./index.js";
import type { LayerStep } from "./steps.js";
import type { ExportSite, QuantiseSite, QuantizedWeights, ReferenceRun, ScheduleStage, WeightSite } from "./stage-sites.js";

export type * from "./stage-sites.js";

export interface TensorShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** One value a channel, in no map: what pooling and linear layers make. Its height and width are 1. */
  readonly vector?: true;
}

/** What every node of a network has; tensors are named by the node that makes them. */
export interface NodeBase {
  readonly kind: string;
  readonly id: string;
  readonly input: string;
}

/** What shape inference offers to a node. */
export interface ShapeSite {
  /** Channels of each width slot in this subnet. */
  readonly channels: readonly number[];
  /** The same at full width. */
  readonly fullSlots: readonly number[];
  /** Shape of a tensor that the node reads beside `input`. @throws ConfigError when no earlier node makes it */
  read(tensor: string): TensorShape;
  /** Channels of a tensor at full width. */
  fullChannels(tensor: string): number;
  /** The error of this node. */
  problem(message: string, found: string, allowed: string): ConfigError;
}

/** A learned tensor that all subnets share; narrow ones use a prefix of it. */
export interface SharedTensor {
  readonly part: "weight" | "bias";
  readonly shape: readonly number[];
  /** Does weight decay apply? */
  readonly decayed: boolean;
}

/** Tensors with a value a channel that every subnet has of its own. */
export interface SubnetTensors {
  readonly learned: readonly ("scale" | "shift")[];
  /** Batch statistics. */
  readonly measured: readonly ("mean" | "variance")[];
}

export interface LayerKind<Node extends NodeBase = NodeBase, Fused extends FusedBase = FusedBase, Made extends IntegerBase = IntegerBase> {
  readonly describe: string;
  /** A node as checkpoints hold it; other keys may stand beside these. */
  readonly schema: z.ZodObject;
  /** Tensors that a node reads beside `input`. */
  reads?(node: Node): readonly string[];
  /** Is channel n of the output made of channel n of what is read, so that neither may be reordered alone? */
  alignsChannels?(node: Node): boolean;
  /** Shape of what a node makes, for one subnet. @throws ConfigError when it cannot make anything of what it reads */
  shape(node: Node, input: TensorShape, site: ShapeSite): TensorShape;
  /** Width slot that states the node's output channels; those of its input, or a fixed number, where undefined. */
  slot?(node: Node): number | undefined;
  /** Shared learned tensors at full width, weights first, output channels along the first axis. */
  shared?(node: Node, input: TensorShape, output: TensorShape): readonly SharedTensor[];
  readonly perSubnet?: SubnetTensors;
  /** Weights in use in a subnet of these shapes; each multiplies once an output pixel. */
  weightsInUse?(node: Node, input: TensorShape, output: TensorShape, site: Pick<ShapeSite, "fullChannels" | "fullSlots">): number;
  readonly float: FloatKind<Node>;
  /** How it becomes integers; absent where it only follows another layer, which takes it in. */
  readonly integer?: IntegerKind<Fused, Made>;
  /** Why a node that no integer layer takes in cannot be quantised; a sentence about its place where absent. */
  readonly noInteger?: string;
}

/** A kind that begins no integer layer: it only follows another, or runs in floats alone. */
export type FollowingKind<Node extends NodeBase> = LayerKind<Node, never, never>;

/** How the way back treats a node. */
export interface BackwardUse {
  /** Do its own parameters get a gradient? */
  readonly learns: boolean;
  /** Does what it reads get one? */
  readonly passesOn: (tensor: string) => boolean;
  /** Does it mask the gradient of a rectifier that it does itself? */
  readonly masks: boolean;
  /** Are its batch statistics frozen, in every subnet? */
  readonly keepsStatistics: boolean;
}

/** Float passes of a kind, and what the trainer's memory must know of them. */
export interface FloatKind<Node extends NodeBase = NodeBase> {
  /** The passes of one node on one thread. */
  passes(node: Node, site: Site): Layer;
  /** Works in place: the output lies where the input lay, and so do their gradients. The node must be the input's only reader. */
  readonly inPlace?: true;
  /** The input's gradient is made where the output's lies. The node must be the input's only reader. */
  readonly gradientInPlace?: true;
  /** Rectifies maps in the same pass when a rectifier follows. */
  readonly rectifies?: true;
  readonly isRectifier?: true;
  /** Makes its output's statistics those of a batch norm: nobody needs the range of what goes in. */
  readonly normalises?: true;
  /** Tensors whose values the way back reads. */
  keeps(node: Node, use: BackwardUse): readonly string[];
  /** Weights repacked for the convolution kernels, as they see them. */
  packed?(node: Node, input: TensorShape): { readonly inputs: number; readonly taps: number } | null;
  /** Allocates as much as the passes' constructor will. */
  reserve?(node: Node, site: Pick<Site, "arena" | "plan" | "packing" | "images">): void;
}

/** What quantisation makes of one or more nodes: a layer that the machine runs in one go. */
export interface FusedBase {
  readonly kind: string;
  /** The node that it begins with. */
  readonly node: NodeBase;
  readonly input: string;
  /** Node whose tensor it makes. */
  readonly output: string;
  /** Ids of the nodes it takes in behind the first. */
  readonly takesIn: readonly string[];
}

export interface FuseGraph {
  readonly spec: NetworkSpec;
  /** The single node that reads a tensor, if there is exactly one and it is of this kind and takes it as its `input`. */
  follower<Kind extends NodeKind>(tensor: string, kind: Kind): NodeOf<Kind> | undefined;
}

export interface IntegerBase {
  readonly kind: string;
  /** Network node that it begins with: also the ledger's tag. */
  readonly id: string;
  readonly input: string;
  readonly output: string;
}

/** Codes of what a layer makes: "input": the input's own, on a scale that needs no rounding; else quantised to its range. */
export type MadeCodes = "input" | QuantisedCodes;

export interface QuantisedCodes {
  readonly signed: boolean | "as input";
  readonly rectified: boolean;
  /** Upper bound of the rectifier. */
  readonly most?: number;
}

export interface IntegerKind<Fused extends FusedBase = FusedBase, Made extends IntegerBase = IntegerBase> {
  /** Kind of the fused and the integer layer. */
  readonly name: string;
  fuse(node: Fused["node"], graph: FuseGraph): Fused;
  codes(layer: Fused): MadeCodes;
  /** Codes of its weights, shared by all subnets; a last layer that has weights makes class scores. */
  weights?(layer: Fused, site: WeightSite): QuantizedWeights;
  /** @throws ConfigError for factors that integers cannot hold */
  quantise(layer: Fused, site: QuantiseSite): Made;
  /** Tensors that it reads beside `input`. */
  reads?(layer: Made): readonly string[];
  /** The witness: the layer's map by plain loops over integers. */
  reference(layer: Made, run: ReferenceRun): Int32Array;
  schedule(layer: Made, stage: ScheduleStage): readonly LayerStep[];
  /** Writes it into an ONNX graph. */
  exported(layer: Fused, site: ExportSite): void;
}

// What each stage offers to the kinds of layers while they do their part of it.
import type { ScaleTable, TensorSpec } from "../../arch/isa/program.js";
import type { WeightFormat } from "../codes/bits.js";
import type { GraphWriter } from "../onnx/graph-writer.js";
import type { NumberFormat } from "../onnx/formats/index.js";
import type { FloatModel, FoldedNorm } from "../quant/float-model.js";
import type { IntegerNetwork, WeightCodes } from "../quant/integer-network.js";
import type { FusedBase, TensorShape } from "./layer-kind.js";
import type { MatrixLayer } from "./matrix/matrix.js";
import type { LayerStep } from "./steps.js";

/** Weights as codes, and real weight = scale x code by output channel. */
export interface QuantizedWeights {
  readonly weights: WeightCodes;
  readonly scales: Float64Array;
}

/** For the weights of one layer. */
export interface WeightSite {
  /** Full-width weights, [output channel][rest]. */
  readonly values: Float32Array;
  readonly outChannels: number;
  readonly format: WeightFormat;
  /** Learned for this format; the weights decide where absent. */
  readonly steps: ArrayLike<number> | undefined;
}

/** A tensor of one subnet as integers. */
export interface Activation {
  readonly spec: TensorSpec;
  /** real = scale x (code - zero point) */
  readonly scale: number;
}

/** For the layers of one subnet, in order. */
export interface QuantiseSite {
  /** A tensor that has been made. */
  activation(tensor: string): Activation;
  shape(tensor: string): TensorShape;
  weights(nodeId: string): QuantizedWeights;
  norm(nodeId: string): FoldedNorm;
  bias(nodeId: string): Float32Array;
  /** Is this the network's output? */
  isOutput(tensor: string): boolean;
  /** Makes a tensor whose scale comes from its recorded range. */
  calibrated(tensor: string): Activation;
  /** Makes the class scores, on the scale of the sums. */
  scores(tensor: string): Activation;
  /** Makes a tensor of this scale. */
  made(activation: Activation): Activation;
}

/** One image in the reference network. */
export interface ReferenceRun {
  /** Codes of a map, channels x height x width. */
  map(tensor: string): Int32Array;
  spec(tensor: string): TensorSpec;
  /** Scale, add bias and residual, round, clamp: the formula of ScaleTable. */
  rescale(table: ScaleTable, channel: number, sum: number, residual: number): number;
}

/** The compiler, for the layers of one subnet. */
export interface ScheduleStage {
  readonly network: IntegerNetwork;
  /** The steps of a product with weights that the arrays hold. @throws ConfigError when its sums do not fit the chip */
  product(layer: MatrixLayer): readonly LayerStep[];
}

/** For the layers of one subnet as an ONNX graph. */
export interface ExportSite {
  readonly writer: GraphWriter;
  readonly model: FloatModel;
  readonly numbers: NumberFormat;
  /** ONNX value of a tensor of the network. */
  value(tensor: string): string;
  shape(tensor: string): TensorShape;
  readonly weightFormat: (nodeId: string) => WeightFormat;
  readonly outputsOf: (nodeId: string) => number;
  /** Name of the scores, for the node that makes them in their final shape. */
  readonly scores: string;
  isLast(layer: FusedBase): boolean;
  /** The layer is written: quantised to its codes unless it is the last. */
  made(layer: FusedBase, value: string): void;
  /** The same where the value's codes are its input's. */
  passedOn(layer: FusedBase, value: string): void;
}

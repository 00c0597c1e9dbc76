// What a number format of exported models is.
import type { ActivationRange } from "../../quant/float-model.js";
import type { WeightFormat } from "../../codes/bits.js";
import type { GraphWriter } from "../graph-writer.js";

/** Weights [out][stored] at full width, of which a subnet takes the first of `dims`. */
export interface ExportWeights {
  readonly full: Float32Array;
  /** Values of one output channel at full width. */
  readonly stored: number;
  readonly dims: readonly number[];
  readonly format: WeightFormat;
  /** Scales that were learned for this format; the weights decide where absent. */
  readonly steps: ArrayLike<number> | undefined;
  /** Factor of every output channel (batch norm). */
  readonly factors: Float64Array | null;
}

/** The pixels, or a tensor that a layer has made. */
export type ExportActivation = { readonly pixelScale: number; readonly zeroPoint: number }
  | { readonly range: ActivationRange; readonly bits: number; readonly signed: boolean };

export interface NumberFormat {
  /** Writes weights; returns their value in the graph. */
  readonly weights: (name: string, weights: ExportWeights) => string;
  /** What a layer made, as the next layer sees it. */
  readonly activation: (value: string, activation: ExportActivation) => string;
}

export interface ExportFormat {
  readonly describe: string;
  /** Of the widest code that it can hold. */
  readonly mostBits: number;
  /** @param isTrained was the network trained with its activations rounded? */
  readonly numbers: (writer: GraphWriter, isTrained: boolean) => NumberFormat;
}

/** The first output channels, and of each the values of the first input channels. */
export function sliced(values: ArrayLike<number>, stored: number, [outputs, ...rest]: readonly number[]): number[] {
  const kept = rest.reduce((product, size) => product * size, 1);
  return Array.from({ length: outputs! * kept }, (_, at) => values[Math.floor(at / kept) * stored + (at % kept)]!);
}

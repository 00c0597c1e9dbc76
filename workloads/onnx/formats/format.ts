// What a number format of exported models is.
import type { ActivationRange } from "../../quant/float-model.js";
import type { GraphWriter } from "../graph-writer.js";

/** Weights [out][stored] at full width, of which a subnet takes the first of `dims`. */
export interface ExportWeights {
  readonly full: Float32Array;
  /** Values of one output channel at full width. */
  readonly stored: number;
  readonly dims: readonly number[];
  readonly perChannel: boolean;
  /** Factor of every output channel (batch norm). */
  readonly factors: Float64Array | null;
}

/** Scale given, or to be taken from the range. */
export type ExportActivation = { readonly signed: boolean } & ({ readonly scale: number; readonly zeroPoint: number } | { readonly range: ActivationRange });

export interface NumberFormat {
  /** Writes weights; returns their value in the graph. */
  readonly weights: (name: string, weights: ExportWeights) => string;
  /** What a layer made, as the next layer sees it. */
  readonly activation: (value: string, activation: ExportActivation) => string;
}

export interface ExportFormat {
  readonly describe: string;
  readonly numbers: (writer: GraphWriter) => NumberFormat;
}

/** The first output channels, and of each the values of the first input channels. */
export function sliced(values: ArrayLike<number>, stored: number, [outputs, ...rest]: readonly number[]): number[] {
  const kept = rest.reduce((product, size) => product * size, 1);
  return Array.from({ length: outputs! * kept }, (_, at) => values[Math.floor(at / kept) * stored + (at % kept)]!);
}

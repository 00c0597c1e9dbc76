// The integer layer of convolutions and linear layers: one product with weights that the arrays hold, and everything that follows it in
// the digital unit: batch norm, residual addition, rectifier, each where the graph has it.
import type { ScaleTable } from "../../../arch/isa/program.js";
import { ConfigError } from "../../../sim/errors.js";
import { quantizeRows } from "../../codes/fixed-point.js";
import type { WeightCodes } from "../../quant/integer-network.js";
import type { ConvNode } from "../conv.js";
import type { FuseGraph, FusedBase, IntegerBase, IntegerKind, QuantizedWeights, WeightSite } from "../layer-kind.js";
import type { LinearNode } from "../linear.js";
import { exportMatrix } from "./matrix-export.js";
import { quantiseMatrix } from "./matrix-quantise.js";
import { matrixCodes } from "./matrix-reference.js";

export interface FusedMatrix extends FusedBase {
  readonly kind: "matrix";
  readonly node: ConvNode | LinearNode;
  readonly norm: string | null;
  readonly residual: { readonly tensor: string; readonly stride: number } | null;
  readonly relu: boolean;
  /** Upper bound of the rectifier; null without one. */
  readonly most: number | null;
}

export interface MatrixLayer extends IntegerBase {
  readonly kind: "matrix";
  /** What it was in the network; both run on the arrays alike. */
  readonly source: "conv" | "linear";
  readonly weights: WeightCodes;
  readonly stride: number;
  readonly padding: number;
  readonly table: ScaleTable;
  readonly residual: { readonly tensor: string; readonly stride: number } | null;
}

function fuse(node: FusedMatrix["node"], graph: FuseGraph): FusedMatrix {
  const norm = graph.follower(node.id, "batch-norm");
  const add = graph.follower(norm?.id ?? node.id, "add");
  const relu = graph.follower(add?.id ?? norm?.id ?? node.id, "relu");
  const takesIn = [norm, add, relu].flatMap((part) => (part === undefined ? [] : [part.id]));
  return {
    kind: "matrix",
    node,
    input: node.input,
    norm: norm?.id ?? null,
    residual: add === undefined ? null : { tensor: add.shortcut, stride: add.shortcutStride },
    relu: relu !== undefined,
    most: relu?.most ?? null,
    output: takesIn.at(-1) ?? node.id,
    takesIn,
  };
}

function weights({ node }: FusedMatrix, { values, outChannels, format, steps }: WeightSite): QuantizedWeights {
  const [kernel, groups] = node.kind === "conv" ? [node.kernel, node.groups ?? 1] : [1, 1];
  const { bits } = format;
  if (groups > 1 && bits === 1) {
    throw new ConfigError({
      path: `network, node ${node.id}`, message: "weights of 1 bit have no zero for what a group does not see", found: `${groups} groups`,
      allowed: "2 bits or more",
    });
  }
  const { codes, scales } = quantizeRows(values, outChannels, format, steps);
  const inChannels = (values.length / outChannels / kernel ** 2) * groups;
  const encoding = bits === 1 ? "bipolar" : "twos-complement";
  const shape = { id: node.id, outChannels, inChannels, kernel, bits, encoding } as const;
  return { weights: groups === 1 ? { ...shape, codes } : { ...shape, groups, codes: blockDiagonal(codes, outChannels, groups) }, scales };
}

/** Rows over the inputs of all groups, zero where they are not the row's own: the arrays hold one matrix a layer. */
function blockDiagonal(codes: Int16Array, outChannels: number, groups: number): Int16Array {
  const row = codes.length / outChannels;
  const whole = new Int16Array(codes.length * groups);
  for (let o = 0; o < outChannels; o += 1) {
    whole.set(codes.subarray(o * row, (o + 1) * row), o * row * groups + Math.floor((o * groups) / outChannels) * row);
  }
  return whole;
}

export const matrix: IntegerKind<FusedMatrix, MatrixLayer> = {
  name: "matrix",
  fuse,
  codes: ({ relu, most }) => ({ signed: !relu, rectified: relu, ...(most === null ? {} : { most }) }),
  weights,
  quantise: quantiseMatrix,
  reads: ({ residual }) => (residual === null ? [] : [residual.tensor]),
  reference: matrixCodes,
  schedule: (layer, stage) => stage.product(layer),
  exported: exportMatrix,
};

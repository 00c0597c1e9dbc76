// The ONNX operators that an imported network may have. To add one, write its file and one line here.
import type { Operator } from "../network-reader.js";
import { batchNormalization, div, mul, sub } from "./affine.js";
import { conv } from "./convolution.js";
import { gemm, matMul } from "./gemm.js";
import { cast, dropout, identity, softmax } from "./pass-through.js";
import { averagePool, globalAveragePool, globalMaxPool, maxPool, reduceMean } from "./pool.js";
import { clip, relu } from "./rectifier.js";
import { flatten, reshape, squeeze, transpose, unsqueeze } from "./reshape.js";
import { add } from "./shortcut.js";
import { concat, pad, slice } from "./view.js";

export const OPERATORS = {
  Conv: conv,
  BatchNormalization: batchNormalization,
  Relu: relu,
  Clip: clip,
  Add: add,
  Sub: sub,
  Mul: mul,
  Div: div,
  Slice: slice,
  Pad: pad,
  Concat: concat,
  MaxPool: maxPool,
  GlobalMaxPool: globalMaxPool,
  AveragePool: averagePool,
  GlobalAveragePool: globalAveragePool,
  ReduceMean: reduceMean,
  Flatten: flatten,
  Reshape: reshape,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Identity: identity,
  Dropout: dropout,
  Cast: cast,
  Softmax: softmax,
  LogSoftmax: softmax,
  Gemm: gemm,
  MatMul: matMul,
} as const satisfies Record<string, Operator>;

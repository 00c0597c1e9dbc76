// The ONNX operators that an imported network may have. To add one, write its function and one line here.
import type { Operator } from "../network-reader.js";
import { writeConv, writeConvWithNorm } from "./convolution.js";
import { writeGemm, writeMatMul } from "./gemm.js";
import { writeNothing, writeRelu, writeThrough } from "./pass-through.js";
import { writeMaxPool, writePool } from "./pool.js";
import { partOfShortcut, writeAdd } from "./shortcut.js";

export const OPERATORS = {
  Conv: writeConv,
  BatchNormalization: writeConvWithNorm,
  Relu: writeRelu,
  Add: writeAdd,
  Slice: partOfShortcut,
  Pad: partOfShortcut,
  MaxPool: writeMaxPool,
  AveragePool: writePool,
  GlobalAveragePool: writePool,
  ReduceMean: writePool,
  Flatten: writeNothing,
  Reshape: writeNothing,
  Squeeze: writeNothing,
  Identity: writeThrough,
  Dropout: writeThrough,
  Gemm: writeGemm,
  MatMul: writeMatMul,
} as const satisfies Record<string, Operator>;

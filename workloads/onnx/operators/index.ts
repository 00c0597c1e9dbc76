// The ONNX operators that an imported network may have. To add one, write its function and one line here.
import type { Operator } from "../network-reader.js";
import { writeConv, writeConvWithNorm } from "./convolution.js";
import { writeGemm } from "./gemm.js";
import { writeNothing, writeRelu, writeThrough } from "./pass-through.js";
import { writePool } from "./pool.js";
import { partOfShortcut, writeAdd } from "./shortcut.js";

export const OPERATORS = {
  Conv: writeConv,
  BatchNormalization: writeConvWithNorm,
  Relu: writeRelu,
  Add: writeAdd,
  Slice: partOfShortcut,
  Pad: partOfShortcut,
  AveragePool: writePool,
  GlobalAveragePool: writePool,
  ReduceMean: writePool,
  Flatten: writeNothing,
  Reshape: writeNothing,
  Squeeze: writeNothing,
  Identity: writeThrough,
  Dropout: writeThrough,
  Gemm: writeGemm,
} as const satisfies Record<string, Operator>;

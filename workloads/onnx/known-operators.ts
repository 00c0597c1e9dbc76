// Are all operators on the way known? A quantised model is called so: it has codes where we want numbers.
import { ConfigError } from "../../sim/errors.js";
import type { OnnxGraph } from "./graph.js";
import type { Operators } from "./network-reader.js";
import type { OnnxNode } from "./onnx-node.js";

const QUANTISED = /(^|\.)(QLinear|Quantize|Dequantize|DynamicQuantize|ConvInteger|MatMulInteger|QGemm)/;

/** Does a node compute with codes and scales? */
export const isQuantised = ({ op }: OnnxNode): boolean => QUANTISED.test(op);

/** The refusal of a quantised model, by its first such node. */
export const quantisedProblem = (node: OnnxNode): ConfigError =>
  node.problem("is part of a quantised model", node.op, "floating point: codes are made when the checkpoint is read (docs/onnx.md)");

/** @throws ConfigError naming every node whose operator is not known, or the first of a quantised model's */
export function requireKnown(graph: OnnxGraph, operators: Operators): void {
  const quantised = graph.nodes.find(isQuantised);
  if (quantised !== undefined) throw quantisedProblem(quantised);
  const allowed = Object.keys(operators).join(", ");
  const unknown = graph.nodes.filter((node) => !Object.hasOwn(operators, node.op));
  if (unknown.length === 0) return;
  throw new ConfigError(unknown.flatMap((node) => node.problem("its operator is not known", node.op, allowed).problems));
}

// Which nodes a value depends on, each behind those that it reads. The walk keeps its own stack: models may be tens of thousands of
// nodes deep.
import type { OnnxNode } from "./onnx-node.js";

interface Visit {
  readonly node: OnnxNode;
  /** Inputs already looked at. */
  next: number;
}

export interface NodesBefore {
  readonly nodes: readonly OnnxNode[];
  /** Values that no node makes, with the first node that reads each; null where it is the value asked for. */
  readonly leaves: ReadonlyMap<string, OnnxNode | null>;
}

/** @throws ConfigError naming a node of a circle */
export function nodesBefore(value: string, makers: ReadonlyMap<string, OnnxNode>): NodesBefore {
  const nodes = new Set<OnnxNode>();
  const leaves = new Map<string, OnnxNode | null>();
  const open = new Set<OnnxNode>();
  const stack: Visit[] = [];
  const enter = (name: string, reader: OnnxNode | null): void => {
    const node = makers.get(name);
    if (node === undefined) {
      if (!leaves.has(name)) leaves.set(name, reader);
    } else if (open.has(node)) {
      throw node.problem("reads what is made from its own output: nodes in a circle", name, "a graph without circles");
    } else if (!nodes.has(node)) {
      open.add(node);
      stack.push({ node, next: 0 });
    }
  };
  enter(value, null);
  while (stack.length > 0) {
    const visit = stack.at(-1)!;
    const { node } = visit;
    const input = node.inputs[visit.next++];
    if (input === undefined) {
      stack.pop();
      open.delete(node);
      nodes.add(node);
    } else if (input !== "") {
      enter(input, node);
    }
  }
  return { nodes: [...nodes], leaves };
}

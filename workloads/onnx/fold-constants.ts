// The constants of a model, computed when somebody asks for one: shape arithmetic, weights that are transposed or cast, normalisation that
// is worked out from other constants. The walk keeps its own stack, and what it makes is bounded by what the model holds.
import type { ConfigError } from "../../sim/errors.js";
import type { SideFile } from "./external-data.js";
import { FOLDERS, type FoldContext, type Folder } from "./folding/index.js";
import { SHAPE_OPERATORS, type OnnxGraph } from "./graph.js";
import { isQuantised, quantisedProblem } from "./known-operators.js";
import type { OnnxNode } from "./onnx-node.js";
import { decodeTensor, elementCount, type Constant } from "./tensor-values.js";

/** Numbers that folding may make in all: some for shapes, and this many times those of the model's own constants. */
const LEAST_ROOM = 65_536;
const ROOM_BY_MODEL = 4;

/** Computes what a model derives from constants alone, when it is asked for. Throws ConfigError with the node. */
export class ConstantFolder {
  private readonly known = new Map<string, Constant>();
  private left: number;

  /** @param dimsOf shape of a value that is not constant, batch first */
  constructor(
    private readonly graph: OnnxGraph,
    private readonly sideFile: SideFile,
    private readonly dimsOf: (value: string, asker: OnnxNode) => readonly number[],
  ) {
    const stored = [...graph.initializers.values()].map(({ dims = [] }) => Math.max(0, elementCount(dims))).filter(Number.isSafeInteger);
    this.left = LEAST_ROOM + ROOM_BY_MODEL * stored.reduce((sum, count) => sum + count, 0);
  }

  /**
   * @param asker named in errors about the constant itself
   * @throws ConfigError naming the node that cannot be computed, or whose constant cannot be read
   */
  value(name: string, asker: OnnxNode): Constant {
    const stack: (readonly [value: string, reader: OnnxNode])[] = [[name, asker]];
    while (stack.length > 0) {
      const [wanted, reader] = stack.at(-1)!;
      const missing = this.missingBefore(wanted);
      if (missing.length === 0) {
        if (!this.known.has(wanted)) this.known.set(wanted, this.computed(wanted, reader));
        stack.pop();
      }
      for (const value of missing) stack.push([value, this.graph.makers.get(wanted)!]);
    }
    return this.known.get(name)!;
  }

  /** Constants that must be there first. */
  private missingBefore(value: string): string[] {
    const maker = this.known.has(value) ? undefined : this.graph.makers.get(value);
    if (maker === undefined || SHAPE_OPERATORS.has(maker.op)) return [];
    return maker.inputs.filter((input) => input !== "" && !this.known.has(input));
  }

  private computed(value: string, reader: OnnxNode): Constant {
    const stored = this.graph.initializers.get(value);
    const node = this.graph.makers.get(value);
    if (stored !== undefined) return this.decoded(stored, value, reader);
    if (node === undefined || !this.graph.constants.has(value)) {
      throw reader.problem("needs a constant", value, "a value that does not depend on the image");
    }
    const folder = (FOLDERS as Record<string, Folder>)[node.op];
    if (folder === undefined || !Object.hasOwn(FOLDERS, node.op)) throw unknownFolder(node, reader);
    if (node.outputs[0] !== value) throw node.problem("has a second output that is not computed", value, node.outputs[0] ?? "");
    return { ...folder(this.contextOf(node)), name: value };
  }

  private decoded(tensor: Parameters<typeof decodeTensor>[0], name: string, reader: OnnxNode): Constant {
    return decodeTensor(tensor, name, this.sideFile, (message, found, allowed) => reader.problem(message, found, allowed));
  }

  private contextOf(node: OnnxNode): FoldContext {
    const optional = (index: number): Constant | undefined => (node.hasInput(index) ? this.known.get(node.inputs[index]!) : undefined);
    return {
      node, optional,
      input: (index) => {
        const constant = optional(index);
        if (constant === undefined) throw node.problem(`its input ${index} is left out`);
        return constant;
      },
      dimsOf: (index) => this.shape(node.inputs[index] ?? "", node),
      attribute: (name) => {
        const tensor = node.tensor(name);
        return tensor === undefined ? undefined : this.decoded(tensor, node.outputs[0]!, node);
      },
      room: (count) => this.room(count, node),
    };
  }

  private shape(value: string, node: OnnxNode): readonly number[] {
    return this.graph.constants.has(value) ? this.value(value, node).dims : this.dimsOf(value, node);
  }

  private room(count: number, node: OnnxNode): number {
    const fits = Number.isSafeInteger(count) && count >= 0 && count <= this.left;
    if (!fits) throw node.problem("makes more numbers than the whole model holds several times over", String(count), `${this.left} more`);
    this.left -= count;
    return count;
  }
}

const unknownFolder = (node: OnnxNode, reader: OnnxNode): ConfigError => isQuantised(node) ? quantisedProblem(node)
  : node.problem(`is not computed, and ${reader.label} needs its result as a constant`, node.op,
    "a model exported with constants folded (for instance by onnxsim)");

// A node of an ONNX graph: what it reads and makes, its attributes by type, and the errors that name it.
import { ConfigError } from "../../sim/errors.js";
import { ATTRIBUTE_TYPE } from "./messages.js";
import type { AttributeMessage, NodeMessage, TensorMessage } from "./messages.js";

/** The domains in which ONNX's own operators stand. */
const OWN_DOMAINS: ReadonlySet<string> = new Set(["", "ai.onnx"]);

/** One node of a model: its operator, values and attributes, and how errors name it. */
export class OnnxNode {
  /** With its domain where that is not ONNX's own. */
  readonly op: string;
  /** "Conv layer1.0", or "Conv -> features" for a node without a name: how errors name it. */
  readonly label: string;
  /** "" where an optional input is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  private readonly attributes: ReadonlyMap<string, AttributeMessage>;

  /** @param file shown in errors */
  constructor({ opType = "", domain = "", name = "", input = [], output = [], attribute = [] }: NodeMessage, readonly file: string) {
    this.op = OWN_DOMAINS.has(domain) ? opType : `${domain}.${opType}`;
    this.label = `${this.op} ${name === "" ? `-> ${output[0] ?? "?"}` : name}`;
    this.inputs = input;
    this.outputs = output;
    this.attributes = new Map(attribute.map((each) => [each.name ?? "", each]));
  }

  /** The error of this node; `found` and `allowed` are left out where they would say the same. */
  problem(message: string, found?: string, allowed?: string): ConfigError {
    const details = found === allowed ? {} : { ...(found === undefined ? {} : { found }), ...(allowed === undefined ? {} : { allowed }) };
    return new ConfigError({ path: `${this.file}, node ${this.label}`, message, ...details });
  }

  has(attribute: string): boolean {
    return this.attributes.has(attribute);
  }

  attributeNames(): readonly string[] {
    return [...this.attributes.keys()];
  }

  /** Is there such an input, and is it not left out? */
  hasInput(index: number): boolean {
    return (this.inputs[index] ?? "") !== "";
  }

  /** @throws ConfigError for an attribute that none of these is: it could change what the node does */
  requireAttributes(known: readonly string[]): void {
    const unknown = [...this.attributes.keys()].filter((name) => !known.includes(name));
    if (unknown.length === 0) return;
    throw this.problem("has an attribute that is not known", unknown.join(", "), known.length === 0 ? "none" : known.join(", "));
  }

  integer(name: string, fallback: number): number {
    const attribute = this.typed(name, ATTRIBUTE_TYPE.int, "an integer");
    return attribute === undefined ? fallback : (attribute.i ?? 0);
  }

  integers(name: string, fallback: readonly number[]): readonly number[] {
    const attribute = this.typed(name, ATTRIBUTE_TYPE.ints, "a list of integers");
    return attribute === undefined ? fallback : (attribute.ints ?? []);
  }

  float(name: string, fallback: number): number {
    const attribute = this.typed(name, ATTRIBUTE_TYPE.float, "a number");
    return attribute === undefined ? fallback : (attribute.f ?? 0);
  }

  floats(name: string): readonly number[] {
    return this.typed(name, ATTRIBUTE_TYPE.floats, "a list of numbers")?.floats ?? [];
  }

  text(name: string, fallback: string): string {
    const attribute = this.typed(name, ATTRIBUTE_TYPE.string, "a text");
    return attribute === undefined ? fallback : new TextDecoder().decode(attribute.s ?? new Uint8Array(0));
  }

  tensor(name: string): TensorMessage | undefined {
    return this.typed(name, ATTRIBUTE_TYPE.tensor, "a tensor")?.t;
  }

  /** Old files state no types; a stated one must be right. */
  private typed(name: string, type: number, allowed: string): AttributeMessage | undefined {
    const attribute = this.attributes.get(name);
    const stated = attribute?.type ?? 0;
    if (stated !== 0 && stated !== type) throw this.problem(`its attribute ${name} has another type`, `attribute type ${stated}`, allowed);
    return attribute;
  }
}

// Builds the bytes of a WebAssembly module with one imported memory ("env" "memory") and exported functions.
// Leaves out tables, globals, data segments and imported functions: no kernel needs them.
import { joined, nameBytes, section, unsignedLeb, VALUE_TYPES, vector } from "./encoding.js";
import type { Code, ValueType } from "./encoding.js";
import type { Local } from "./code.js";

interface Signature {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
}

/** Allocates the locals of one function while its body is written. */
export class FunctionBuilder {
  private readonly locals: ValueType[] = [];

  constructor(
    readonly index: number,
    readonly name: string,
    readonly signature: Signature,
  ) {}

  /** The n-th parameter. */
  parameter(n: number): Local {
    const type = this.signature.parameters[n];
    if (type === undefined) throw new RangeError(`${this.name} has no parameter ${n}`);
    return { index: n, type };
  }

  /** A new local variable, zero at entry. */
  local(type: ValueType): Local {
    this.locals.push(type);
    return { index: this.signature.parameters.length + this.locals.length - 1, type };
  }

  /** `count` new local variables of one type. */
  localArray(type: ValueType, count: number): Local[] {
    return Array.from({ length: count }, () => this.local(type));
  }

  /** The function's entry of the code section. */
  encode(body: Code): number[] {
    const declarations = this.locals.map((type) => [1, VALUE_TYPES[type]]);
    const content = joined(vector(declarations), body, [0x0b]);
    return joined(unsignedLeb(content.length), content);
  }
}

export interface MemoryLimits {
  /** Pages of 64 KiB that the imported memory has at least. */
  readonly initialPages: number;
  /** Required when shared. */
  readonly maximumPages?: number;
  readonly shared?: boolean;
}

/** Collects functions, then gives the module's bytes. */
export class ModuleBuilder {
  private readonly functions: { readonly builder: FunctionBuilder; readonly body: Code }[] = [];

  constructor(private readonly memory: MemoryLimits) {}

  /**
   * Adds and exports a function. `write` gets the builder (for parameters and locals) and returns the body;
   * with a result type the body must leave one value.
   * @returns the function itself, for `call`
   */
  add(name: string, parameters: readonly ValueType[], result: ValueType | null, write: (f: FunctionBuilder) => Code): FunctionBuilder {
    const builder = new FunctionBuilder(this.functions.length, name, { parameters, result });
    this.functions.push({ builder, body: write(builder) });
    return builder;
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    const functions = this.functions;
    const types = functions.map(({ builder }) => encodeSignature(builder.signature));
    const exports = functions.map(({ builder }) => [...nameBytes(builder.name), 0x00, ...unsignedLeb(builder.index)]);
    return new Uint8Array(joined(
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, vector(types)),
      section(2, vector([[...nameBytes("env"), ...nameBytes("memory"), 0x02, ...encodeLimits(this.memory)]])),
      section(3, vector(functions.map(({ builder }) => unsignedLeb(builder.index)))),
      section(7, vector(exports)),
      section(10, vector(functions.map(({ builder, body }) => builder.encode(body)))),
    ));
  }
}

/** Calls another function of the module with its arguments. */
export const call = (target: FunctionBuilder, ...args: readonly Code[]): Code => joined(...args, [0x10], unsignedLeb(target.index));

function encodeSignature({ parameters, result }: Signature): number[] {
  const results = result === null ? [] : [[VALUE_TYPES[result]]];
  return [0x60, ...vector(parameters.map((type) => [VALUE_TYPES[type]])), ...vector(results)];
}

function encodeLimits({ initialPages, maximumPages, shared }: MemoryLimits): number[] {
  if (maximumPages === undefined) return [0x00, ...unsignedLeb(initialPages)];
  return [shared === true ? 0x03 : 0x01, ...unsignedLeb(initialPages), ...unsignedLeb(maximumPages)];
}

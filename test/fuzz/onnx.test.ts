// The reader of ONNX models: networks of every form that exporters write, with fields of their messages changed, left out or exchanged, and
// bytes flipped or cut off. Whatever comes, it gives a checkpoint of finite numbers, or it refuses with a reason that is not what it wants.

import fc from "fast-check";
import { ConfigError, isConfigError } from "../../sim/errors.js";
import type { AttributeMessage, NodeMessage, TensorMessage } from "../../workloads/onnx/messages.js";
import { OPERATORS } from "../../workloads/onnx/operators/index.js";
import { FOLDERS } from "../../workloads/onnx/folding/index.js";
import { decodeModel, encodeModel } from "../../workloads/onnx/wire.js";
import { drawnModel, MODEL_FORMS } from "../fixtures/drawn-onnx.js";
import { importTiny, tinyImages } from "../unit/workloads/onnx/tiny-model.js";
import { fuzz, readOrRefuse, type FuzzFiles } from "./frame.js";

const MODEL = "tiny.onnx";
const SIDE = "w.bin";
const calibration = tinyImages(4, "fuzz");

const INTEGERS = [0, 1, 2, 3, -1, -2, 4, 7, 8, 9, 255, 1_000, 65_536, 2 ** 31, -(2 ** 31), 2 ** 53, 2 ** 40];
const NUMBERS = [0, 1, -1, NaN, Infinity, -Infinity, 3e38, -3e38, 1e-40, 0.5];
const WORDS = ["", "x", "out", "__proto__", "constructor", "image", "SAME_UPPER", "reflect", "pads", "conv2", "\u0000", "a".repeat(300)];
const OPS = [...Object.keys(OPERATORS), ...Object.keys(FOLDERS), "QuantizeLinear", "If", "toString", "__proto__"];

/** One change: what kind, where (as shares of the lists' lengths), and what is put there. */
interface Change {
  readonly kind: keyof typeof CHANGES;
  readonly where: number;
  readonly which: number;
  readonly integer: number;
  readonly number: number;
  readonly word: string;
  readonly op: string;
}

type Loose<T> = { -readonly [K in keyof T]: T[K] };
interface Parts {
  readonly nodes: Loose<NodeMessage>[];
  readonly constants: Loose<TensorMessage>[];
}

const at = <T>(list: readonly T[], share: number): T | undefined => list[Math.floor(share * list.length)];
const replaced = <T>(list: readonly T[], share: number, value: T): T[] =>
  list.map((each, n) => (n === Math.floor(share * list.length) ? value : each));
const without = <T>(list: readonly T[], share: number): T[] => list.filter((_, n) => n !== Math.floor(share * list.length));

const onNode = (change: (node: Loose<NodeMessage>, drawn: Change, parts: Parts) => void) => (parts: Parts, drawn: Change): void => {
  const node = at(parts.nodes, drawn.where);
  if (node !== undefined) change(node, drawn, parts);
};
const onConstant = (change: (constant: Loose<TensorMessage>, drawn: Change) => void) => (parts: Parts, drawn: Change): void => {
  const constant = at(parts.constants, drawn.where);
  if (constant !== undefined) change(constant, drawn);
};
const onAttribute = (change: (attribute: Loose<AttributeMessage>, drawn: Change) => void) => onNode((node, drawn) => {
  node.attribute = (node.attribute ?? []).map((each) => ({ ...each }));
  const attribute = at(node.attribute, drawn.which);
  if (attribute !== undefined) change(attribute, drawn);
});
/** Some value of the model, or a word. */
const valueOf = ({ nodes, constants }: Parts, { which, word }: Change): string => {
  const values = [...nodes.flatMap(({ output = [] }) => output), ...constants.map(({ name = "" }) => name), word];
  return at(values, which) ?? word;
};

const CHANGES = {
  operator: onNode((node, { op }) => { node.opType = op; }),
  domain: onNode((node, { word }) => { node.domain = word; }),
  read: onNode((node, drawn, parts) => { node.input = replaced(node.input ?? [], drawn.number % 1 || 0, valueOf(parts, drawn)); }),
  readMore: onNode((node, drawn, parts) => { node.input = [...(node.input ?? []), valueOf(parts, drawn)]; }),
  readLess: onNode((node, { which }) => { node.input = without(node.input ?? [], which); }),
  made: onNode((node, drawn, parts) => { node.output = [valueOf(parts, drawn)]; }),
  madeLess: onNode((node) => { node.output = []; }),
  twice: (parts: Parts, { where }: Change) => { parts.nodes.push({ ...at(parts.nodes, where)! }); },
  gone: (parts: Parts, { where }: Change) => { parts.nodes.splice(Math.floor(where * parts.nodes.length), 1); },
  constantGone: (parts: Parts, { where }: Change) => { parts.constants.splice(Math.floor(where * parts.constants.length), 1); },
  attributeInteger: onAttribute((attribute, { integer }) => { attribute.i = integer; }),
  attributeIntegers: onAttribute((attribute, { which, integer }) => { attribute.ints = replaced(attribute.ints ?? [], which, integer); }),
  attributeLonger: onAttribute((attribute, { integer }) => { attribute.ints = [...(attribute.ints ?? []), integer]; }),
  attributeNumber: onAttribute((attribute, { number }) => { attribute.f = number; }),
  attributeText: onAttribute((attribute, { word }) => { attribute.s = new TextEncoder().encode(word); }),
  attributeType: onAttribute((attribute, { integer }) => { attribute.type = integer; }),
  attributeName: onAttribute((attribute, { word }) => { attribute.name = word; }),
  attributeGone: onNode((node, { which }) => { node.attribute = without(node.attribute ?? [], which); }),
  dims: onConstant((constant, { which, integer }) => { constant.dims = replaced(constant.dims ?? [], which, integer); }),
  dimsMore: onConstant((constant, { integer }) => { constant.dims = [...(constant.dims ?? []), integer]; }),
  dimsGone: onConstant((constant) => { constant.dims = []; }),
  type: onConstant((constant, { which }) => { constant.dataType = Math.floor(which * 25); }),
  number: onConstant((constant, { which, number }) => {
    const bytes = Uint8Array.from(constant.rawData ?? []);
    const place = 4 * Math.floor((which * bytes.length) / 4);
    if (place + 4 <= bytes.length) new DataView(bytes.buffer).setFloat32(place, number, true);
    constant.rawData = bytes;
  }),
  integer: onConstant((constant, { which, integer }) => {
    const bytes = Uint8Array.from(constant.rawData ?? []);
    const place = 8 * Math.floor((which * bytes.length) / 8);
    if (place + 8 <= bytes.length) new DataView(bytes.buffer).setBigInt64(place, BigInt(integer), true);
    constant.rawData = bytes;
  }),
  cut: onConstant((constant, { which }) => {
    const bytes = constant.rawData ?? new Uint8Array(0);
    constant.rawData = bytes.subarray(0, Math.floor(which * bytes.length));
  }),
  beside: onConstant((constant, { integer, which, word }) => {
    constant.dataLocation = 1;
    const offset = String(which < 0.6 ? 0 : integer);
    constant.externalData = [{ key: "location", value: which < 0.2 ? word : SIDE }, { key: "offset", value: offset }];
    if (which > 0.5) delete constant.rawData;
  }),
} as const;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])), where: share, which: share,
  integer: fc.constantFrom(...INTEGERS), number: fc.oneof(fc.constantFrom(...NUMBERS), share),
  word: fc.constantFrom(...WORDS), op: fc.constantFrom(...OPS),
});

function changed(bytes: Uint8Array, changes: readonly Change[], input: readonly number[]): Uint8Array {
  const model = decodeModel(bytes, MODEL);
  const graph = model.graph!;
  const copies = <T extends object>(list: readonly T[] = []): Loose<T>[] => list.map((each) => ({ ...each }));
  const parts: Parts = { nodes: copies(graph.node), constants: copies(graph.initializer) };
  for (const each of changes) CHANGES[each.kind](parts, each);
  const dims = input.map((dimValue) => ({ dimValue }));
  const inputs = input.length === 0 ? graph.input! : [{ ...graph.input![0]!, type: { tensorType: { elemType: 1, shape: { dim: dims } } } }];
  return encodeModel({ ...model, graph: { ...graph, node: parts.nodes, initializer: parts.constants, input: inputs } });
}

const structured = fc.tuple(
  MODEL_FORMS.map((form) => drawnModel(form).bytes), fc.array(change, { maxLength: 4 }),
  fc.oneof({ weight: 20, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.constantFrom(...INTEGERS), { maxLength: 5 }) }),
).map(([bytes, changes, input]) => changed(bytes, changes, input));

/** Bytes flipped, and the end cut off. */
const damaged = fc.tuple(
  structured, fc.array(fc.tuple(share, fc.integer({ min: 1, max: 255 })), { maxLength: 4 }), fc.option(share, { freq: 3 })
)
  .map(([bytes, flips, end]) => {
    const copy = bytes.slice(0, end === null ? bytes.length : Math.floor(end * bytes.length));
    for (const [place, bits] of flips) if (copy.length > 0) copy[Math.floor(place * copy.length)]! ^= bits;
    return copy;
  });

const files: fc.Arbitrary<FuzzFiles> = fc.record({
  [MODEL]: fc.oneof(
    { weight: 8, arbitrary: structured }, { weight: 3, arbitrary: damaged }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  ),
  [SIDE]: fc.uint8Array({ minLength: 0, maxLength: 600 }),
});

async function check(given: FuzzFiles): Promise<void> {
  const side = given[SIDE]!;
  const sideFile = (location: string, offset: number, length: number): Uint8Array => {
    if (location === SIDE && offset + length <= side.length) return side.subarray(offset, offset + length);
    throw new ConfigError({ path: location, message: "is too short", found: String(side.length), allowed: `${offset + length}` });
  };
  const checkpoint = await readOrRefuse(async () => {
    try {
      return await importTiny(given[MODEL]!, { calibration, sideFile });
    } catch (error) {
      const problems = isConfigError(error) ? error.problems : [];
      const same = problems.find(({ found, allowed }) => found !== undefined && found === allowed);
      if (same !== undefined) {
        throw new Error(`finds what it allows: ${same.path}: ${same.message} (${same.found ?? ""})`, { cause: error });
      }
      throw error;
    }
  });
  if (checkpoint === undefined) return;
  const ranges = Object.values(checkpoint.ranges).flatMap((tensors) => Object.values(tensors));
  const bounds = ranges.flatMap(({ min, max, clip8 }) => [min, max, clip8]);
  const wrong = [...checkpoint.parameters, ...checkpoint.statistics, ...bounds].find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new Error(`a checkpoint with ${wrong}`);
}

fuzz("onnx", { files, check });

// YAML text to a ConfigTree. Aliases are followed, but loops and explosions end in an error; so do prototype keys,
// duplicate keys, several documents, and anything that is not text.
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Alias, type Document, type Node } from "yaml";
import { ConfigError, type ConfigProblem } from "../../sim/errors.js";
import {
  emptySection,
  isSection,
  originKey,
  pathText,
  PROTOTYPE_KEYS,
  type ConfigPath,
  type ConfigSection,
  type ConfigTree,
  type ConfigValue,
  type Position,
} from "./config-tree.js";
import { isPlainText } from "./plain-text.js";

const MAX_CHARACTERS = 1 << 20;
const MAX_VALUES = 20_000;
const MAX_DEPTH = 32;
/** Reads one document whose top is a section. Throws ConfigError with every problem of the YAML itself. */
export function yamlTree(text: string, file: string): ConfigTree {
  const walker = new YamlWalker(text, file);
  const value = walker.read();
  if (isSection(value)) {
    const top = { line: 1, column: 1 };
    walker.origins.set(originKey([]), { file, key: top, value: top });
    return { root: value, origins: walker.origins };
  }
  throw new ConfigError({
    path: "",
    message: "a config is a section of `key: value` lines",
    found: Array.isArray(value) ? "a list" : "a single value",
    location: { file, line: 1, column: 1 },
  });
}

/** Reads the value of an option: a scalar, or a list or section in flow style. */
export function yamlValue(text: string, file: string): ConfigValue {
  return new YamlWalker(text, file).read();
}

/** An alias repeats the last node before it with its anchor: one walk over the document for all of them. */
function aliasTargets(document: Document): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Value: (_, node) => void (node.anchor !== undefined && anchored.set(node.anchor, node)),
    Alias: (_, node) => {
      const target = anchored.get(node.source);
      if (target !== undefined) targets.set(node, target);
    },
  });
  return targets;
}

class YamlWalker {
  readonly origins: ConfigTree["origins"] = new Map();
  private readonly lines = new LineCounter();
  private readonly problems: ConfigProblem[] = [];
  private valueCount = 0;
  /** What each alias repeats. */
  private targets!: ReadonlyMap<Alias, Node>;
  /** Lists and sections around the value being read: an alias to one of them is a loop. */
  private readonly open = new Set<unknown>();

  constructor(private readonly text: string, private readonly file: string) {}

  read(): ConfigValue {
    this.refuseNonText();
    const document = this.parse();
    const { contents } = document;
    this.targets = aliasTargets(document);
    if (contents === null || (isScalar(contents) && contents.value === null && contents.source === ""))
      this.fail("the config is empty; `pimento init` writes one to start from", 0);
    const value = this.value(contents, [], 0);
    if (this.problems.length > 0) throw new ConfigError(this.problems);
    return value;
  }

  private refuseNonText(): void {
    if (this.text.length > MAX_CHARACTERS) this.fail("the config is larger than 1 MiB", 0);
    if (!isPlainText(this.text)) this.fail("the config is not a text file in UTF-8", 0);
    if (isNestedTooDeeply(this.text)) this.fail("the YAML is nested too deeply", 0);
  }

  private parse(): Document {
    const document = parseDocument(this.text, {
      lineCounter: this.lines,
      prettyErrors: false,
      strict: true,
      uniqueKeys: true,
      merge: false,
    });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length === 0) return document;
    throw new ConfigError(faults.slice(0, 20).map((fault) => this.problem(yamlMessage(fault.code, fault.message), fault.pos[0])));
  }

  private value(node: unknown, path: ConfigPath, depth: number): ConfigValue {
    this.valueCount += 1;
    if (this.valueCount > MAX_VALUES || depth > MAX_DEPTH) this.fail("aliases or nesting make this config too large", startOf(node));
    if (this.open.has(node)) this.fail("this alias stands inside what it repeats", startOf(node));
    if (isAlias(node)) {
      const target = this.targets.get(node) ?? this.fail(`no anchor &${node.source} stands before this`, startOf(node), path);
      return this.value(target, path, depth + 1);
    }
    if (isScalar(node)) return this.scalar(node.value, path, startOf(node));
    this.open.add(node);
    const value = isMap(node) ? this.section(node.items, path, depth)
      : isSeq(node) ? node.items.map((item, index) => this.child(item, item, [...path, index], depth)) : null;
    this.open.delete(node);
    return value;
  }

  private section(pairs: readonly unknown[], path: ConfigPath, depth: number): ConfigSection {
    const section = emptySection();
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const key =
        isScalar(pair.key) && (typeof pair.key.value === "string" || typeof pair.key.value === "number") ? String(pair.key.value) : null;
      if (key === null || key === "<<" || PROTOTYPE_KEYS.has(key)) {
        this.problems.push(
          this.problem(key === "<<" ? "merge keys are not supported" : "this cannot be a key", startOf(pair.key), [...path, key ?? "?"]),
        );
      } else section[key] = this.child(pair.key, pair.value, [...path, key], depth);
    }
    return section;
  }

  private child(key: unknown, node: unknown, path: ConfigPath, depth: number): ConfigValue {
    const source = isScalar(node) && node.source !== undefined ? { source: node.source } : {};
    const start = startOf(node) ?? startOf(key);
    this.origins.set(originKey(path), { file: this.file, key: this.position(startOf(key)), value: this.position(start), ...source });
    return this.value(node, path, depth + 1);
  }

  private scalar(value: unknown, path: ConfigPath, offset: number | undefined): ConfigValue {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    return this.fail("this kind of value has no place in a config", offset, path);
  }

  private position(offset: number | undefined): Position {
    const { line, col } = this.lines.linePos(offset ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  private problem(message: string, offset: number | undefined, path: ConfigPath = []): ConfigProblem {
    return { path: pathText(path), message, location: { file: this.file, ...this.position(offset) } };
  }

  private fail(message: string, offset: number | undefined, path: ConfigPath = []): never {
    throw new ConfigError([...this.problems, this.problem(message, offset, path)]);
  }
}

/** The parser recurses, and a config of brackets alone would exhaust its stack: such a text is refused before it is parsed. */
function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "[" || character === "{") depth += 1;
    else if ((character === "]" || character === "}") && depth > 0) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return /^[ \t]*(?:[-?:][ \t]+){33}/m.test(text);
}

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

function yamlMessage(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "this key stands twice in its section";
  if (code === "MULTIPLE_DOCS") return "one config is one document; there is a second one here";
  return `not valid YAML: ${message.split("\n")[0]!.replace(/[.:]$/, "").slice(0, 120)}`;
}

// A config as plain data together with where each value came from: a place in a file, or an option of the command line.
import type { ConfigProblem } from "../../sim/errors.js";

export type ConfigPath = readonly (string | number)[];

/** Null-prototype objects, arrays and scalars. */
export type ConfigValue = null | string | number | boolean | ConfigValue[] | ConfigSection;
export interface ConfigSection {
  [key: string]: ConfigValue;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where one value stands. */
export type Origin =
  | { readonly file: string; readonly key: Position; readonly value: Position; readonly source?: string }
  | { readonly option: string; readonly source?: string };

export interface ConfigTree {
  root: ConfigSection;
  readonly origins: Map<string, Origin>;
}

/** Words that name something on every JavaScript object. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Without a prototype: a key of any name is only a key. */
export const emptySection = (): ConfigSection => Object.create(null) as ConfigSection;

/** False for lists, single values and what is missing. */
export const isSection = (value: ConfigValue | undefined): value is ConfigSection =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A path as one text, for maps by path; no key holds the separator. */
export const originKey = (path: ConfigPath): string => path.map(String).join("\u0000");

/** "network.subnets[2].name" */
export const pathText = (path: ConfigPath): string =>
  path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");

/** The reverse of pathText. */
export const parsePathText = (text: string): ConfigPath =>
  [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([part, index]) => (index === undefined ? part : Number(index)));

/** The origin of the value, or of the nearest section around it. */
export function originOf(tree: ConfigTree, path: ConfigPath): Origin | undefined {
  for (let length = path.length; length >= 0; length--) {
    const origin = tree.origins.get(originKey(path.slice(0, length)));
    if (origin !== undefined) return origin;
  }
  return undefined;
}

/** Puts the place of `path` into a problem. @param at whether the key or the value is to blame */
export function located(
  tree: ConfigTree,
  path: ConfigPath,
  problem: Omit<ConfigProblem, "path" | "location">,
  at: "key" | "value" = "value",
): ConfigProblem {
  const origin = originOf(tree, path);
  const base = { ...problem, path: pathText(path) };
  if (origin === undefined) return base;
  if ("option" in origin) return { ...base, message: `${problem.message}, from ${origin.option}` };
  return { ...base, location: { file: origin.file, ...origin[at] } };
}

/** The value as it was written, cut short; for lists and sections only their kind. */
export function foundText(tree: ConfigTree, path: ConfigPath, value: ConfigValue | undefined): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (isSection(value)) return "a section";
  const text = tree.origins.get(originKey(path))?.source ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text === "" ? "nothing" : text;
}

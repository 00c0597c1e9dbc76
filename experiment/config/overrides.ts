// Options of the command line that replace one field of the config: `--set path=value`, and shorthands such as `--seed`.
import { ConfigError, isConfigError, type ConfigProblem } from "../../sim/errors.js";
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
} from "./config-tree.js";
import { yamlValue } from "./yaml-tree.js";

export interface Override {
  /** Dotted path: chip.array.rows. A number picks an entry of a list: network.subnets.0. */
  readonly path: string;
  /** The value as written. */
  readonly text: string;
  /** As the user typed it, for errors: "--set chip.array.rows=128". */
  readonly option: string;
  /** `yaml`: scalar or flow collection; `text`: taken literally. */
  readonly as: "yaml" | "text";
}

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

/** Reads "chip.array.rows=128". Throws ConfigError. */
export function setOption(assignment: string): Override {
  const at = assignment.indexOf("=");
  const option = `--set ${assignment}`;
  if (at <= 0)
    throw new ConfigError({
      path: "--set",
      message: "needs path=value",
      found: assignment,
      allowed: "for instance --set chip.array.rows=128",
    });
  return { path: assignment.slice(0, at).trim(), text: assignment.slice(at + 1), option, as: "yaml" };
}

/** Applies all overrides in order; changes the tree. Throws ConfigError with every problem. */
export function applyOverrides(tree: ConfigTree, overrides: readonly Override[]): void {
  const problems: ConfigProblem[] = [];
  for (const override of overrides) {
    try {
      applyOne(tree, override);
    } catch (error) {
      if (!isConfigError(error)) throw error;
      problems.push(
        ...error.problems.map(({ message, found, allowed }) => ({
          path: override.path,
          message: `${message}, from ${override.option}`,
          ...(found === undefined ? {} : { found }),
          ...(allowed === undefined ? {} : { allowed }),
        })),
      );
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

function applyOne(tree: ConfigTree, override: Override): void {
  const path = parsePath(override.path);
  const value = override.as === "text" ? override.text : optionValue(override);
  const last = path.at(-1)!;
  const parent = sectionAt(tree.root, path.slice(0, -1));
  if (Array.isArray(parent)) parent[entryIndex(parent, last)] = value;
  else parent[String(last)] = value;
  const normalised = Array.isArray(parent) ? [...path.slice(0, -1), Number(last)] : path;
  forgetOrigins(tree, normalised);
  tree.origins.set(originKey(normalised), { option: override.option, source: override.text });
}

function optionValue(override: Override): ConfigValue {
  if (override.text.trim() === "") throw new ConfigError({ path: override.path, message: "has no value after the equals sign" });
  // Sweeps replace fields by whole numbers thousands of times: YAML reads these the same.
  return WHOLE_NUMBER.test(override.text) ? Number(override.text) : yamlValue(override.text, override.option);
}

function parsePath(text: string): ConfigPath {
  const parts = text.split(".");
  const bad = parts.find((part) => part === "" || PROTOTYPE_KEYS.has(part) || part.length > 100);
  if (bad !== undefined || parts.length > 32)
    throw new ConfigError({ path: text, message: "is not a path of a config", allowed: "keys joined by dots, such as chip.array.rows" });
  return parts;
}

/** Walks to the section or list that holds the field, making missing sections. */
function sectionAt(root: ConfigSection, path: ConfigPath): ConfigSection | ConfigValue[] {
  let current: ConfigSection | ConfigValue[] = root;
  path.forEach((part, depth) => {
    const next: ConfigValue | undefined = Array.isArray(current) ? current[entryIndex(current, part)] : current[String(part)];
    if (next === undefined && !Array.isArray(current)) current = current[String(part)] = emptySection();
    else if (Array.isArray(next) || isSection(next)) current = next;
    else throw new ConfigError({ path: pathText(path), message: `${pathText(path.slice(0, depth + 1))} is not a section` });
  });
  return current;
}

function entryIndex(list: readonly ConfigValue[], part: string | number): number {
  const index = /^\d{1,6}$/.test(String(part)) ? Number(part) : NaN;
  if (index < list.length) return index;
  throw new ConfigError({
    path: String(part),
    message: "is not an entry of this list",
    found: String(part),
    allowed: `0 to ${list.length - 1}`,
  });
}

/** What the file said below this path no longer holds. */
function forgetOrigins(tree: ConfigTree, path: ConfigPath): void {
  const prefix = `${originKey(path)}\u0000`;
  for (const key of tree.origins.keys()) if (key.startsWith(prefix)) tree.origins.delete(key);
}

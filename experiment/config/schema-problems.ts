// What the schema says against a config, as problems that name the place, what was found and what is allowed.
import type { z } from "zod";
import { didYouMean, type ConfigProblem } from "../../sim/errors.js";
import { foundText, located, type ConfigPath, type ConfigTree, type ConfigValue } from "./config-tree.js";
import { allowedAt, configJsonSchema, keysOf, schemaAt, type JsonSchema } from "./json-schema.js";

type Issue = z.core.$ZodIssue;

const MAX_PROBLEMS = 30;

/** One problem for each thing wrong. */
export function schemaProblems(tree: ConfigTree, issues: readonly Issue[]): ConfigProblem[] {
  const schema = configJsonSchema();
  return issues.flatMap((issue) => problemsOf(tree, schema, issue, [])).slice(0, MAX_PROBLEMS);
}

/** Orders problems as their places stand in the file; those of the command line come first. */
export const byPlace = (a: ConfigProblem, b: ConfigProblem): number =>
  (a.location?.line ?? 0) - (b.location?.line ?? 0) || (a.location?.column ?? 0) - (b.location?.column ?? 0);

function problemsOf(tree: ConfigTree, schema: JsonSchema, issue: Issue, prefix: ConfigPath): ConfigProblem[] {
  const path = [...prefix, ...(issue.path as ConfigPath)];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(tree, schema, path, key));
  if (issue.code === "invalid_union") {
    const branch = likelyBranch(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => problemsOf(tree, schema, inner, path));
  }
  const value = valueAt(tree.root, path);
  const place = schemaAt(schema, path);
  const allowed = allowedAt(place);
  const message = messageOf(issue, value, place);
  const found = foundText(tree, path, value);
  return [
    located(tree, path, {
      message,
      ...(issue.code === "custom" && message.includes(found) ? {} : { found }),
      ...(allowed === undefined ? {} : { allowed }),
    }),
  ];
}

function unknownKey(tree: ConfigTree, schema: JsonSchema, path: ConfigPath, key: string): ConfigProblem {
  const known = keysOf(schemaAt(schema, path));
  const near = didYouMean(key, known);
  return located(
    tree,
    [...path, key],
    { message: `unknown key${near === undefined ? "" : `; did you mean "${near}"?`}`, found: key, allowed: known.join(", ") },
    "key",
  );
}

/** Of the alternatives of a union, the one that the value was meant for: it got past the kind of value. */
function likelyBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const entered = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys" || issue.code === "custom"),
  );
  return entered.length === 1 ? entered[0] : undefined;
}

function messageOf(issue: Issue, value: ConfigValue | undefined, place: JsonSchema | undefined): string {
  if (value === undefined) return "is missing";
  if (value === null) return "is empty";
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_value") {
    const near = didYouMean(typeof value === "object" ? "" : String(value), issue.values.map(String));
    return `is not known${near === undefined ? "" : `; did you mean "${near}"?`}`;
  }
  if (issue.code === "too_small") return Array.isArray(value) ? "has too few entries" : "is too small";
  if (issue.code === "too_big") return Array.isArray(value) ? "has too many entries" : "is too large";
  if (typeof value === "number" && place?.["x-allowed"]?.startsWith("a quantity") === true) return "lacks its unit";
  if (typeof value === "number" && !Number.isFinite(value)) return "must be a finite number";
  if (issue.code === "invalid_type" && typeof value === "number") return "must be a whole number";
  return "is not what belongs here";
}

function valueAt(root: ConfigValue, path: ConfigPath): ConfigValue | undefined {
  return path.reduce<ConfigValue | undefined>(
    (value, part) => (typeof value === "object" && value !== null ? (value as Record<string | number, ConfigValue>)[part] : undefined),
    root,
  );
}

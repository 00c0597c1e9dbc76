// A config as YAML text from converted fields, checked by reading it back. A problem of the new text, which the user does not have, is
// told at the line of the old one that it comes from.
import { Document } from "yaml";
import { ConfigError, isConfigError, type ConfigProblem } from "../../sim/errors.js";
import { readConfig } from "../config/read-config.js";
import type { ExperimentSpec } from "../spec.js";
import type { Converted } from "./nvsim-keys.js";

/** @param notes go into comments at the top. Throws ConfigError where the config would be refused. */
export function configOf(file: string, converted: Converted): { readonly text: string; readonly spec: ExperimentSpec } {
  const text = textOf(file, converted);
  try {
    return { text, spec: readConfig({ text, file, name: "imported" }).spec };
  } catch (error) {
    throw isConfigError(error) ? new ConfigError(error.problems.map((problem) => inSource(file, converted, problem))) : error;
  }
}

function textOf(file: string, { fields, notes }: Converted): string {
  const root: Record<string, unknown> = {};
  for (const { path, value } of fields) {
    const section = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => (at[key] ??= {}) as Record<string, unknown>, root);
    section[path.at(-1)!] = value;
  }
  const document = new Document(root);
  const comments = [`Imported from ${file.replace(/^.*[/\\]/, "")}.`, ...notes];
  // A comment ends with its line.
  document.commentBefore = comments.map((comment) => ` ${comment.replace(/\s+/g, " ")}`).join("\n");
  return document.toString({ lineWidth: 0 });
}

function inSource(file: string, { fields }: Converted, { path, message, found, allowed }: ConfigProblem): ConfigProblem {
  const field = fields.find((each) => each.path.join(".") === path);
  const rest = { ...(found === undefined ? {} : { found }), ...(allowed === undefined ? {} : { allowed }) };
  if (field?.from === undefined) return { path, message: `${message}, from ${file}`, ...rest };
  return { path, message, ...rest, location: field.from };
}

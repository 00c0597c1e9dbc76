// A config as YAML text from converted fields, checked by reading it back.
import { Document } from "yaml";
import { ConfigError, isConfigError } from "../../sim/errors.js";
import { readConfig } from "../config/read-config.js";
import type { Converted } from "./nvsim-keys.js";

/** @param notes go into comments at the top. Throws ConfigError where the config would be refused. */
export function configText(file: string, { fields, notes }: Converted): string {
  const root: Record<string, unknown> = {};
  for (const [path, value] of fields) {
    const section = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => (at[key] ??= {}) as Record<string, unknown>, root);
    section[path.at(-1)!] = value;
  }
  const document = new Document(root);
  document.commentBefore = [` Imported from ${file.replace(/^.*[/\\]/, "")}.`, ...notes.map((note) => ` ${note}`)].join("\n");
  const text = document.toString({ lineWidth: 0 });
  try {
    readConfig({ text, file, name: "imported" });
  } catch (error) {
    if (!isConfigError(error)) throw error;
    // The places are those of the new text, which the user does not have.
    throw new ConfigError(error.problems.map(({ path, message, found, allowed }) => ({
      path, message: `${message}, from ${file}`, ...(found === undefined ? {} : { found }), ...(allowed === undefined ? {} : { allowed }),
    })));
  }
  return text;
}

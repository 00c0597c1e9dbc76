// What `pimento import` reads. To add one: write its file and name it in IMPORTERS.
import { ConfigError } from "../../sim/errors.js";
import type { Importer } from "./importer.js";
import { nvsimCell } from "./nvsim-cell.js";
import { nvsimConfig } from "./nvsim-config.js";

export const IMPORTERS = {
  "nvsim-cell": nvsimCell,
  "nvsim-config": nvsimConfig,
} as const satisfies Record<string, Importer>;

/** Throws ConfigError for a kind of file that nothing reads. */
export function importerFor(file: string): Importer {
  const importers: readonly Importer[] = Object.values(IMPORTERS);
  const importer = importers.find(({ extension }) => file.toLowerCase().endsWith(extension));
  if (importer !== undefined) return importer;
  const allowed = importers.map(({ extension, describe }) => `${extension} (${describe})`).join(", ");
  throw new ConfigError({ path: file, message: "this kind of file cannot be imported", allowed });
}

export type { Imported, Importer, ImportSource } from "./importer.js";

// The manifest of an output folder: which files one run wrote, with sizes and hashes. What it does not list is the user's own.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const MANIFEST = "manifest.json";
/** Stands in a folder while a set moves in file by file: the names of the old set and of the new one. */
export const JOURNAL = ".pimento-moving.json";
const FORMAT = "pimento-files-1";
const MAX_BYTES = 1 << 24;

export interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal, of the content. */
  readonly sha256: string;
}

/** The text of a manifest: names of the files, with sizes [bytes] and SHA-256 where they are known. */
export const manifestText = (files: readonly (ManifestFile | Pick<ManifestFile, "name">)[]): string =>
  `${JSON.stringify({ format: FORMAT, files }, null, 2)}\n`;

/**
 * Names of a folder's set (or, after a kill, of the two that it may hold parts of), its manifest among them; null where there is none that
 * we wrote.
 */
export async function manifestNames(folder: string): Promise<ReadonlySet<string> | null> {
  const [set, parts] = await Promise.all([listedNames(join(folder, MANIFEST)), listedNames(join(folder, JOURNAL))]);
  return set === null && parts === null ? null : new Set([...(set ?? []), ...(parts ?? []), MANIFEST, JOURNAL]);
}

async function listedNames(file: string): Promise<string[] | null> {
  const text = await readFile(file, "utf8").catch(() => "");
  if (text.length > MAX_BYTES) return null;
  try {
    const { format, files } = JSON.parse(text) as { format?: unknown; files?: readonly Partial<ManifestFile>[] };
    return format === FORMAT ? files!.map(({ name }) => String(name)) : null;
  } catch {
    return null;
  }
}

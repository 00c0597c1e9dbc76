// How every command with a result ends: warnings on standard error, files in a folder, then JSON or tables on standard output.
import type { Options } from "yargs";
import { printable } from "../sim/printable.js";
import type { ReportKind } from "../reports/report-kind.js";
import { print, tell } from "./terminal.js";

export interface ReportArguments {
  readonly json: boolean;
  readonly out?: string | undefined;
}

/** @param usual where files go without `--out`, for the help; null: nowhere */
export const reportOptions = (usual: string | null) => ({
  json: { type: "boolean", default: false, describe: "print the result as JSON and nothing else; files only with --out" },
  out: {
    type: "string", requiresArg: true,
    describe: `folder for JSON, tables and figures (${usual === null ? "written only with this option" : `default: ${usual}`})`,
  },
} as const satisfies Record<keyof ReportArguments, Options>);

/**
 * The folder that the files go to, looked at before long work is done for them; null: none are written.
 * @param usual without `--out`; not used with `--json`
 * @throws ConfigError when it cannot be written to
 */
export async function reportFolder({ json, out }: ReportArguments, usual: string | null): Promise<string | null> {
  const folder = out ?? (json ? null : usual);
  if (folder === null) return null;
  const { checkFolder } = await import("../sim/node/write-atomically.js");
  await checkFolder(folder, "--out");
  return folder;
}

export interface Shown {
  readonly json: boolean;
  /** As `reportFolder` gave it. */
  readonly folder: string | null;
  /** Doubts that the result itself does not carry. */
  readonly warnings?: readonly string[];
}

/** Writes and prints a result. Drawing needs a native module: without it a warning says what is missing, and the rest is done. */
export async function showReport<R>(kind: ReportKind<R>, result: R, { json, folder, warnings = [] }: Shown): Promise<void> {
  for (const warning of [...warnings, ...kind.warnings(result)]) tell(`warning: ${printable(warning)}`);
  const files = folder === null ? [] : await writeFiles(kind, result, folder);
  if (json) return print(JSON.stringify(result));
  const { tableText } = await import("../reports/node/table-text.js");
  const { tables, notes } = kind.summary(result);
  const written = folder === null ? [] : [writtenText(kind.json.name, files, folder)];
  const below = [...notes, ...written];
  print([...tables.map((table) => tableText(table)), ...(below.length === 0 ? [] : [below.join("\n")])].join("\n\n"));
}

/** Writes the files of a result, with a warning for what cannot be drawn. @returns their names */
export async function writeFiles<R>(kind: ReportKind<R>, result: R, folder: string): Promise<readonly string[]> {
  const { writeReports } = await import("../reports/node/write-reports.js");
  const { files, warnings } = await writeReports(kind, result, folder);
  for (const warning of warnings) tell(`warning: ${printable(warning)}`);
  return files;
}

/** "24 files (result.json, tables, figures) in out/default/" */
function writtenText(json: string, files: readonly string[], folder: string): string {
  const has = (ending: string): boolean => files.some((file) => file.endsWith(ending));
  const kinds = [json, ...(has(".csv") ? ["tables"] : []), ...(has(".svg") ? ["figures"] : [])];
  return `${files.length} files (${kinds.join(", ")}) in ${folder}/`;
}

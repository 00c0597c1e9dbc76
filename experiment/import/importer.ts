// Files of other tools read into Pimento's own: what an importer takes and gives. Pure; the command line reads and writes the files.

export interface ImportSource {
  /** Shown in errors. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Imported {
  /** The new file. */
  readonly text: string;
  /** What of the source has no counterpart, a sentence each. */
  readonly notes: readonly string[];
}

/** A kind of file, known by its extension. */
export interface Importer {
  readonly describe: string;
  /** With its dot, in lower case. */
  readonly extension: string;
  /** Files that this one names, relative to itself; they are handed to `convert` under the same names. */
  readonly companions: (source: ImportSource) => readonly string[];
  /** Throws ConfigError with the line of everything that cannot be read or represented. */
  readonly convert: (source: ImportSource, companions: Readonly<Record<string, ImportSource>>) => Imported;
}

// What a kind of result has to say, in one object: the writer, the command line and the contract read it and know no kind by name.
// Leaves out where any of it goes.
import type { FigureKind } from "./drawing/figure.js";
import type { Table, TableKind } from "./formats/table.js";

export interface ReportKind<R> {
  readonly describe: string;
  readonly json: JsonFile<R>;
  /** By file name without ending, which is the table's name too. */
  readonly tables: Readonly<Record<string, TableKind<R>>>;
  /** By file name without ending, unless the figure has one that follows from the result. */
  readonly figures: Readonly<Record<string, FigureKind<R>>>;
  /** What is doubtful about the result, a sentence each. */
  readonly warnings: (result: R) => readonly string[];
  readonly summary: (result: R) => Summary;
}

export interface JsonFile<R> {
  readonly name: string;
  /** The whole file. */
  readonly text: (result: R) => string;
}

/** What the terminal shows. */
export interface Summary {
  readonly tables: readonly Table[];
  /** Sentences below the tables. */
  readonly notes: readonly string[];
}

/** The result as it is, indented for people. @param name of the file */
export const indentedJson = <R>(name: string): JsonFile<R> => ({ name, text: (result) => `${JSON.stringify(result, null, 2)}\n` });

/** For results that carry no doubts of their own. */
export const noWarnings = (): readonly string[] => [];

// Lines are read: none is longer than a screen is wide, in code, tests and prose. A row of a table cannot be broken.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { benchFiles, roomFiles, testPaths } from "./source-files.js";

const MOST_COLUMNS = 140;
const ROOT = join(import.meta.dirname, "..", "..");

/** Long texts: what stands in docs/validation.md, a paragraph a string. */
const TEXTS = /^test\/validation\//;

/** "path:line", for the list of offenders. */
const tooLong = ({ path, text }: { path: string; text: string }): string[] =>
  text.split("\n").flatMap((line, n) => ([...line].length > MOST_COLUMNS && !isRow(path, line) ? [`${path}:${n + 1}`] : []));

const isRow = (path: string, line: string): boolean => path.endsWith(".md") && line.startsWith("|");

const documents = ["", "docs", "docs/decisions"].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".md"))
  .map((name) => ({ path: join(folder, name), text: readFileSync(join(ROOT, folder, name), "utf8") })));

describe(`a line has at most ${MOST_COLUMNS} characters`, () => {
  it("in code and tests", () => {
    const files = [...roomFiles(), ...benchFiles(), ...testPaths()].filter(({ path }) => !TEXTS.test(path));
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(tooLong)).toEqual([]);
  });

  it("in documents, but for tables", () => {
    expect(documents.length).toBeGreaterThan(10);
    expect(documents.flatMap(tooLong)).toEqual([]);
  });
});

// One obvious place to add one thing: a file in a registry's folder, a line in its index.ts.

import { posix } from "node:path";
import { importsOf, resolveImport, roomFiles, type SourceFile } from "./source-files.js";

const files = roomFiles();
const byPath = new Map(files.map((file) => [file.path, file]));
const REGISTRY = /as const satisfies (Record|ReportKind)</;
const registries = files.filter((file) => file.path.endsWith("/index.ts") && REGISTRY.test(file.text));

function importedPaths(file: SourceFile): string[] {
  return importsOf(file).map((one) => resolveImport(file, one.specifier)).filter((path) => path !== undefined);
}

/** The files of the folder and its own folders that its index.ts names, directly or through one another. */
function reachableWithin(folder: string, start: SourceFile): Set<string> {
  const reached = new Set([start.path]);
  for (const path of reached) {
    const file = byPath.get(path);
    if (file === undefined || !path.startsWith(`${folder}/`)) continue;
    for (const next of importedPaths(file)) reached.add(next);
  }
  return reached;
}

describe("registries", () => {
  it("are found", () => {
    expect(registries.map((file) => posix.dirname(file.path)))
      .toEqual(expect.arrayContaining(["arch/sense-ops", "arch/technology", "reports/kinds", "reports/run"]));
  });

  const folders = registries.map((file) => [posix.dirname(file.path), file] as const);
  it.each(folders)("%s: every file is registered in its index.ts, belongs to one that is, or uses the registry", (folder, index) => {
    const reached = reachableWithin(folder, index);
    const forgotten = files
      .filter((file) => posix.dirname(file.path) === folder && !reached.has(file.path) && !importedPaths(file).includes(index.path))
      .map((file) => file.path);
    expect(forgotten).toEqual([]);
  });

  it("every source file is used by another one, or is an entry", () => {
    const used = new Set(files.flatMap(importedPaths));
    const isEntry = (path: string) =>
      path.endsWith("/index.ts") || path === "cli/main.ts" || path.endsWith(".d.ts") || /worker(-\w+)?\.ts$/.test(path);
    expect(files.map((file) => file.path).filter((path) => !used.has(path) && !isEntry(path))).toEqual([]);
  });
});

// The house: rooms in a row, the platform at the doors, each heavy package behind one file.

import { builtinModules } from "node:module";
import { ROOMS, at, importsOf, isPlatformFile, resolveImport, roomFiles, type Import, type Room, type SourceFile } from "./source-files.js";

const files = roomFiles();
const imports = files.flatMap((file) => importsOf(file).map((one) => ({ file, ...one })));

/** Packages with no native or Node-only code, and the only places that may import them ("" is anywhere). */
const BROWSER_SAFE: Readonly<Record<string, string>> = {
  "@noble/hashes": "workloads/checkpoint/sha256.ts",
  mathjs: "sim/quantity.ts",
  protobufjs: "workloads/onnx/wire.ts",
  seedrandom: "sim/random.ts",
  yaml: "experiment/",
  zod: "",
  "chart.js": "reports/",
  "csv-stringify": "reports/",
};
const packageOf = (specifier: string) => specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
const isNodeModule = (specifier: string) => specifier.startsWith("node:") || builtinModules.includes(specifier);
const offenders = (isBad: (one: Import & { file: SourceFile }) => boolean) =>
  imports.filter(isBad).map((one) => at(one.file, one.node, `imports ${one.specifier}`));

describe("layering", () => {
  it("finds the sources", () => {
    for (const room of ROOMS) expect(files.some((file) => file.room === room)).toBe(true);
  });

  it("a room imports only from itself and from rooms to its left", () => {
    const order = (room: string) => ROOMS.indexOf(room as Room);
    expect(
      offenders(({ file, specifier }) => {
        const target = resolveImport(file, specifier);
        if (target === undefined) return specifier.startsWith("/") || packageOf(specifier) === "pimento";
        return order(target.split("/")[0]!) < 0 ? !isPlatformFile(file) : order(target.split("/")[0]!) > order(file.room);
      }),
    ).toEqual([]);
  });

  it("reports know of the machine and the work what results tell: types, and the metrics of a result", () => {
    const isInside = (path: string) => /^(arch|workloads|experiment)\//.test(path) && path !== "experiment/metrics/index.ts";
    const isReport = ({ file }: { file: SourceFile }) => file.room === "reports";
    expect(offenders((one) => isReport(one) && !one.isTypeOnly && isInside(resolveImport(one.file, one.specifier) ?? ""))).toEqual([]);
  });

  it("only <room>/node and cli import Node's modules and native packages", () => {
    expect(
      offenders(({ file, specifier, isTypeOnly }) => {
        if (specifier.startsWith(".") || isPlatformFile(file) || isTypeOnly) return false;
        return isNodeModule(specifier) || !(packageOf(specifier) in BROWSER_SAFE);
      }),
    ).toEqual([]);
  });

  it("nothing outside <room>/node and cli imports from a node folder, other than types", () => {
    expect(offenders(
      ({ file, specifier, isTypeOnly }) => !isTypeOnly && !isPlatformFile(file) && /^\w+\/node\//.test(resolveImport(file, specifier) ?? "")
    )).toEqual([]);
  });

  it("each package with one home is imported there only", () => {
    expect(
      offenders(({ file, specifier }) => {
        const home = BROWSER_SAFE[packageOf(specifier)];
        return !specifier.startsWith(".") && home !== undefined && !file.path.startsWith(home) && !isPlatformFile(file);
      }),
    ).toEqual([]);
  });

  it("every relative import ends in .js and leads to a file", () => {
    const paths = new Set(files.map((file) => file.path));
    expect(
      offenders(({ file, specifier }) => {
        const target = resolveImport(file, specifier);
        if (target === undefined || isPlatformFile(file)) return false;
        return !specifier.endsWith(".js") || !(paths.has(target) || paths.has(target.replace(/\.ts$/, ".d.ts")));
      }),
    ).toEqual([]);
  });

  it("no files import each other in a circle", () => {
    const graph = new Map(files.map((file) => [file.path, importsOf(file).filter((one) => !one.isTypeOnly)
      .map((one) => resolveImport(file, one.specifier)).filter((path) => path !== undefined)]));
    expect(circlesIn(graph)).toEqual([]);
  });

  it("no folders of a room import each other in a circle", () => {
    const folderOf = (path: string) => path.split("/").slice(0, 2).join("/").replace(/^(\w+)\/\w[\w-]*\.ts$/, "$1");
    const graph = new Map<string, string[]>();
    for (const { file, specifier, isTypeOnly } of imports) {
      const target = isTypeOnly ? undefined : resolveImport(file, specifier);
      const [from, to] = [folderOf(file.path), target === undefined ? "" : folderOf(target)];
      // A file at a room's root is its face: it may know every folder, and no folder knows it.
      if (to !== "" && from !== to && from.includes("/")) graph.set(from, [...(graph.get(from) ?? []), to]);
    }
    expect(circlesIn(graph)).toEqual([]);
  });

  it.each(
    ["experiment"]
  )("no folders of %s, and no folder and the files beside them, know each other in a circle, not even by types", (room) => {
    const folderOf = (path: string) => path.split("/").slice(1, -1)[0] ?? "(root)";
    const graph = new Map<string, string[]>();
    for (const { file, specifier } of imports) {
      const target = resolveImport(file, specifier);
      // index.ts is the room's face: it knows every folder, and no folder knows it.
      if (file.room !== room || file.path === `${room}/index.ts` || !target?.startsWith(`${room}/`)) continue;
      const [from, to] = [folderOf(file.path), folderOf(target)];
      if (from !== to) graph.set(from, [...(graph.get(from) ?? []), to]);
    }
    expect(graph.size).toBeGreaterThan(1);
    expect(circlesIn(graph)).toEqual([]);
  });
});

/** The first circle found from each file, each circle once. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
    if (trail.includes(path) || finished.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return circles;
}

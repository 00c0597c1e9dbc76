// The project's own sources, parsed once per test file, and the walks the convention tests share.

import { readFileSync, readdirSync } from "node:fs";
import { join, posix, sep } from "node:path";
import ts from "typescript";

/** From left to right; a room imports only from itself and from rooms to its left. */
export const ROOMS = ["sim", "arch", "workloads", "experiment", "reports", "cli"] as const;
export type Room = (typeof ROOMS)[number];

export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly room: Room | "bench";
  readonly text: string;
  readonly ast: ts.SourceFile;
}

const ROOT = join(import.meta.dirname, "..", "..");

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.split(sep).join("/")))
    .filter((path) => path.endsWith(".ts") && !path.includes("node_modules/"))
    .sort();
}

export function parseSource(room: SourceFile["room"], path: string, text: string): SourceFile {
  return { path, room, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
}

function parse(room: SourceFile["room"], path: string): SourceFile {
  return parseSource(room, path, readFileSync(join(ROOT, path), "utf8"));
}

/** Every TypeScript file of the six rooms. */
export function roomFiles(): SourceFile[] {
  return ROOMS.flatMap((room) => filesBelow(room).map((path) => parse(room, path)));
}

/** The benchmarks. */
export function benchFiles(): SourceFile[] {
  return filesBelow("bench").map((path) => parse("bench", path));
}

/** Paths of the tests, for rules about length only. */
export function testPaths(): { path: string; text: string }[] {
  return filesBelow("test").map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** May this file touch the platform (files, workers, wall time)? */
export function isPlatformFile(file: SourceFile): boolean {
  return file.room === "cli" || file.room === "bench" || file.path.startsWith(`${file.room}/node/`);
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** "path:line what", for the list of offenders. */
export function at(file: SourceFile, node: ts.Node, what: string): string {
  return `${file.path}:${file.ast.getLineAndCharacterOfPosition(node.getStart(file.ast)).line + 1} ${what}`;
}

export interface Import {
  readonly specifier: string;
  /** Erased by the compiler: `import type`, `export type`, `import("...")` as a type. */
  readonly isTypeOnly: boolean;
  readonly node: ts.Node;
}

/** Everything a file imports: import and export lines, dynamic import(), require(), new URL(..., import.meta.url). */
export function importsOf(file: SourceFile): Import[] {
  const imports: Import[] = [];
  visit(file.ast, (node) => {
    const found = importAt(node);
    if (found !== undefined) imports.push({ ...found, node });
  });
  return imports;
}

function importAt(node: ts.Node): Omit<Import, "node"> | undefined {
  if (ts.isImportDeclaration(node)) {
    return textOf(node.moduleSpecifier, node.importClause?.isTypeOnly === true || hasOnlyTypes(node.importClause?.namedBindings));
  }
  if (ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal, true);
  if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")) {
    return textOf(node.arguments[0], false);
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "URL" && node.arguments?.[1]?.getText() === "import.meta.url") {
    return textOf(node.arguments[0], false);
  }
  return undefined;
}

function hasOnlyTypes(bindings: ts.NamedImportBindings | undefined): boolean {
  return bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.length > 0
    && bindings.elements.every((element) => element.isTypeOnly);
}

function textOf(specifier: ts.Node | undefined, isTypeOnly: boolean): Omit<Import, "node"> | undefined {
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, isTypeOnly } : undefined;
}

/** The project path a relative import names ("sim/time.ts"), or undefined for packages. */
export function resolveImport(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, ".ts");
}

// The program's hash tells builds apart by what decides results, and by nothing else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { naming, programHash } from "../../../reports/node/program-hash.mjs";

const MODULES = ["sim/a", "arch/b", "workloads/c", "experiment/version", "reports/e"];
const made: string[] = [];

/** A built program of one line a file, changed as told. */
function built(changes: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "pimento-hash-"));
  made.push(root);
  const sources = Object.fromEntries(
    MODULES.flatMap((name) => [[`${name}.ts`, ""], [`dist/${name}.js`, `export const PROGRAM = "source";`]])
  );
  for (const [file, text] of Object.entries({ ...sources, "package.json": '{ "dependencies": { "zod": "4" } }', ...changes })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

describe("the program's hash", () => {
  const plain = programHash(built());

  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true });
  });

  it("is the same in another folder, and after it has been written into the program", () => {
    expect(plain).toMatch(/^[0-9a-f]{12}$/);
    expect(programHash(built())).toBe(plain);
    expect(programHash(built({ "dist/experiment/version.js": naming('export const PROGRAM = "source";', plain) }))).toBe(plain);
  });

  it.each(["dist/sim/a.js", "dist/arch/b.js", "dist/workloads/c.js", "dist/experiment/version.js"])("changes with %s", (file) => {
    expect(programHash(built({ [file]: "export const other = 1;" }))).not.toBe(plain);
  });

  it("changes with a package's version", () => {
    expect(programHash(built({ "package.json": '{ "dependencies": { "zod": "5" } }' }))).not.toBe(plain);
  });

  it.each(["dist/reports/e.js", "dist/sim/left-behind.js", "dist/sim/a.d.ts"])("does not change with %s", (file) => {
    expect(programHash(built({ [file]: "export const other = 1;" }))).toBe(plain);
  });
});

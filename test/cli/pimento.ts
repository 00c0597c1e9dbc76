// Runs the built command line as a user does: a child process, its two streams and its exit code.
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(process.cwd());
const MAIN = join(ROOT, "dist/cli/main.js");

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "pimento-cli-"));

/** @param cwd an empty folder unless given */
export function pimento(words: readonly string[], cwd: string = emptyFolder(), env: Readonly<Record<string, string>> = {}): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], { cwd, encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  return { code: status, out: stdout, err: stderr };
}

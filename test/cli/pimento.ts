// Runs the command line as a user does, a child process on the built program, or by its function in this process where only words are at
// stake.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { main } from "../../cli/program.js";

export const ROOT = resolve(import.meta.dirname, "../..");
const MAIN = join(ROOT, "dist/cli/main.js");

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "pimento-cli-"));

/** The temporary folder of every child process: a command that leaves something in it fails the test that ran it. */
const childTemporary = emptyFolder();

/** @param cwd an empty folder unless given */
export function pimento(words: readonly string[], cwd: string = emptyFolder(), env: Readonly<Record<string, string>> = {}): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd, encoding: "utf8", env: { ...process.env, TMPDIR: childTemporary, ...env }, maxBuffer: 1 << 26,
  });
  expect(readdirSync(childTemporary)).toEqual([]);
  return { code: status, out: stdout, err: stderr };
}

/** The same by the program's function: for refusals and words, which need no process of their own. */
export async function pimentoHere(words: readonly string[], cwd: string = emptyFolder()): Promise<Finished> {
  const before = process.cwd();
  const said = { out: "", err: "" };
  const stream = (name: keyof typeof said): { write: (text: string) => void } => ({ write: (text) => { said[name] += text; } });
  process.chdir(cwd);
  try {
    return { code: await main(words, { out: stream("out"), err: stream("err") }), ...said };
  } finally {
    process.chdir(before);
  }
}

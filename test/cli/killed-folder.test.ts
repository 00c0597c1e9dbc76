// A run that is killed while it writes its folder, at every change of the disk in turn: the old set or the new one, and nothing left after
// the next.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeFolder } from "../../sim/node/output-folder.js";
import { emptyFolder, ROOT } from "./pimento.js";

/** A set whose files all hold `word`. */
const writeSet = (folder: string, word: string, names: readonly string[]): Promise<unknown> =>
  writeFolder(folder, async (put) => {
    for (const name of names) await put(name, word);
  });

/** Writes a set in a process of its own. */
const child = (cwd: string, folder: string, word: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  promisify(execFile)(process.execPath, ["--input-type=module", "-e", SCRIPT, folder, word], { cwd, env: { ...process.env, ...env } });

/** With KILL_AT=n the process is killed before it changes the disk for the nth time. */
const SCRIPT = `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  let changes = 0;
  for (const name of ["mkdir", "mkdtemp", "open", "rename", "link", "rm", "rmdir", "writeFile", "chmod", "copyFile"]) {
    const real = fs.promises[name];
    fs.promises[name] = (...words) => {
      if (++changes === Number(process.env.KILL_AT)) process.kill(process.pid, "SIGKILL");
      return real(...words);
    };
  }
  syncBuiltinESMExports();
  const { writeFolder } = await import(${JSON.stringify(join(ROOT, "dist/sim/node/output-folder.js"))});
  const [folder, word] = process.argv.slice(1);
  await writeFolder(folder, async (put) => { for (const name of ["a.json", "b.csv", "c.svg"]) await put(name, word); });
`;

describe("a killed run", () => {
  /** Files of the set that the manifest lists, each with the word in it; null where there is no manifest. */
  function setIn(folder: string): string[] | null {
    if (!existsSync(join(folder, "manifest.json"))) return null;
    const { files } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { files: { name: string; sha256: string }[] };
    return files.map(({ name, sha256 }) => {
      const word = readFileSync(join(folder, name), "utf8");
      expect(createHash("sha256").update(word).digest("hex")).toBe(sha256);
      return word;
    });
  }

  /**
   * Kills a second run at its nth change of the disk, and looks at what stands; then a third run. False when the second run got to its end.
   */
  async function lifeAfterDeath(place: string, killAt: number): Promise<boolean> {
    const folder = join(place, "out");
    await writeSet(folder, "old", ["a.json", "b.csv", "c.svg", "gone.tex"]);
    writeFileSync(join(folder, "notes.txt"), "own");
    const isKilled = await child(place, "out", "new", { KILL_AT: String(killAt) }).then(() => false, () => true);
    // Between the two renames there is no folder; file by file there is no manifest. Never is there a mixture that says it is a set.
    const set = setIn(folder);
    if (set !== null) expect([["old", "old", "old", "old"], ["new", "new", "new"]]).toContainEqual(set);
    await writeSet(folder, "third", ["a.json", "b.csv", "c.svg"]);
    expect(setIn(folder)).toEqual(["third", "third", "third"]);
    expect([readFileSync(join(folder, "notes.txt"), "utf8"), existsSync(join(folder, "gone.tex"))]).toEqual(["own", false]);
    expect([...readdirSync(place), ...readdirSync(folder)].filter((name) => name.startsWith("."))).toEqual([]);
    return isKilled;
  }

  it.each(
    [["swaps", false], ["moves in", true]]
  )("leaves the old set or the new one whole, wherever it dies, and the next run cleans up, when it %s", async (_, hasFolder) => {
    let deaths = 0;
    for (let killAt = 1; ; killAt++) {
      const place = emptyFolder();
      if (hasFolder) mkdirSync(join(place, "out/mine"), { recursive: true });
      if (!(await lifeAfterDeath(place, killAt))) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(12);
  }, 120_000);
});

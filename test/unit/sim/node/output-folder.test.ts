// An output folder holds one set: old or new, never a mixture, whatever happens while it is written; what is the user's own stays.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeFolder } from "../../../../sim/node/output-folder.js";

const ROOT = process.cwd();
const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "pimento-folder-"));

/** A set whose files all hold `word`. */
const writeSet = (folder: string, word: string, names: readonly string[] = ["a.json", "b.csv", "c.svg"]): Promise<unknown> =>
  writeFolder(folder, async (put) => {
    for (const name of names) await put(name, word);
  });

const wordsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).filter((name) => name !== "manifest.json").sort().map((name) => [name, readFileSync(join(folder, name), "utf8")])
  );

/** Writes a set in a process of its own. */
const child = (cwd: string, folder: string, word: string): Promise<unknown> =>
  promisify(execFile)(process.execPath, ["--input-type=module", "-e", SCRIPT, folder, word], { cwd });

const SCRIPT = `
  const { writeFolder } = await import(${JSON.stringify(join(ROOT, "dist/sim/node/output-folder.js"))});
  const [folder, word] = process.argv.slice(1);
  await writeFolder(folder, async (put) => { for (const name of ["a.json", "b.csv", "c.svg"]) await put(name, word); });
`;

describe("a set of files", () => {
  it("stands in the folder with a manifest of sizes and hashes, and nothing stands beside it", async () => {
    const place = emptyFolder();
    const folder = join(place, "deep/er");
    const { files } = (await writeSet(folder, "one")) as { files: string[] };
    expect(files).toEqual(["a.json", "b.csv", "c.svg", "manifest.json"]);
    expect(readdirSync(folder).sort()).toEqual(files);
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { files: unknown[] };
    const sha256 = createHash("sha256").update("one").digest("hex");
    expect(manifest.files).toEqual(["a.json", "b.csv", "c.svg"].map((name) => ({ name, bytes: 3, sha256 })));
    expect(readdirSync(join(place, "deep"))).toEqual(["er"]);
  });

  it("replaces the one before as a whole: no file of an earlier run stays", async () => {
    const folder = join(emptyFolder(), "out");
    await writeSet(folder, "one");
    await writeSet(folder, "two", ["a.json", "d.pdf"]);
    expect(wordsIn(folder)).toEqual({ "a.json": "two", "d.pdf": "two" });
  });

  it("is not written at all when its maker fails", async () => {
    const place = emptyFolder();
    const folder = join(place, "out");
    await writeSet(folder, "one");
    await expect(writeFolder(folder, async (put) => {
      await put("a.json", "half");
      throw new TypeError("a mistake");
    })).rejects.toThrow("a mistake");
    expect([wordsIn(folder)["a.json"], readdirSync(place)]).toEqual(["one", ["out"]]);
  });

  it("is written through a link to the folder, which stays a link", async () => {
    const place = emptyFolder();
    mkdirSync(join(place, "real"));
    symlinkSync("real", join(place, "link"));
    await writeSet(join(place, "link"), "one");
    await writeSet(join(place, "link"), "two", ["a.json"]);
    expect(wordsIn(join(place, "real"))).toEqual({ "a.json": "two" });
    expect(readdirSync(place).sort()).toEqual(["link", "real"]);
  });

  it.each(["", "/proc/x", "/proc/x/y"])("is refused a folder %j, at once", async (folder) => {
    await expect(writeSet(folder, "one")).rejects.toMatchObject({ code: "CONFIG", problems: [{ path: "--out" }] });
  });
});

describe("files of the user's own", () => {
  /** With a folder among them the set is moved in file by file, else it is swapped. */
  it.each([false, true])("stay, also where a later set takes their name (a folder among them: %s)", async (hasFolder) => {
    const folder = join(emptyFolder(), "out");
    await writeSet(folder, "one", ["a.json", "old.csv"]);
    writeFileSync(join(folder, "notes.txt"), "own");
    writeFileSync(join(folder, "b.csv"), "own table");
    if (hasFolder) {
      mkdirSync(join(folder, "mine"));
      writeFileSync(join(folder, "mine/x"), "own too");
    }
    for (const word of ["two", "three"]) await writeSet(folder, word);
    const wordOf = (name: string): string => readFileSync(join(folder, name), "utf8");
    expect([wordOf("notes.txt"), wordOf("b.csv"), wordOf("b.csv.own"), existsSync(join(folder, "old.csv"))])
      .toEqual(["own", "three", "own table", false]);
    if (hasFolder) expect(wordOf("mine/x")).toBe("own too");
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("stay where they are when it is the folder that we are in", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "notes.txt"), "own");
    await child(folder, ".", "one");
    await child(folder, ".", "two");
    expect(wordsIn(folder)).toEqual({ "a.json": "two", "b.csv": "two", "c.svg": "two", "notes.txt": "own" });
  });
});

describe("several runs at once", () => {
  it.each([["swapped", false], ["moved in", true]])("leave one whole set, %s", async (_, hasFolder) => {
    const place = emptyFolder();
    const folder = join(place, "out");
    mkdirSync(join(folder, ...(hasFolder ? ["mine"] : [])), { recursive: true });
    await Promise.all(["one", "two", "three", "four", "five", "six"].map((word) => child(place, "out", word)));
    const words = ["a.json", "b.csv", "c.svg"].map((name) => readFileSync(join(folder, name), "utf8"));
    expect([words.length, new Set(words).size, readdirSync(place)]).toEqual([3, 1, ["out"]]);
  }, 60_000);
});


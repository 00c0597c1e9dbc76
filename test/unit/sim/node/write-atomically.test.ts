// Whether a folder can be written to is known before the run, and asking leaves nothing behind.
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFolder } from "../../../../sim/node/write-atomically.js";

describe("a folder to write to", () => {
  const place = mkdtempSync(join(tmpdir(), "pimento-"));
  writeFileSync(join(place, "file"), "");

  it("may exist or be still to make, however deep; it is not made by asking", async () => {
    await checkFolder(place, "--out");
    await checkFolder(join(place, "a/b/c"), "--out");
    expect(readdirSync(place)).toEqual(["file"]);
  });

  it.each(["file", "file/deeper"])("is refused by the option's name where %s cannot be a folder", async (path) => {
    await expect(checkFolder(join(place, path), "--out")).rejects.toThrow(/^--out: this folder cannot be written to \(ENOTDIR\)/);
  });
});

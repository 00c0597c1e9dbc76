// What is read has an end: devices are no files, and nothing costs more memory than its limit.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLimited } from "../../../../sim/node/read-limited.js";

const place = mkdtempSync(join(tmpdir(), "pimento-read-"));
const LIMIT = 200_000;

describe("a file read to a limit", () => {
  it.each([0, 1, LIMIT - 1, LIMIT])("is what it is, with %i bytes", (length) => {
    const bytes = Uint8Array.from({ length }, (_, n) => n % 251);
    writeFileSync(join(place, "file"), bytes);
    expect(Buffer.compare(readLimited(join(place, "file"), "file", LIMIT), bytes)).toBe(0);
  });

  it("is refused by its name when it is larger", () => {
    writeFileSync(join(place, "file"), new Uint8Array(LIMIT + 1));
    expect(() => readLimited(join(place, "file"), "shown", LIMIT)).toThrow(/^shown: is larger.*at most 200 000 bytes/);
  });

  it("is read to its end where the kernel writes it, whatever size it is said to have", () => {
    expect(new TextDecoder().decode(readLimited("/proc/self/status", "status", LIMIT))).toMatch(/^Name:/);
  });

  it("is refused where it is a device, and where a link leads to one", () => {
    symlinkSync("/dev/zero", join(place, "link"));
    for (const file of ["/dev/zero", join(place, "link")])
      expect(() => readLimited(file, "shown", LIMIT)).toThrow(/^shown: is no file to read/);
  });

  it.each([
    [LIMIT, null],
    [LIMIT + 1, /is larger/],
  ] as const)("may be a pipe, with %i bytes", async (length, refusal) => {
    const pipe = join(place, `pipe-${length}`);
    execFileSync("mkfifo", [pipe]);
    const writer = spawn("sh", ["-c", `head -c ${length} /dev/zero > ${pipe} 2>/dev/null`]);
    const read = (): number => readLimited(pipe, "shown", LIMIT).length;
    if (refusal === null) expect(read()).toBe(length);
    else expect(read).toThrow(refusal);
    writer.kill();
    await new Promise((resolve) => {
      if (writer.exitCode !== null || writer.signalCode !== null) resolve(null);
      else writer.once("exit", resolve);
    });
  });
});

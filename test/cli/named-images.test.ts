// Which data set a folder holds, when its files' names fit several.
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { namedImages } from "../../experiment/node/named-images.js";
import { emptyFolder } from "./pimento.js";

const bigEndian = (...values: number[]): number[] =>
  values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = join(emptyFolder(), "set");
  mkdirSync(folder);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

/** Digits and clothes lie in the same files. */
const idx = (): string =>
  folderOf({
    "t10k-images-idx3-ubyte": Uint8Array.from([...bigEndian(2051, 1, 28, 28), ...new Array<number>(784).fill(1)]),
    "t10k-labels-idx1-ubyte": Uint8Array.from([...bigEndian(2049, 1), 3]),
  });

const titleOf = (args: Parameters<typeof namedImages>[0], classes?: number): string =>
  namedImages(args, "test", classes, undefined).family.title;

describe("a folder of images", () => {
  it("that may hold several sets is asked about, not guessed", () => {
    expect(() => titleOf({ dir: idx() })).toThrow(/--dataset: the files in this folder may be of several data sets.*mnist, fashion-mnist/);
    expect(titleOf({ dir: idx(), dataset: "fashion-mnist" })).toBe("Fashion-MNIST");
  });

  it("of CIFAR-100 is told from records by the size of its file, and from nothing else", () => {
    const folder = folderOf({ "test.bin": new Uint8Array(0) });
    truncateSync(join(folder, "test.bin"), 10_000 * 3074);
    expect(titleOf({ dir: folder })).toBe("CIFAR-100");
    expect(titleOf({ dir: folder }, 100)).toBe("CIFAR-100");
  });

  it("of records is read as such, with the classes that are stated or that a checkpoint has", () => {
    const folder = folderOf({ "test.bin": new Uint8Array(2 * 3073) });
    expect(namedImages({ dir: folder, classes: 7 }, "test", undefined, undefined)).toMatchObject({ classes: 7, count: 2 });
    expect(namedImages({ dir: folder }, "test", 100, undefined)).toMatchObject({ classes: 100, family: { title: "records" } });
    expect(() => titleOf({ dir: folder })).toThrow(/needs its number of classes/);
  });

  it("without any set's files is said to lack those of CIFAR-10", () => {
    expect(() => titleOf({ dir: folderOf({}) })).toThrow(/test_batch\.bin.*missing/);
  });
});

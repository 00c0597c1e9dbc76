// The readers of data sets: small files of each format, packed or not, with bytes changed and headers that say other sizes. They give as
// many images as labels, each label a class, or they refuse.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { imageBytes } from "../../workloads/data/index.js";
import { datasetNamed, loadImages } from "../../workloads/node/dataset-files.js";
import { fuzz, readOrRefuse, type FuzzFiles } from "./frame.js";
import { byteEdits, edited } from "./mutate.js";

const bigEndian = (...values: number[]): number[] =>
  values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const pixels = (count: number): number[] => Array.from({ length: count }, (_, n) => n % 256);
const SIDE = 28;
const RECORD_BYTES = 3073;

const FILES: FuzzFiles = {
  "t10k-images-idx3-ubyte": Uint8Array.from([...bigEndian(2051, 3, SIDE, SIDE), ...pixels(3 * SIDE * SIDE)]),
  "t10k-labels-idx1-ubyte": Uint8Array.from([...bigEndian(2049, 3), 1, 2, 9]),
  "test.bin": Uint8Array.from({ length: 3 * RECORD_BYTES }, (_, n) => (n % RECORD_BYTES) % 10),
  "test_batch.bin": new Uint8Array(2 * RECORD_BYTES),
};
const READERS: readonly (readonly [string, number | undefined])[] = [
  ["mnist", undefined],
  ["records", 10],
  ["cifar10", undefined],
  ["cifar100", undefined],
];

const files = fc
  .record({ edits: fc.tuple(byteEdits, byteEdits, byteEdits, byteEdits), packed: fc.boolean(), torn: byteEdits })
  .map(({ edits, packed, torn }) =>
    Object.fromEntries(
      Object.entries(FILES).map(([name, bytes], n) => {
        const changed = edited(bytes, edits[n]!);
        return packed ? [`${name}.gz`, edited(gzipSync(changed), torn)] : [name, changed];
      }),
    ),
  );

fuzz("data sets", {
  files,
  check: async (given) => {
    const dir = mkdtempSync(join(tmpdir(), "pimento-fuzz-data-"));
    try {
      for (const [name, bytes] of Object.entries(given)) writeFileSync(join(dir, name), bytes);
      for (const [name, classes] of READERS) {
        const family = datasetNamed(name, classes);
        const set = await readOrRefuse(() => loadImages(family, { split: "test", seed: 1, dir }));
        if (set === undefined) continue;
        expect([set.labels.length, set.images.length]).toEqual([set.count, set.count * imageBytes(set)]);
        expect(set.labels.every((label) => label < family.classes.length)).toBe(true);
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
  },
});

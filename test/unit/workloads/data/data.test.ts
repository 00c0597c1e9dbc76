// Data sets: the procedural one is a pure function of (seed, split, index); CIFAR-10 files are read or refused with the reason.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATASETS, decodeCifar10, drawProceduralSet, firstImages, joinImageSets } from "../../../../workloads/data/index.js";
import { datasetNamed, loadImages } from "../../../../workloads/node/dataset-files.js";

const RECORD = 3073;
const batch = (label = (n: number) => n % 10): Uint8Array => {
  const bytes = new Uint8Array(10_000 * RECORD);
  for (let n = 0; n < 10_000; n += 1) bytes.fill(n % 251, n * RECORD + 1, (n + 1) * RECORD).fill(label(n), n * RECORD, n * RECORD + 1);
  return bytes;
};

describe("the procedural data set", () => {
  it("draws image i the same whatever the count, and other images for another seed or split", () => {
    const [few, more] = [drawProceduralSet(1, "train", 3), drawProceduralSet(1, "train", 6)];
    expect(more.images.subarray(0, few.images.length)).toEqual(few.images);
    expect(firstImages(more, 3).labels).toEqual(few.labels);
    expect(drawProceduralSet(1, "test", 3).images).not.toEqual(few.images);
    expect(drawProceduralSet(2, "train", 3).images).not.toEqual(few.images);
  });

  it("uses every class about equally and the normalisation fits its pixels", () => {
    const set = drawProceduralSet(4, "train", 400);
    const counts = Array.from({ length: 10 }, (_, label) => set.labels.filter((x) => x === label).length);
    expect(Math.min(...counts)).toBeGreaterThan(20);
    const mean = set.images.reduce((sum, x) => sum + x, 0) / set.images.length;
    const deviation = Math.sqrt(set.images.reduce((sum, x) => sum + (x - mean) ** 2, 0) / set.images.length);
    expect(Math.abs(mean - DATASETS.procedural.normalisation.zeroPoint)).toBeLessThan(40);
    expect(Math.abs(deviation - DATASETS.procedural.normalisation.pixelScale)).toBeLessThan(20);
  });
});

describe("the CIFAR-10 reader", () => {
  it("reads labels and planes of whole records", () => {
    const set = decodeCifar10("data_batch_1.bin", batch());
    expect(set.count).toBe(10_000);
    expect([...set.labels.subarray(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(set.images[3072 * 7]).toBe(7);
    expect(joinImageSets([firstImages(set, 2), firstImages(set, 1)]).count).toBe(3);
  });

  it("refuses a short file, a long file and an impossible label, naming file and record", () => {
    expect(() => decodeCifar10("short.bin", batch().subarray(0, 5 * RECORD + 7)))
      .toThrow(/short\.bin.*5 records and 7 bytes.*10000 records/s);
    expect(() => decodeCifar10("long.bin", new Uint8Array(10_001 * RECORD))).toThrow(/long\.bin/);
    expect(() => decodeCifar10("bad.bin", batch((n) => (n === 777 ? 10 : 1)))).toThrow(/bad\.bin.*record 777.*10.*0 to 9/s);
  });

  it("refuses a missing folder or file, naming what is expected", () => {
    const dir = mkdtempSync(join(tmpdir(), "cifar-"));
    const cifar10 = datasetNamed("cifar10");
    expect(() => loadImages(cifar10, { split: "test", seed: 1 })).toThrow(/name their folder/);
    expect(() => loadImages(cifar10, { split: "test", seed: 1, dir: join(dir, "none") })).toThrow(/no such folder/);
    expect(() => loadImages(cifar10, { split: "test", seed: 1, dir })).toThrow(/test_batch\.bin.*missing/s);
    writeFileSync(join(dir, "test_batch.bin"), batch());
    expect(loadImages(cifar10, { split: "test", seed: 1, dir, count: 5 }).count).toBe(5);
    expect(() => datasetNamed("cifar")).toThrow(/cifar10/);
  });
});

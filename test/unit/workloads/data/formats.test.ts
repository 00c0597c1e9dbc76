// Readers of CIFAR-100, idx and stated-class records, compressed or not; and the held-out part.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DATASETS, drawProceduralSet, holdOut, imageBytes, networkImages } from "../../../../workloads/data/index.js";
import { decodeCifar100 } from "../../../../workloads/data/cifar100.js";
import { datasetNamed, loadImages } from "../../../../workloads/node/dataset-files.js";

const folder = (): string => mkdtempSync(join(tmpdir(), "sets-"));
const bigEndian = (...values: number[]): number[] =>
  values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

const IMAGES = Uint8Array.from([...bigEndian(2051, 2, 28, 28), ...new Array<number>(784).fill(7), ...new Array<number>(784).fill(9)]);
const LABELS = Uint8Array.from([...bigEndian(2049, 2), 3, 8]);
const record = (label: number, pixel: number): number[] => [label, ...new Array<number>(3072).fill(pixel)];

describe("CIFAR-100", () => {
  it("takes the fine label of 3074-byte records", () => {
    const bytes = new Uint8Array(10_000 * 3074);
    bytes.set([4, 99, 11, 12], 3074);
    const set = decodeCifar100("dir/test.bin", bytes);
    expect([set.count, set.labels[1], set.images[3072], set.images[3073]]).toEqual([10_000, 99, 11, 12]);
    bytes[3075] = 100;
    expect(() => decodeCifar100("dir/test.bin", bytes)).toThrow(/test\.bin.*record 1.*100.*0 to 99/s);
    expect(() => decodeCifar100("train.bin", bytes)).toThrow(/not a CIFAR-100 binary file.*50000 records of 3074/s);
  });
});

describe.each(["mnist", "fashion-mnist"])("%s", (name) => {
  it("reads images with their labels, also from gzip, padded to 32x32 and copied to three channels", () => {
    const dir = folder();
    writeFileSync(join(dir, "t10k-images-idx3-ubyte.gz"), gzipSync(IMAGES));
    writeFileSync(join(dir, "t10k-labels-idx1-ubyte"), LABELS);
    const set = loadImages(datasetNamed(name), { split: "test", seed: 1, dir });
    expect([set.count, set.channels, set.height, [...set.labels]]).toEqual([2, 3, 32, [3, 8]]);
    const pixel = (image: number, c: number, y: number, x: number): number => set.images[(image * 3 + c) * 1024 + y * 32 + x]!;
    expect([pixel(0, 0, 1, 1), pixel(0, 0, 2, 2), pixel(1, 2, 29, 29), pixel(1, 2, 30, 29)]).toEqual([0, 7, 9, 0]);
  });

  it("refuses missing labels, a damaged file and a label that is too large", () => {
    const dir = folder();
    const read = (): unknown => loadImages(datasetNamed(name), { split: "test", seed: 1, dir });
    writeFileSync(join(dir, "t10k-images-idx3-ubyte"), IMAGES);
    expect(read).toThrow(/t10k-labels-idx1-ubyte.*missing/s);
    writeFileSync(join(dir, "t10k-labels-idx1-ubyte"), Uint8Array.from([...bigEndian(2049, 2), 3, 10]));
    expect(read).toThrow(/labels-idx1.*record 1.*10.*0 to 9/s);
    writeFileSync(join(dir, "t10k-labels-idx1-ubyte"), Uint8Array.from([...bigEndian(2049, 1), 3]));
    expect(read).toThrow(/does not go with its images.*1 labels/s);
    writeFileSync(join(dir, "t10k-images-idx3-ubyte"), IMAGES.subarray(0, 900));
    expect(read).toThrow(/another length than its header says/);
  });
});

describe("records of a stated number of classes", () => {
  it("reads .bin and .bin.gz, and refuses a label beyond the stated classes", () => {
    const dir = folder();
    writeFileSync(join(dir, "test.bin.gz"), gzipSync(Uint8Array.from([...record(42, 5), ...record(1, 6)])));
    const read = (classes?: number): ReturnType<typeof loadImages> =>
      loadImages(datasetNamed("records", classes), { split: "test", seed: 1, dir });
    expect([...read(43).labels]).toEqual([42, 1]);
    expect(datasetNamed("records", 43).classes).toHaveLength(43);
    expect(() => read(42)).toThrow(/record 0.*42.*0 to 41/s);
    expect(() => read()).toThrow(/needs its number of classes/);
    expect(() => read(1)).toThrow(/2 to 256/);
    expect(() => datasetNamed("cifar10", 11)).toThrow(/11.*10/s);
    writeFileSync(join(dir, "test.bin"), Uint8Array.from(record(1, 2).slice(0, 3000)));
    expect(() => read(43)).toThrow(/3000 bytes = 0 records.*at least one/s);
    writeFileSync(join(dir, "train.bin.gz"), "not gzip");
    expect(() => loadImages(datasetNamed("records", 43), { split: "train", seed: 1, dir })).toThrow(/train\.bin\.gz.*cannot be unpacked/s);
  });
});

describe("records of a stated size", () => {
  it("are read at that size, and refused at another; sets that have one of their own take none", () => {
    const dir = folder();
    const bytes = Uint8Array.from({ length: 2 * (1 + 3 * 25) }, (_, at) => at % 76);
    writeFileSync(join(dir, "test.bin"), bytes);
    const read = (size: number): ReturnType<typeof loadImages> =>
      loadImages(datasetNamed("records", 2), { split: "test", seed: 1, dir, size });
    const { count, height, width, images } = read(5);
    expect([count, height, width, images.length, images[0], images[75], images[149]]).toEqual([2, 5, 5, 150, 1, 1, 75]);
    expect(() => read(6)).toThrow(/records of 6x6 images.*152 bytes = 1 records and 43 bytes.*109 bytes/s);
    expect(() => loadImages(datasetNamed("cifar10"), { split: "test", seed: 1, dir, size: 5 }))
      .toThrow(/data\.size.*CIFAR-10.*size of their own/s);
  });
});

describe("holding images out", () => {
  it("draws disjoint parts that together are the set, the same ones for the same seed", () => {
    const set = drawProceduralSet(3, "train", 40);
    const { train, validation } = holdOut(set, 10, 7);
    expect([train.count, validation.count]).toEqual([30, 10]);
    expect(holdOut(set, 10, 7).validation.images).toEqual(validation.images);
    expect(holdOut(set, 10, 8).validation.images).not.toEqual(validation.images);
    const prints = (part: typeof set): string[] =>
      Array.from({ length: part.count }, (_, n) => part.images.subarray(n * imageBytes(part), (n + 1) * imageBytes(part)).join());
    expect([...prints(train), ...prints(validation)].sort()).toEqual(prints(set).sort());
    expect(() => holdOut(set, 40, 1)).toThrow(/1 to 39/);
  });
});

describe("the inside plane", () => {
  it("is appended to every image when the normalisation asks for it", () => {
    const set = drawProceduralSet(3, "train", 2);
    const more = networkImages(set, { ...DATASETS.procedural.normalisation, insidePlane: 200 });
    expect([more.channels, more.images.length]).toEqual([4, 2 * 4096]);
    expect([...more.images.subarray(4096 + 3070, 4096 + 3074)]).toEqual([set.images[3072 + 3070], set.images[3072 + 3071], 200, 200]);
    expect(networkImages(set, DATASETS.procedural.normalisation)).toBe(set);
  });
});

it("a gzip that unpacks to more than a file of its set can be is refused, at the cost of that and no more", () => {
  const dir = mkdtempSync(join(tmpdir(), "pimento-bomb-"));
  writeFileSync(join(dir, "test_batch.bin.gz"), gzipSync(new Uint8Array(2 ** 28 + 1), { level: 1 }));
  expect(() => loadImages(datasetNamed("cifar10"), { split: "test", seed: 1, dir }))
    .toThrow(/test_batch\.bin\.gz: unpacks to more.*at most 268 435 456 bytes/);
});

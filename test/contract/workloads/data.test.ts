// The contract of every data set.
import { DATASETS, imageBytes } from "../../../workloads/data/index.js";
import type { DatasetFamily } from "../../../workloads/data/index.js";

describe.each(Object.entries<DatasetFamily>(DATASETS))("the data set %s", (_, family) => {
  it("states its classes, its size and a usable normalisation", () => {
    expect(new Set(family.classes).size).toBe(family.classes.length);
    expect(family.classes.length).toBeGreaterThanOrEqual(2);
    expect(Number.isInteger(family.normalisation.zeroPoint)).toBe(true);
    expect(family.normalisation.zeroPoint).toBeGreaterThanOrEqual(0);
    expect(family.normalisation.zeroPoint).toBeLessThanOrEqual(255);
    expect(family.normalisation.pixelScale).toBeGreaterThan(0);
    expect(Math.min(family.defaultCount.train, family.defaultCount.test)).toBeGreaterThan(0);
    expect(family.summary).not.toBe("");
  });

  it("gives labelled images of its own shape, or names its files and refuses others", () => {
    const { source } = family;
    if (source.kind === "drawn") {
      const set = source.draw(9, "train", 5);
      expect([set.count, set.labels.length, set.images.length]).toEqual([5, 5, 5 * imageBytes(set)]);
      expect(set.labels.every((label) => label < family.classes.length)).toBe(true);
      expect(source.draw(9, "train", 5)).toEqual(set);
    } else {
      expect(source.files.train.length * source.files.test.length).toBeGreaterThan(0);
      expect(() => source.decode("name-of-the-file", new Uint8Array(7))).toThrow(/name-of-the-file/);
    }
  });
});

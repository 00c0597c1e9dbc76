// The contract of every importer: known by its extension alone, and refuses what it cannot read by file and line, whatever the bytes.
import fc from "fast-check";
import { importerFor, IMPORTERS, type Importer } from "../../../experiment/import/index.js";
import { isConfigError } from "../../../sim/errors.js";

const importers: [string, Importer][] = Object.entries(IMPORTERS);

it("importers have an extension each", () => {
  expect(new Set(importers.map(([, { extension }]) => extension)).size).toBe(importers.length);
});

it("a file that nothing reads is refused with the kinds that are read", () => {
  expect(() => importerFor("some.thing")).toThrow(new RegExp(importers.map(([, { extension }]) => `\\${extension}`).join(".*")));
});

describe.each(importers)("the importer %s", (_, importer) => {
  it("says what it reads and is found by its extension, in capitals too", () => {
    expect(importer.describe).not.toBe("");
    expect(importer.extension).toMatch(/^\.[a-z]+$/);
    expect(importerFor(`SOME${importer.extension.toUpperCase()}`)).toBe(importer);
  });

  it("answers any bytes with a new file or with config errors that name this one", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string().map((text) => new TextEncoder().encode(`-${text}: 3\n`)),
        ),
        (bytes) => {
          const source = { file: `some${importer.extension}`, bytes };
          try {
            expect(importer.companions(source)).toEqual([]);
            expect(typeof importer.convert(source, {}).text).toBe("string");
          } catch (error) {
            if (!isConfigError(error)) throw error;
            for (const problem of error.problems) expect(problem.location?.file ?? problem.path).toContain(source.file);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

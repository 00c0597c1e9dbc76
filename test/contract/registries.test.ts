// Every registry has its contract: a suite in this folder that goes through all members, so that a new one is tested by being named.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { roomFiles } from "../conventions/source-files.js";

const REGISTRY = /^export const (\w+) = \{[^;]*\} as const satisfies Record<string, /gm;
const registries = roomFiles()
  .filter(({ path }) => path.endsWith("/index.ts") || path === "arch/chip/presets.ts")
  .flatMap(({ path, text }) => [...text.matchAll(REGISTRY)].map((match) => [match[1]!, path] as const));
const suites = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"));

it("registries are found", () => {
  expect(registries.map(([name]) => name))
    .toEqual(expect.arrayContaining(["SENSE_OPERATIONS", "CHIP_PRESETS", "NETWORKS", "REPORT_KINDS", "METRICS", "COMMANDS"]));
});

it.each(registries)("%s of %s has a contract", (name) => {
  const goesThrough = new RegExp(`Object\\.(entries|keys|values)(<[^(]*>)?\\(${name}\\)`);
  expect(suites.some((text) => goesThrough.test(text))).toBe(true);
});

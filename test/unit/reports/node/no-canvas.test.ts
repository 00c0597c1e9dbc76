// A machine on which the native drawing module does not load: the run keeps its numbers and tables, and says why there are no figures.
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import { fixtureResult } from "../../../fixtures/run-result.js";

jest.unstable_mockModule("@napi-rs/canvas", () => {
  throw new Error("Cannot find native binding.\nsome advice");
});

it("without its binary there are no figures and one warning", async () => {
  const { writeReports } = await import("../../../../reports/node/write-reports.js");
  const { runReport } = await import("../../../../reports/run/index.js");
  const folder = mkdtempSync(join(tmpdir(), "pimento-"));
  const { files, warnings } = await writeReports(runReport, fixtureResult(), folder);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^cannot draw energy-breakdown, .*: Cannot find native binding\. \(numbers and tables are complete\)$/);
  expect(readdirSync(folder).sort()).toEqual([...files].sort());
  expect(files).toEqual(expect.arrayContaining(["result.json", "energy.csv", "energy.tex"]));
  expect(files.filter((file) => /\.(png|svg|pdf)$/.test(file))).toEqual([]);
});

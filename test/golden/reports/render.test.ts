// The pictures themselves: drawn, alike every time, vectors with text in the bundled font, no dates.
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { energyBreakdown } from "../../../reports/run/figures/energy-breakdown.js";
import { renderFigure } from "../../../reports/node/render-figure.js";
import { tidySvg } from "../../../reports/node/tidy-svg.js";
import { writeReports } from "../../../reports/node/write-reports.js";
import { runReport } from "../../../reports/run/index.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();
const draw = (format: "png" | "svg" | "pdf"): string => renderFigure(energyBreakdown.draw(result)!, format).toString("latin1");

describe("a drawn figure", () => {
  it("is the same bytes every time", () => {
    for (const format of ["png", "svg", "pdf"] as const) expect(draw(format) === draw(format)).toBe(true);
  });

  it("is a vector picture with text in SVG", () => {
    const svg = draw("svg");
    expect(svg).toContain('viewBox="0 0 760 440"');
    expect(svg).toContain(">sensing</text>");
    expect(svg).toContain('font-family="DejaVu Sans"');
    expect(svg).not.toContain("<image");
  });

  it("has no date in PDF and embeds its font", () => {
    const pdf = draw("pdf");
    expect(pdf).toMatch(/^%PDF/);
    expect(pdf).toContain("DejaVuSans");
    expect(pdf).not.toMatch(/CreationDate|ModDate/);
  });

  it("has three pixels for each of the figure's in PNG", () => {
    const png = Buffer.from(draw("png"), "latin1");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([3 * 760, 3 * 440]);
  });
});

it("a run leaves result, tables and figures, and no half-written file", async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "pimento-")), "deep", "er");
  const { files, warnings } = await writeReports(runReport, result, folder);
  expect(warnings).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual([...files].sort());
  const drawn = Object.keys(runReport.figures).flatMap((name) => ["png", "svg", "pdf"].map((format) => `${name}.${format}`));
  expect(files).toEqual(expect.arrayContaining(drawn));
  expect(JSON.parse(readFileSync(join(folder, "result.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(result)));
});

it("a figure that fails is an error, after the numbers are written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pimento-"));
  const broken = { describe: "fails", draw: () => { throw new TypeError("a figure's own mistake"); } };
  await expect(writeReports({ ...runReport, figures: { broken } }, result, folder)).rejects.toThrow("a figure's own mistake");
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["result.json", "subnets.csv"]));
});

it("clip paths are numbered from one and lists of places end without a comma", () => {
  const group = (clip: string, x: string): string =>
    `<clipPath id="${clip}"/><g clip-path="url(#${clip})"><text x="${x}">ab</text></g></svg>`;
  expect(tidySvg(`<svg width="4" height="2">${group("cl_1f", "1, 2, ")}`))
    .toBe(`<svg width="4" height="2" viewBox="0 0 4 2">${group("clip1", "1, 2")}`);
});

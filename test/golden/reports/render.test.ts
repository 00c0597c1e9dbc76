// The pictures themselves: drawn, alike every time, vectors with text in the bundled font, no dates.
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FIGURES } from "../../../reports/run/figures/index.js";
import { renderFigure } from "../../../reports/node/render-figure.js";
import { writeReports } from "../../../reports/node/write-reports.js";
import { tidySvg } from "../../../reports/node/tidy-svg.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();
const draw = (format: "png" | "svg" | "pdf"): string => renderFigure(FIGURES["energy-breakdown"].draw(result)!, format).toString("latin1");

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
  const { files, warnings } = await writeReports(result, folder);
  expect(warnings).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual([...files].sort());
  for (const name of Object.keys(FIGURES)) for (const format of ["png", "svg", "pdf"]) expect(files).toContain(`${name}.${format}`);
  expect(JSON.parse(readFileSync(join(folder, "result.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(result)));
});

it("a figure that fails is an error, after the numbers are written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pimento-"));
  const broken = { describe: "fails", draw: () => { throw new TypeError("a figure's own mistake"); } };
  await expect(writeReports(result, folder, { broken })).rejects.toThrow("a figure's own mistake");
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["result.json", "subnets.csv"]));
});

it("clip paths are numbered from one and lists of places end without a comma", () => {
  const svg = '<svg width="4" height="2"><clipPath id="cl_1f"/><g clip-path="url(#cl_1f)"><text x="1, 2, ">ab</text></g></svg>';
  expect(tidySvg(svg)).toBe('<svg width="4" height="2" viewBox="0 0 4 2"><clipPath id="clip1"/><g clip-path="url(#clip1)"><text x="1, 2">ab</text></g></svg>');
});

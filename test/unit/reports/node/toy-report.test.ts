// A kind of report that nobody knew before: one object is all that the writer needs.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableOf } from "../../../../reports/formats/table.js";
import { linePlot } from "../../../../reports/drawing/plots/line-plot.js";
import { indentedJson, noWarnings, type ReportKind } from "../../../../reports/report-kind.js";
import { writeReports } from "../../../../reports/node/write-reports.js";

interface Toy {
  readonly name: string;
  readonly latenciesS: readonly number[];
}

const latencies = ({ latenciesS }: Toy) =>
  tableOf("toy-latencies", "Latencies", [{ key: "latencyS", title: "latency", unit: "s", of: (latencyS: number) => latencyS }], latenciesS);

const toyReport: ReportKind<Toy> = {
  describe: "a toy and its latencies",
  json: indentedJson("toy.json"),
  tables: { "toy-latencies": { build: latencies }, "toy-nothing": { build: () => null } },
  figures: {
    "toy-line": {
      describe: "latency by number",
      draw: ({ latenciesS }) => linePlot({
        xTitle: "number", xNames: latenciesS.map(String), yTitle: "latency", unit: "s", lines: [{ name: "latency", values: latenciesS }],
      }),
    },
    "toy-empty": { describe: "nothing at all", draw: () => null },
  },
  warnings: noWarnings,
  summary: (toy) => ({ tables: [latencies(toy)], notes: [] }),
};

const toy: Toy = { name: "toy", latenciesS: [1e-9, 2e-9] };
const folder = mkdtempSync(join(tmpdir(), "pimento-toy-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("a new kind of report is written as JSON, CSV, LaTeX and drawn in every format, without what it has not", async () => {
  const { files, warnings } = await writeReports(toyReport, toy, folder);
  expect(warnings).toEqual([]);
  expect(files)
    .toEqual(["toy.json", "toy-latencies.csv", "toy-latencies.tex", "toy-line.png", "toy-line.svg", "toy-line.pdf", "manifest.json"]);
  expect(readdirSync(folder).sort()).toEqual([...files].sort());
  const text = (file: string): string => readFileSync(join(folder, file), "utf8");
  expect(JSON.parse(text("toy.json"))).toEqual(toy);
  expect(text("toy-latencies.csv")).toBe("latencyS\n1e-9\n2e-9\n");
  expect(text("toy-latencies.tex")).toContain("2~ns");
  expect(text("toy-line.svg")).toContain(">latency (ns)</text>");
});

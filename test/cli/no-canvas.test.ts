// On a machine without the native drawing module every command gives its numbers, and says what it could not draw.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { emptyFolder, pimento } from "./pimento.js";

const WITHOUT_CANVAS = { NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, "../fixtures/no-canvas.mjs")).href}` };

const SMALL = ["--set", "data.name=none", "--set", "network.name=resnet8", "--set", "network.subnets=[0.25]"];

/** Words, some file of numbers, and the figures that are missed; none where nothing would be drawn. */
const COMMANDS: readonly (readonly [string, readonly string[], string, RegExp | null])[] = [
  ["run", ["run", ...SMALL], "subnets.csv", /energy-breakdown, area-breakdown, power-over-time/],
  ["compile", ["compile", ...SMALL], "schedule.csv", null],
  ["array", ["array"], "array-totals.csv", null],
  ["array --axis", ["array", "--axis", "chip.array.rows=128,256"], "array-sweep.csv", /array-metric/],
  ["margin", ["margin", "--set", "variation.samples=100"], "margin-cell.csv", /levels-one-row.*errors-against-rows/],
  ["uncertainty", ["uncertainty", "--array", "--samples", "2"], "uncertainty-area.csv", /tornado-energy.*energy-error-bars/],
  ["compare", ["compare", "resnet20-cifar10"], "learning-curves.csv", /accuracy-against-macs, learning-curves/],
];

const REASON = /Cannot find package '@napi-rs\/canvas'.* \(numbers and tables are complete\)\n$/;

describe.each(COMMANDS)("without the drawing module, pimento %s", (_, words, file, missed) => {
  it("--json prints its JSON, and writes the numbers with --out", () => {
    const folder = emptyFolder();
    const { code, out } = pimento([...words, "--json", "--out", "here"], folder, WITHOUT_CANVAS);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toBeDefined();
    expect(readdirSync(join(folder, "here"))).toContain(file);
  });

  it("prints its tables, says what it could not draw, and goes on", () => {
    const folder = emptyFolder();
    const { code, out, err } = pimento([...words, "--out", "here"], folder, WITHOUT_CANVAS);
    expect([code, out]).toEqual([0, expect.stringMatching(/│[^]*files \([\w-]+\.json, tables\) in here\/\n$/)]);
    if (missed === null) expect(err).toBe("");
    else expect([missed.exec(err), REASON.exec(err)]).not.toContain(null);
    expect(readdirSync(join(folder, "here")).filter((name) => /\.(png|svg|pdf|part)$/.test(name))).toEqual([]);
  });
});

// pimento array: the contract's config, its breakdowns, sweeps with a figure, and refusals.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ARRAY_OPERATIONS } from "../../arch/spec/array-operations.js";
import type { ArrayEstimate } from "../../arch/chip/array-estimate.js";
import { emptyFolder, pimento, pimentoHere } from "./pimento.js";

const REFERENCE_CONFIG = `chip:
  conventions: reference
  process: { node: 45 nm, roadmap: HP, temperature: 350 K }
  cell:
    { area: 50 F^2, aspectRatio: 1.0, resistanceOn: 5 kohm, resistanceOff: 10 kohm, readVoltage: 0.25 V, minSenseVoltage: 25 mV,
      readPower: 12 uW, writeCurrent: 100 uA, writePulse: 1 ns, writeEnergy: 0.08 pJ, accessVoltageDrop: 0.15 V, accessWidth: 6 F }
  array: { rows: 256, columns: 512, senseAmpMux: 8, wordBits: 64 }
`;

function folderWith(config: string): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "array.yaml"), config);
  return folder;
}

/** The row of the reference tool for 50 F^2, 256 x 512, multiplexer of 8. */
function referenceRow(): Record<string, number> {
  const [header, ...lines] = readFileSync(join(import.meta.dirname, "../validation/data/array-reference.csv"), "utf8").trim().split("\n");
  const row = lines.find((line) => line.startsWith("sot_nominal_50F2,256,512,8,"))!.split(",");
  return Object.fromEntries(header!.split(",").map((name, index) => [name, Number(row[index])]));
}

describe("pimento array", () => {
  it("--json meets the reference tool under its conventions, in everything", () => {
    const { code, out, err } = pimento(["array", "array.yaml", "--json"], folderWith(REFERENCE_CONFIG));
    expect([code, err]).toEqual([0, ""]);
    const { areaM2, leakageW, operations } = JSON.parse(out) as ArrayEstimate;
    const row = referenceRow();
    const figures = {
      total_area_um2: areaM2 * 1e12, leakage_mW: leakageW * 1e3,
      read_lat_ns: operations.read.latencyS * 1e9, write_lat_ns: operations.write.latencyS * 1e9,
      read_energy_pJ: operations.read.energyJ * 1e12, write_energy_pJ: operations.write.energyJ * 1e12,
    };
    for (const [name, value] of Object.entries(figures)) expect([name, Math.abs(value / row[name]! - 1) < 0.02]).toEqual([name, true]);
    expect(Object.keys(operations)).toEqual([...ARRAY_OPERATIONS]);
  });

  it("prints totals, operations and circuits, and writes them with --out only", async () => {
    const folder = emptyFolder();
    const { code, out } = await pimentoHere(["array", "--set", "chip.measured={ read: { cycle: 11.1 ns } }"], folder);
    expect(code).toBe(0);
    for (const words of ["with computing", "full-add", "popcount", "sense amplifiers", "11.1 ns", "measured"]) expect(out).toContain(words);
    expect(readdirSync(folder)).toEqual([]);
    expect((await pimentoHere(["array", "--json", "--out", "here"], folder)).code).toBe(0);
    expect(readdirSync(join(folder, "here"))).toEqual(expect.arrayContaining(["array.json", "array-operations.csv", "array-circuits.tex"]));
  });

  it("sweeps two axes into a heatmap, and keeps a point that cannot be built", async () => {
    const folder = emptyFolder();
    const axes = ["--axis", "chip.array.rows=2048..8192*2", "--axis", "chip.process.roadmap=HP,LSTP"];
    const { code, out } = await pimentoHere(["array", ...axes, "--set", "chip.process.temperature=400 K", "--metric", "leakageW"], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/6 points, \d of them refused \(first: chip\.array\.rows/);
    expect(readdirSync(join(folder, "out/default-array")).sort()).toEqual([
      "array-leakageW.pdf", "array-leakageW.png", "array-leakageW.svg", "array-sweep.csv", "array-sweep.json", "manifest.json",
    ]);
    const csv = readFileSync(join(folder, "out/default-array/array-sweep.csv"), "utf8").trim().split("\n");
    expect(csv.length).toBe(7);
    expect(csv[0]).toMatch(/^chip\.array\.rows,chip\.process\.roadmap,areaM2,.*read\.energyJ,.*,problem$/);
  });

  it("draws the same picture every time", () => {
    const folder = emptyFolder();
    const words = ["array", "--axis", "chip.array.senseAmpMux=1..8*2", "--metric", "areaM2"];
    for (const out of ["one", "two"]) expect(pimento([...words, "--out", out], folder).code).toBe(0);
    for (const file of readdirSync(join(folder, "one")))
      expect([file, readFileSync(join(folder, "one", file)).equals(readFileSync(join(folder, "two", file)))]).toEqual([file, true]);
  });

  it.each<[string, string[], RegExp]>([
    [
      "a cell that contradicts itself",
      ["--set", "chip.cell={ resistanceOn: 5 kohm, resistanceOff: 4 kohm }"],
      /chip\.cell\.resistanceOff: must be above resistanceOn/,
    ],
    ["rows that are no power of two", ["--set", "chip.array.rows=192"], /chip\.array\.rows.*power of two/],
    ["an unknown metric", ["--axis", "chip.array.rows=64,128", "--metric", "read.energy"], /--metric.*did you mean "read.energyJ"/],
    ["an axis outside the chip", ["--axis", "run.images=1,2"], /run\.images: is no field of the chip/],
    ["an axis that never ends", ["--axis", "chip.array.rows=64..128*1"], /never reaches its end/],
    [
      "three axes",
      ["--axis", "chip.array.rows=64,128", "--axis", "chip.array.columns=64,128", "--axis", "chip.array.senseAmpMux=1,2"],
      /one or two/,
    ],
  ])("refuses %s", async (_, words, message) => {
    const folder = emptyFolder();
    const { code, out, err } = await pimentoHere(["array", ...words], folder);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});

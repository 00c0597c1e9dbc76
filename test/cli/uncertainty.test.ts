// pimento uncertainty as a user runs it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, pimentoHere } from "./pimento.js";

const SMALL = ["--set", "network.name=resnet8", "--set", "network.subnets=[0.25, 0.125]", "--set", "data.name=none", "--samples", "2"];

describe("pimento uncertainty", () => {
  it("--json prints one report of chip and network and writes no file", async () => {
    const folder = emptyFolder();
    const { code, out } = await pimentoHere(["uncertainty", "--json", "--of", "0.13x", ...SMALL], folder);
    expect(code).toBe(0);
    const report = JSON.parse(out) as {
      subjects: { name: string; energyRatio: { nominal: number } }[];
      samples: number;
      tornado: unknown[];
    };
    expect(report.subjects.map(({ name }) => name)).toEqual(["0.25x", "0.13x"]);
    expect(report.subjects[1]!.energyRatio.nominal).toBe(1);
    expect([report.samples, report.tornado.length > 50]).toEqual([2, true]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("--array prints tables, and writes them and the figures under the experiment's name", async () => {
    const folder = emptyFolder();
    const { code, out } = await pimentoHere(["uncertainty", "--array", "--samples", "10"], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/as stated[\s\S]*energy of and2 with one number at a time[\s\S]*senseConverter\.energyJ/);
    const written = join(folder, "out/default-uncertainty");
    expect(readdirSync(written)).toEqual(
      expect.arrayContaining([
        "uncertainty.json", "uncertainty-energy.csv", "tornado-energy.tex", "tornado-latency.png", "energy-error-bars.svg",
        "energy-ratio-error-bars.pdf",
      ]),
    );
    expect(readFileSync(join(written, "tornado-area.csv"), "utf8")).toMatch(
      /^path,unit,low,value,high,areaAtLowM2,areaAtHighM2,swingRatio\n/,
    );
    expect(readFileSync(join(written, "uncertainty-samples.csv"), "utf8").trim().split("\n")).toHaveLength(11);
  });

  it("says what is wrong with its options", async () => {
    expect(await pimentoHere(["uncertainty", "--array", "--of", "raed"])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--of.*did you mean "read"/) as string,
    });
    for (const samples of ["0", "1e9", "many"]) {
      expect(await pimentoHere(["uncertainty", "--array", "--samples", samples])).toMatchObject({
        code: 2,
        err: expect.stringMatching(/--samples.*1 to 1000000/) as string,
      });
    }
  });
});

// pimento margin as a user runs it.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, pimentoHere } from "./pimento.js";

const FEW = ["--set", "variation.samples=200"];

describe("pimento margin", () => {
  it("--json prints one report and writes no file", async () => {
    const folder = emptyFolder();
    const { code, out, err } = await pimentoHere(["margin", "--json", ...FEW], folder);
    expect([code, err]).toEqual([0, ""]);
    const report = JSON.parse(out) as { operations: { operation: string; errorRate: number }[]; fragile: { operation: string } };
    expect(report.operations.map(({ operation }) => operation)).toContain("and");
    expect(report.fragile.operation).toBe("full-add");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("prints tables, and writes them and the figures under the experiment's name", async () => {
    const folder = emptyFolder();
    const { code, out } = await pimentoHere(["margin", ...FEW, "--set", "variation.senseMode=voltage"], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/sensed by voltage[\s\S]*most fragile/);
    expect(readdirSync(join(folder, "out/default-margin"))).toEqual(
      expect.arrayContaining([
        "margin.json", "margin-levels.csv", "levels-three-rows.png", "levels-two-rows.svg", "errors-against-rows.pdf",
      ]),
    );
  });

  it("says what is wrong with a variation section", async () => {
    expect(await pimentoHere(["margin", "--set", "variation.senseMode=resistance"])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/variation\.senseMode.*current, voltage/) as string,
    });
  });
});

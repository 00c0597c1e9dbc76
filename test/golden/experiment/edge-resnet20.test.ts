// Did a number move? ResNet-20 on the edge chip, timed without images: picoseconds and counts exactly, joules, areas and powers to
// 1e-12. A changed golden needs a line under "Results" in CHANGELOG.md. Write a new one with
// `GOLDEN=write npm test -- golden/experiment`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../../experiment/config/read-config.js";
import type { RunResult } from "../../../experiment/run/result.js";
import { runExperiment } from "../../../experiment/run/run.js";
import { VERSION } from "../../../experiment/version.js";
import { toPs } from "../../../sim/time.js";
import { instructionsOf } from "../../../arch/styles/index.js";
import { printProgram } from "../../../arch/isa/print.js";
import { loadModel } from "../../../experiment/machine/load-model.js";
import { buildMachine } from "../../../experiment/machine/machine.js";
import { testServices } from "../../fixtures/experiments.js";

const FILE = join(import.meta.dirname, "edge-resnet20.json");
const { spec } = readConfig({ text: "data: { name: none }\n", file: "golden.yaml", name: "golden" });

/** Exact numbers and numbers to a tolerance, apart. */
function summary(result: RunResult): { exact: Record<string, unknown>; close: Record<string, number> } {
  const exact: Record<string, unknown> = {};
  const close: Record<string, number> = { areaM2: result.chip.areaM2, leakageW: result.chip.leakageW };
  for (const subnet of result.subnets) {
    const counts = new Map<string, number>();
    for (const { unit, action, count } of subnet.ledger) counts.set(`${unit} ${action}`, (counts.get(`${unit} ${action}`) ?? 0) + count);
    exact[subnet.name] = {
      latencyPs: toPs(subnet.latencyS),
      subArrays: subnet.subArraysUsed,
      macs: subnet.macs,
      bitOps: subnet.bitOps,
      memoryBits: subnet.memoryBits,
      counts: Object.fromEntries(counts),
    };
    close[`${subnet.name} energyJ`] = subnet.energyJ;
    close[`${subnet.name} leakageEnergyJ`] = subnet.leakageEnergyJ;
    close[`${subnet.name} peakPowerW`] = subnet.peakPowerW;
  }
  return { exact, close };
}

interface Golden extends ReturnType<typeof summary> {
  readonly _meta: { readonly version: string; readonly about: string; readonly reason: string };
}

describe("golden: ResNet-20 on the edge chip", () => {
  it("gives the numbers of the golden", async () => {
    const current = summary(await runExperiment(spec, testServices()));
    if (process.env["GOLDEN"] === "write") {
      const golden: Golden = {
        _meta: { version: VERSION, about: "data: { name: none }, all defaults", reason: process.env["REASON"] ?? "first golden" },
        ...current,
      };
      writeFileSync(FILE, `${JSON.stringify(golden, null, 1)}\n`);
    }
    const golden = JSON.parse(readFileSync(FILE, "utf8")) as Golden;
    expect(current.exact).toEqual(golden.exact);
    for (const [name, value] of Object.entries(golden.close))
      expect({ name, ratio: current.close[name]! / value }).toEqual({ name, ratio: expect.closeTo(1, 12) as number });
  });

  it("compiles the first layers of the narrowest subnet as it did", async () => {
    const loaded = await loadModel(spec, testServices());
    const { programs } = buildMachine(spec, loaded.model);
    expect(printProgram({ ...programs.at(-1)!, steps: programs.at(-1)!.steps.slice(0, 5) }, instructionsOf("bitwise-and").textOf))
      .toMatchInlineSnapshot(`
"program 0.25x
step input
  load-image image
step stem.conv
  load-table stem.conv
step stem.conv
  tile channels 0+1*i x 4, elements 0..26
  lane 0: sub-arrays 0
  lane 1: sub-arrays 1
  lane 2: sub-arrays 2
  loop round x 342
    when 0 + 1*lane + 3*round < 1024
      load-window image 3x3/1 pad 1 pixel 0 + 1*lane + 3*round
      write-planes rows 0..7
      and-accumulate inputs u8 at row 0, weights 8 bits twos-complement at row 8, columns 27
      send-sums 22 bits
      post-process stem.relu pixel 0 + 1*lane + 3*round by stem.conv
step s1.b1.1.conv
  load-table s1.b1.1.conv
step s1.b1.1.conv
  tile channels 0+1*i x 4, elements 0..35
  lane 0: sub-arrays 3
  lane 1: sub-arrays 4
  lane 2: sub-arrays 5
  loop round x 342
    when 0 + 1*lane + 3*round < 1024
      load-window stem.relu 3x3/1 pad 1 pixel 0 + 1*lane + 3*round
      write-planes rows 0..7
      and-accumulate inputs u8 at row 0, weights 8 bits twos-complement at row 8, columns 36
      send-sums 23 bits
      post-process s1.b1.1.relu pixel 0 + 1*lane + 3*round by s1.b1.1.conv
"
`);
  });
});

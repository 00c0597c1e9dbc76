// The categories against a run: every unit that the chip meters has its place, and the bits that MACs ask for are what the ledger senses.
import { runExperiment } from "../../../experiment/run/run.js";
import type { RunResult } from "../../../experiment/run/result.js";
import { energyByCategory, energyCategory } from "../../../reports/run/energy-categories.js";
import { unusedColumnShare, usefulBitOps } from "../../../reports/run/unused-columns.js";
import { testServices, timingExperiment } from "../../fixtures/experiments.js";

async function run(change: Parameters<typeof timingExperiment>[0] = {}): Promise<RunResult> {
  const base = timingExperiment();
  return runExperiment({ ...base, network: { ...base.network, subnets: [0.25] }, ...change }, testServices());
}

describe("the categories of a run", () => {
  it("leave nothing over", async () => {
    const { subnets, chip } = await run();
    for (const subnet of subnets) {
      expect(subnet.ledger.length).toBeGreaterThan(0);
      expect(subnet.ledger.filter((row) => energyCategory(row, chip.parts) === "other")).toEqual([]);
      const total = Object.values(energyByCategory(subnet, chip)).reduce((sum, energyJ) => sum + energyJ, 0);
      expect(total / subnet.energyJ).toBeCloseTo(1, 9);
    }
  });

  it("count as useful what the network's bit operations are, the classifier's included", async () => {
    const base = timingExperiment();
    const network = { ...base.network, subnets: [0.25], weightBits: 4, activationBits: 6 };
    const { subnets: [subnet] } = await run({ network });
    const classifier = subnet!.layers.filter(({ macs }) => macs > 0).at(-1)!;
    expect(usefulBitOps(subnet!) - classifier.macs * 4 * 6).toBe(subnet!.bitOps);
  });

  it("know what each action of a bit-wise sub-array is spent on", async () => {
    const { chip } = await run();
    const categoryOf = (unit: string, action: string): string => energyCategory({ unit, action }, chip.parts);
    expect(["and.activate", "and.sense-1", "write.set", "write.activate", "count", "accumulate", "output", "leak"].map(
      (action) => categoryOf("sub-array", action)
    ))
      .toEqual([
        "sensing", "sensing", "activation writes", "activation writes", "count, accumulate", "count, accumulate", "interconnect", "leakage",
      ]);
    expect([["interconnect", "group-link"], ["global-buffer", "write"], ["row-buffer", "write"], ["sum-buffer", "read"], [
      "sum-store", "read",
    ], ["digital", "scale"], ["controller", "issue"]]
      .map(([unit, action]) => categoryOf(unit!, action!)))
        .toEqual(["interconnect", "buffers", "buffers", "buffers", "buffers", "digital units", "control"]);
  });

  it("find no unused column where gating works column by column", async () => {
    const base = timingExperiment();
    const exact = await run({ chip: { ...base.chip, array: { ...base.chip.array, columnGating: 1 } } });
    for (const subnet of exact.subnets) expect(subnet.arrayBitOps).toBe(usefulBitOps(subnet));
    const grouped = await run();
    for (const subnet of grouped.subnets) expect(unusedColumnShare(subnet)).toBeGreaterThan(0.1);
  });
});

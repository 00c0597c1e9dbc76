// The categories against a run: every unit that the chip meters has its place, and the bits that MACs ask for are what the ledger senses.
import { runExperiment } from "../../../experiment/run/run.js";
import type { RunResult } from "../../../experiment/run/result.js";
import { energyByCategory, energyCategory } from "../../../reports/run/energy-categories.js";
import { sensedBits, unusedColumnShare, usefulBitOps } from "../../../reports/run/unused-columns.js";
import { testServices, timingExperiment } from "../../fixtures/experiments.js";

async function run(change: Parameters<typeof timingExperiment>[0] = {}): Promise<RunResult> {
  const base = timingExperiment();
  return runExperiment({ ...base, network: { ...base.network, subnets: [0.25] }, ...change }, testServices());
}

describe("the categories of a run", () => {
  it("leave nothing over", async () => {
    for (const subnet of (await run()).subnets) {
      expect(subnet.ledger.length).toBeGreaterThan(0);
      expect(subnet.ledger.filter((row) => energyCategory(row) === "other")).toEqual([]);
      const total = Object.values(energyByCategory(subnet)).reduce((sum, energyJ) => sum + energyJ, 0);
      expect(total / subnet.energyJ).toBeCloseTo(1, 9);
    }
  });

  it("count as useful what the network's bit operations are, the classifier's included", async () => {
    const base = timingExperiment();
    const network = { ...base.network, subnets: [0.25], weightBits: 4, activationBits: 6 };
    const { subnets: [subnet] } = await run({ network });
    const classifier = subnet!.layers.filter(({ macs }) => macs > 0).at(-1)!;
    expect(usefulBitOps(subnet!, network) - classifier.macs * 4 * 6).toBe(subnet!.bitOps);
  });

  it("find no unused column where gating works column by column", async () => {
    const base = timingExperiment();
    const exact = await run({ chip: { ...base.chip, array: { ...base.chip.array, columnGating: 1 } } });
    for (const subnet of exact.subnets) expect(sensedBits(subnet)).toBe(usefulBitOps(subnet, exact.config.network));
    const grouped = await run();
    for (const subnet of grouped.subnets) expect(unusedColumnShare(subnet, grouped.config.network)).toBeGreaterThan(0.1);
  });
});

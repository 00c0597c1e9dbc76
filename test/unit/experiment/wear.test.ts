// Writes per cell of a run, and the lifetimes they imply.
import { runExperiment } from "../../../experiment/run/run.js";
import type { SubnetResult } from "../../../experiment/run/result.js";
import { testServices, timingExperiment } from "../../fixtures/experiments.js";

const base = timingExperiment();
const run = async (replicas: number): Promise<SubnetResult> =>
  (
    await runExperiment(
      timingExperiment({ network: { ...base.network, subnets: [1] }, mapping: { ...base.mapping, replicas } }),
      testServices(),
    )
  ).subnets[0]!;

describe("wear", () => {
  it("is one write of each activation row for every window of the busiest layer, less with copies that share them", async () => {
    const [single, double] = [await run(1), await run(2)];
    expect(single.wear!.writesPerImage).toBe(32 * 32);
    expect(double.wear!.writesPerImage).toBe(16 * 32);
  });

  it("gives the lifetime at full speed, longer by the rows there are to take turns in", async () => {
    const { wear, latencyS } = await run(1);
    expect(wear!.lifetimeS).toBeCloseTo((1e12 / 1024) * latencyS, -3);
    expect(wear!.activationRows).toBe(8);
    expect(wear!.levelledLifetimeS / wear!.lifetimeS).toBeCloseTo(wear!.freeRows / 8, 9);
  });
});

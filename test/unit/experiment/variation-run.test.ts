// Variation to accuracy: error rate zero is the exact machine bit for bit, errors cost accuracy, the same config gives the same result.
import { MEMORY_TECHNOLOGIES } from "../../../arch/technology/index.js";
import { resolveVariation, type VariationSpec } from "../../../arch/margin/index.js";
import { shareInterval } from "../../../experiment/run/confidence.js";
import { readConfig } from "../../../experiment/config/read-config.js";
import { setOption } from "../../../experiment/config/overrides.js";
import { resultSchema } from "../../../experiment/run/result-schema.js";
import { runExperiment } from "../../../experiment/run/run.js";
import type { RunResult } from "../../../experiment/run/result.js";
import { imageExperiment, testServices } from "../../fixtures/experiments.js";

const variation = (change: Partial<VariationSpec>): VariationSpec =>
  ({ ...resolveVariation({}, MEMORY_TECHNOLOGIES["sot-mram"]), seeds: 2, ...change });
const network = { ...imageExperiment(0).network, subnets: [0.25] };

const run = (change?: Partial<VariationSpec>): Promise<RunResult> =>
  runExperiment(imageExperiment(1, {
    network, mapping: { ...imageExperiment(0).mapping, replicas: 1 }, ...(change === undefined ? {} : { variation: variation(change) }),
  }), testServices());

let exact: RunResult;
beforeAll(async () => {
  exact = await run();
});

describe("a run with errors", () => {
  it.each(["random", "fixed"] as const)("%s ones at error rate zero gives the exact accuracy in every seed", async (errors) => {
    const result = await run({ errors, sigmaResistanceArea: 0, sigmaTunnelMagnetoresistance: 0, senseAmpOffsetV: 0 });
    result.subnets.forEach(({ variation: varied, ...subnet }, i) => {
      expect(subnet).toEqual(exact.subnets[i]);
      expect(varied).toMatchObject(
        { errors, errorRateByOnes: [0, 0, 0], accuracyMean: subnet.accuracy, accuracyLow: subnet.accuracy, accuracyHigh: subnet.accuracy }
      );
    });
  });

  it("keeps everything else of the faultless machine, whatever the errors, and fits the schema", async () => {
    const result = await run({ errors: "random", sigmaScales: [0, 0.5] });
    expect(resultSchema.safeParse(result).error).toBeUndefined();
    result.subnets.forEach(({ variation: varied, ...subnet }, i) => {
      expect(subnet).toEqual(exact.subnets[i]);
      expect(varied!.sweep.map((point) => point.sigmaScale)).toEqual([0, 0.5]);
      expect(varied!.sweep[0]).toMatchObject({ accuracyMean: subnet.accuracy, errorRateByOnes: [0, 0, 0] });
      expect(varied!.errorRateByOnes[1]!).toBeGreaterThan(varied!.sweep[1]!.errorRateByOnes[1]!);
    });
    expect(JSON.stringify(await run({ errors: "random", sigmaScales: [0, 0.5] }))).toBe(JSON.stringify(result));
  });

  it("is not asked for without a variation section, nor with errors: none", async () => {
    expect(exact.subnets[0]!.variation).toBeUndefined();
    expect((await run({})).subnets[0]!.variation).toBeUndefined();
  });
});

describe("the variation section of a config", () => {
  const read = (...set: string[]) => readConfig(null, set.map(setOption)).spec.variation;

  it("takes from the technology's card what it leaves out", () => {
    expect(read()).toBeUndefined();
    expect(read("variation.sigmaRA=8 %")).toMatchObject({
      sigmaResistanceArea: 0.08, sigmaTunnelMagnetoresistance: 0.02, polarity: "high-resistance", senseMode: "current", errors: "none",
    });
    expect(read("chip.technology=reram", "variation.sigmaOff=30 %")).toMatchObject({
      sigmaLowResistance: 0.1, sigmaHighResistance: 0.3, polarity: "low-resistance",
    });
    expect(read("variation.polarity=low-resistance", "variation.senseAmpOffset=3 mV"))
      .toMatchObject({ polarity: "low-resistance", senseAmpOffsetV: 0.003 });
  });

  it("refuses what has no meaning, by name", () => {
    expect(() => read("variation.sigmaRA=50 %")).toThrow(/variation\.sigmaRA.*20 %/);
    expect(() => read("variation.sigma=5 %")).toThrow(/variation\.sigma: unknown key/);
    expect(() => read("variation.errors=fixed", "data.name=none")).toThrow(/variation\.errors: errors show in images only/);
    expect(() => read("variation.seeds=1")).toThrow(/variation\.seeds/);
    expect(() => read("variation.sigmaOn=5 %")).toThrow(/variation\.sigmaOn: cells of kind mtj have no such spread.*sigmaRA and sigmaTMR/);
    expect(() => read("chip.technology=reram", "variation.sigmaTMR=5 %"))
      .toThrow(/variation\.sigmaTMR.*kind resistive.*sigmaOn and sigmaOff/);
  });
});

describe("the interval of a mean", () => {
  it("is Student's, and stays within shares", () => {
    const { mean, low, high } = shareInterval([0.5, 0.6, 0.7]);
    expect(mean).toBeCloseTo(0.6, 12);
    expect(high - mean).toBeCloseTo((4.303 * 0.1) / Math.sqrt(3), 9);
    expect(mean - low).toBeCloseTo(high - mean, 12);
    expect(shareInterval([1, 0.8]).high).toBe(1);
    expect(shareInterval(Array.from({ length: 50 }, (_, i) => i % 2)).high).toBeGreaterThan(0.6);
  });
});

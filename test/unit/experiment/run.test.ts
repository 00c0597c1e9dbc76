// A run as a whole: what must hold between its numbers, whatever the numbers are.
import { resultSchema } from "../../../experiment/run/result-schema.js";
import { runExperiment } from "../../../experiment/run/run.js";
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import type { ExperimentSpec } from "../../../experiment/spec.js";
import { imageExperiment, testServices, timingExperiment, untrainedCheckpoint } from "../../fixtures/experiments.js";

const run = (experiment: ExperimentSpec): Promise<RunResult> => runExperiment(experiment, testServices());
const energyOf = (subnet: SubnetResult, keep: (row: SubnetResult["ledger"][number]) => boolean = () => true): number =>
  subnet.ledger.filter(keep).reduce((sum, row) => sum + row.count * row.unitEnergyJ, 0);
const failure = async (promise: Promise<unknown>): Promise<string> => promise.then(() => "no error", (error: Error) => error.message);

describe("a run with images", () => {
  let result: RunResult;
  beforeAll(async () => {
    result = await run(imageExperiment(2, { network: { ...imageExperiment(0).network, subnets: [1, 0.5, 0.25] } }));
  });

  it("fits the result schema, and says the same when repeated, byte for byte", async () => {
    expect(resultSchema.safeParse(result).error).toBeUndefined();
    const again = await run(imageExperiment(2, { network: { ...imageExperiment(0).network, subnets: [1, 0.5, 0.25] } }));
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
  });

  it("every logit from the arrays is the integer reference network's", () => {
    expect(result.subnets.map((subnet) => subnet.bitExact)).toEqual([true, true, true]);
    expect(result.subnets.every((subnet) => subnet.accuracy !== null && subnet.images === 2)).toBe(true);
  });

  it("energy is the ledger's total, leakage one of its rows, power energy over time, and layers add up to both", () => {
    for (const subnet of result.subnets) {
      expect(subnet.energyJ).toBe(energyOf(subnet));
      expect(subnet.leakageEnergyJ).toBe(energyOf(subnet, (row) => row.action === "leak"));
      expect(subnet.leakageEnergyJ / (result.chip.leakageW * subnet.latencyS)).toBeCloseTo(1, 9);
      expect(subnet.averagePowerW).toBe(subnet.energyJ / subnet.latencyS);
      expect(subnet.peakPowerW).toBeGreaterThan(subnet.averagePowerW);
      expect(subnet.layers.reduce((sum, layer) => sum + layer.energyJ, 0) / subnet.energyJ).toBeCloseTo(1, 12);
      expect(subnet.layers.reduce((sum, layer) => sum + layer.latencyS, 0) / subnet.latencyS).toBeCloseTo(1, 12);
    }
  });

  it("the chip's parts add up to its area and leakage exactly", () => {
    const { parts, areaM2, leakageW } = result.chip;
    expect(parts.reduce((sum, part) => sum + part.count * part.areaM2, 0)).toBe(areaM2);
    expect(parts.reduce((sum, part) => sum + part.count * part.leakageW, 0)).toBe(leakageW);
    const drawn = result.chip.floorplan.reduce((sum, rectangle) => sum + rectangle.widthM * rectangle.heightM, 0);
    expect(drawn / areaM2).toBeCloseTo(1, 9);
  });

  it("narrower subnets cost less energy on the same chip with the weights left in place", () => {
    const energies = result.subnets.map((subnet) => subnet.energyJ);
    expect(energies[0]!).toBeGreaterThan(energies[1]!);
    expect(energies[1]!).toBeGreaterThan(energies[2]!);
    const latencies = result.subnets.map((subnet) => subnet.latencyS);
    expect(latencies[0]!).toBeGreaterThan(latencies[1]!);
    expect(latencies[1]!).toBeGreaterThan(latencies[2]!);
  });
});

describe("warnings", () => {
  const narrow = { ...timingExperiment().network, subnets: [0.25] };

  it("are empty for a sound chip, and name a write path that lacks voltage", async () => {
    const sound = timingExperiment({ network: narrow });
    const starved = { ...sound, chip: { ...sound.chip, assumptions: { "technology.sot-mram.write.supplyV": 0.4 } } };
    expect((await run(sound)).warnings).toEqual([]);
    expect((await run(starved)).warnings).toEqual([expect.stringMatching(/write path lacks 12 mV/)]);
  });
});

describe("channel order", () => {
  it("contiguous leaves sub-arrays dark and striped does not; striped is never slower", async () => {
    const network = { ...timingExperiment().network, subnets: [1, 0.25] };
    const of = async (channelOrder: "contiguous" | "striped"): Promise<readonly SubnetResult[]> =>
      (await run(timingExperiment({ network, mapping: { ...timingExperiment().mapping, channelOrder, replicas: 1 } }))).subnets;
    const [contiguous, striped] = [await of("contiguous"), await of("striped")];
    expect(contiguous[1]!.subArraysUsed).toBeLessThan(striped[1]!.subArraysUsed);
    expect(striped[1]!.latencyS).toBeLessThan(contiguous[1]!.latencyS);
    expect(contiguous[1]!.latencyS).toBeLessThanOrEqual(contiguous[0]!.latencyS);
  });
});

describe("assumed densities", () => {
  it("give about the energy of counted bits when they are the counted shares, and exactly the same time", async () => {
    const network = { ...imageExperiment(0).network, subnets: [1] };
    const counted = (await run(imageExperiment(1, { network }))).subnets[0]!;
    const sum = (action: string): number =>
      counted.ledger.filter((row) => row.action === action).reduce((total, row) => total + row.count, 0);
    const inputOnes = sum("write.set") / (sum("write.set") + sum("write.reset"));
    const assumed = (await run(timingExperiment({ network, data: { ...timingExperiment().data, activationOnesRatio: inputOnes } })))
      .subnets[0]!;
    expect(assumed.latencyS).toBe(counted.latencyS);
    expect(Math.abs(assumed.energyJ / counted.energyJ - 1)).toBeLessThan(0.05);
  });
});

describe("power budget", () => {
  const network = { ...timingExperiment().network, subnets: [1] };
  const under = async (budgetW: number | null): Promise<SubnetResult> =>
    (await run(timingExperiment({ network, power: { budgetW } }))).subnets[0]!;

  it("is never exceeded, leaves dynamic energy as it is, and never makes anything faster", async () => {
    const free = await under(null);
    const unlimited = await under(Infinity);
    expect({ ...unlimited }).toEqual({ ...free });
    const dynamic = (subnet: SubnetResult) => subnet.ledger.filter((row) => row.action !== "leak");
    let slower = 0;
    for (const share of [0.95, 0.7, 0.5, 0.4]) {
      const budgetW = free.peakPowerW * share;
      const capped = await under(budgetW);
      expect(capped.peakPowerW).toBeLessThanOrEqual(budgetW);
      expect(Math.max(...capped.powerTrace.map((point) => point.powerW))).toBeLessThanOrEqual(budgetW);
      expect(capped.latencyS).toBeGreaterThanOrEqual(free.latencyS);
      expect(dynamic(capped)).toEqual(dynamic(free));
      if (capped.latencyS > free.latencyS) {
        slower++;
        expect(capped.timeByReasonS["power-capped"]).toBeGreaterThan(0);
      }
    }
    expect(slower).toBeGreaterThan(0);
  });

  it("below what one operation and the leakage need it is refused with the number that would do, and that number does", async () => {
    const text = await failure(under(0.01));
    const would = /allowed ([\d.]+) mW or more/.exec(text);
    expect(text).toContain("power.budget: subnet 1.00x needs more than this for its leakage and its largest single operation");
    expect((await under(Number(would![1]) / 1000)).latencyS).toBeGreaterThan(0);
    expect(await failure(under((Number(would![1]) / 1000) * 0.99))).toContain("power.budget");
  });
});

describe("input that cannot be run", () => {
  const base = imageExperiment(1);
  it("a width the checkpoint was not trained for is refused with those it has", async () => {
    const text = await failure(run({ ...base, network: { ...base.network, subnets: [1, 0.6] } }));
    expect(text).toContain(
      "network.subnets[1]: the checkpoint was not trained for this subnet (found 0.60x; allowed 1.00x, 0.75x, 0.50x, 0.25x)",
    );
  });

  it("a checkpoint of another network is refused by name", async () => {
    const services = { ...testServices(), loadCheckpoint: () => Promise.resolve(untrainedCheckpoint("resnet14")) };
    expect(await failure(runExperiment(base, services))).toContain("is a checkpoint of another network (found resnet14; allowed resnet8)");
  });

  it("a truncated checkpoint is refused", async () => {
    const services = { ...testServices(), loadCheckpoint: () => Promise.resolve(untrainedCheckpoint().subarray(0, 5000)) };
    expect(await failure(runExperiment(base, services))).toMatch(/untrained: /);
  });
});

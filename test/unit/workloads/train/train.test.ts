// Training learns, and its result depends on nothing but its options: not on threads, not on interruptions.
import { blockExecutor } from "../../../../workloads/node/worker-pool.js";
import { Trainer, cosineRate, decodeTrainingState, encodeTrainingState } from "../../../../workloads/train/index.js";
import type { StepReport, TrainingState } from "../../../../workloads/train/index.js";
import { workOf } from "../../../../workloads/train/round.js";
import { epochOrder } from "../../../../workloads/train/batches.js";
import { tinyJob as job, tinyNetwork } from "../../../fixtures/tiny-training.js";
import { drawPlacement } from "../../../../workloads/train/augmentation.js";

async function curve(trainer: Trainer, stopAfter = Infinity): Promise<{ losses: number[]; states: TrainingState[] }> {
  const [losses, states, signal]: [number[], TrainingState[], { aborted: boolean }] = [[], [], { aborted: false }];
  const onStep = (report: StepReport): void => {
    losses.push(...report.losses);
    signal.aborted = report.step >= stopAfter;
  };
  await trainer.train({ onStep, signal, onState: (state) => { states.push(state); } });
  return { losses, states };
}

describe("the trainer", () => {
  it("gives the same curve and weights with one thread, with two, and when interrupted and resumed", async () => {
    const whole = await curve(new Trainer(job(), 1, blockExecutor));
    const first = await curve(new Trainer(job(), 1, blockExecutor), 4);
    const resumed = new Trainer(job(), 1, blockExecutor);
    const file = encodeTrainingState(first.states.at(-1)!);
    resumed.restore(decodeTrainingState(file, "state.bin", resumed.fingerprint));
    const second = await curve(resumed);
    expect([...first.losses, ...second.losses]).toEqual(whole.losses);
    expect([...second.states.at(-1)!.outputs[0]!.parameters]).toEqual([...whole.states.at(-1)!.outputs[0]!.parameters]);
    expect(() => decodeTrainingState(file, "state.bin", new Trainer(job({ rate: 0.2 }), 1, blockExecutor).fingerprint))
      .toThrow(/other settings/);
    const threaded = await curve(new Trainer(job(), 2, blockExecutor));
    expect(threaded.losses).toEqual(whole.losses);
    expect([...threaded.states.at(-1)!.outputs[0]!.parameters]).toEqual([...whole.states.at(-1)!.outputs[0]!.parameters]);
  }, 60_000);

  it.each(["multi-path", "single-path", "progressive"])("%s says before its first step that a target cannot be met", (method) => {
    expect(() => new Trainer(job({ method, epochs: 6, channelGroups: 1 }), 1, blockExecutor))
      .toThrow(/one group left in every layer.*0\.50x-macs.*more groups/);
  });

  it("starts no more workers than a step has blocks", () => {
    const { data, options } = job({ batch: 32, blockImages: 16 });
    expect(workOf({ data, flip: false, options, threads: 64, makeExecutor: blockExecutor }))
      .toEqual({ blockImages: 16, blocks: 2, workspaces: 2 });
  });

  it("goes on where a signal stopped it, with workers anew", async () => {
    const trainer = new Trainer(job(), 2, blockExecutor);
    const first = await curve(trainer, 4);
    const second = await curve(trainer);
    expect([...first.losses, ...second.losses]).toEqual((await curve(new Trainer(job(), 1, blockExecutor))).losses);
  }, 60_000);

  it("tells a state of other images from its own, though title and number are the same", async () => {
    const { states } = await curve(new Trainer(job(), 1, blockExecutor), 1);
    const own = job();
    const labels = own.data.train.labels.map((label, n) => (n === 0 ? (label + 1) % 10 : label));
    const other = new Trainer({ ...own, data: { ...own.data, train: { ...own.data.train, labels } } }, 1, blockExecutor);
    expect(() => decodeTrainingState(encodeTrainingState(states.at(-1)!), "state.bin", other.fingerprint))
      .toThrow(/other settings \(found imagesHash/);
  }, 60_000);

  it("can be cut short or drawn out when resumed, and remembers that it was", async () => {
    const { states } = await curve(new Trainer(job(), 1, blockExecutor), 4);
    const longer = new Trainer(job({ epochs: 3 }), 1, blockExecutor);
    longer.restore(states.at(-1)!);
    const { states: later } = await curve(longer);
    expect(later.at(-1)).toMatchObject({ step: 9, plan: [{ fromStep: 0, epochs: 2 }, { fromStep: 4, epochs: 3 }] });
    expect(() => new Trainer(job({ epochs: 1 }), 1, blockExecutor).restore(states.at(-1)!)).toThrow(/already further.*at least 2/);
  }, 60_000);

  it("memorises a tiny set at every width, and measures what it needs for quantisation", async () => {
    const tiny = job({
      epochs: 100, batch: 32, blockImages: 32, calibrationImages: 32, augment: false, rate: 0.2, weightDecay: 0, hardLabels: 0.5,
    }, [1, 0.5]);
    const set = { ...tiny.data.train, count: 32 };
    const trainer = new Trainer({ ...tiny, data: { ...tiny.data, train: set, test: set } }, 1, blockExecutor);
    let last: StepReport | null = null;
    await trainer.train({ onStep: (report) => { last = report; } });
    expect((last as StepReport | null)?.accuracies[0]).toBe(1);
    const { checkpoint } = (await trainer.finish(32))[0]!;
    expect(checkpoint.card.accuracy?.["1.00x"]).toBeGreaterThan(0.95);
    expect(checkpoint.card.accuracy?.["0.50x"]).toBeGreaterThan(0.8);
    const range = checkpoint.ranges["0.50x"]!["r2"]!;
    expect(range.min).toBe(0);
    expect(range.clip8).toBeLessThanOrEqual(range.max);
    expect(checkpoint.ranges["1.00x"]!["ns"]!.min).toBeLessThan(0);
    }, 60_000);

  it("goes on from a trained network with the batch norm of every width, also when stopped before the first step", async () => {
    const base = new Trainer(job(), 1, blockExecutor);
    await base.train();
    const { checkpoint } = (await base.finish(16))[0]!;
    const from = (): Trainer => new Trainer({ ...job({ rate: 1e-6 }), from: { ...checkpoint, contentHash: "base" } }, 1, blockExecutor);
    const whole = await curve(from());
    const kept = whole.states.at(-1)!.outputs[0]!.parameters;
    const farthest = kept.reduce((most, value, n) => Math.max(most, Math.abs(value - checkpoint.parameters[n]!)), 0);
    expect(farthest).toBeLessThan(1e-4);
    const [stopped, resumed] = [from(), from()];
    await stopped.train({ signal: { aborted: true } });
    resumed.restore(decodeTrainingState(encodeTrainingState(stopped.state()), "state.bin", resumed.fingerprint));
    expect((await curve(resumed)).losses).toEqual(whole.losses);
  }, 60_000);

  it("does not draw out a training that is over, or one of several rounds", async () => {
    const { states } = await curve(new Trainer(job(), 1, blockExecutor));
    expect(() => new Trainer(job({ epochs: 4 }), 1, blockExecutor).restore(states.at(-1)!))
      .toThrow(/one round that is not over.*allowed 2/);
    const several = await curve(new Trainer(job({ method: "individual" }), 1, blockExecutor), 1);
    expect(() => new Trainer(job({ method: "individual", epochs: 4 }), 1, blockExecutor).restore(several.states.at(-1)!))
      .toThrow(/one round that is not over/);
  }, 60_000);

  it("names what differs when a state belongs to another run", async () => {
    const { states } = await curve(new Trainer(job(), 1, blockExecutor), 1);
    const other = new Trainer(job({ rate: 0.2 }), 1, blockExecutor).fingerprint;
    expect(() => decodeTrainingState(encodeTrainingState(states.at(-1)!), "state.bin", other))
      .toThrow(/found rate 0\.1; allowed rate 0\.2/);
  }, 60_000);

  it.each(["multi-path", "single-path", "progressive"])("%s asks for a narrower subnet", (method) => {
    expect(() => new Trainer(job({ method, epochs: 4 }, [1]), 1, blockExecutor)).toThrow(/needs a narrower subnet/);
  });

  it("refuses a network with a second reader of what a layer overwrites, before any worker starts", () => {
    expect(() => new Trainer(job(
      {}, [1], { ...tinyNetwork, nodes: tinyNetwork.nodes.map((node) => (node.id === "c2" ? { ...node, input: "n1" } : node)) }
    ), 2, blockExecutor)).toThrow(/tiny\.r1: must be the only reader of n1/);
  });

  it("refuses subnets that are not named from the widest to the narrowest", () => {
    expect(() => new Trainer(job({}, [0.5, 1]), 1, blockExecutor)).toThrow(/widest to the narrowest/);
  });

  it("refuses options out of range, all at once", () => {
    expect(() => new Trainer(job({ epochs: 0, batch: 12, rate: NaN }), 1, blockExecutor))
      .toThrow(/train\.epochs[^]*train\.rate[^]*train\.batch/);
    expect(() => new Trainer(job({ method: "unifrom" }), 1, blockExecutor)).toThrow(/did you mean uniform/);
    expect(() => new Trainer(job({ batch: 64 }), 1, blockExecutor)).toThrow(/larger than the training set/);
  });
});

describe("the schedule and the order", () => {
  it("rises linearly, falls to zero, and visits every image once an epoch", () => {
    const rates = Array.from({ length: 100 }, (_, step) => cosineRate(step, 100, 1, 0.1));
    expect(rates[0]).toBeCloseTo(0.1);
    expect(Math.max(...rates)).toBe(1);
    expect(rates.at(-1)).toBeLessThan(0.001);
    expect([...epochOrder(1, 0, 50)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(epochOrder(1, 1, 50)).not.toEqual(epochOrder(1, 0, 50));
  });

  it("augments an image by its own number and epoch", () => {
    expect(drawPlacement(1, 2, 3, true)).toEqual(drawPlacement(1, 2, 3, true));
    const flips = Array.from({ length: 200 }, (_, n) => drawPlacement(1, 0, n, true)).filter((placement) => placement.flip).length;
    expect(flips).toBeGreaterThan(70);
    expect(flips).toBeLessThan(130);
    expect(drawPlacement(1, 0, 5, false).flip).toBe(false);
  });
});

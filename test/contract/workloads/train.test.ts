// The contract of every training method: its passes are possible ones, what it puts out can be run, every subnet wanted is there and no
// larger than wanted, and a training resumed from its states, between epochs or within one, on other threads, ends in the same bytes.
import { encodeCheckpoint } from "../../../workloads/checkpoint/index.js";
import { countNetwork } from "../../../workloads/nets/index.js";
import { blockExecutor } from "../../../workloads/node/worker-pool.js";
import { decodeTrainingState, encodeTrainingState, Trainer, TRAINING_METHODS } from "../../../workloads/train/index.js";
import type { NamedCheckpoint, StepReport, TrainingMethod, TrainingState } from "../../../workloads/train/index.js";
import { checkpointModel } from "../../../workloads/checkpoint/checkpoint-model.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { tinyJob } from "../../fixtures/tiny-training.js";

const EPOCHS = 4;

describe.each(Object.entries<TrainingMethod>(TRAINING_METHODS))("the training method %s", (name, method) => {
  const job = tinyJob({ method: name, epochs: EPOCHS, channelGroups: 4, fineTuneBelow: 1, fineTuneEpochs: 1 });
  const trainer = (threads = 1): Trainer => new Trainer(job, threads, blockExecutor);
  const states: Uint8Array[] = [];
  const reports: StepReport[] = [];
  let results: readonly NamedCheckpoint[] = [];

  const bytesOf = (checkpoints: readonly NamedCheckpoint[]): string[] =>
    checkpoints.map(({ name: own, checkpoint }) => own + Buffer.from(encodeCheckpoint(checkpoint)).toString("base64"));

  beforeAll(async () => {
    const whole = trainer();
    await whole.train({ onStep: (report) => { reports.push(report); }, onState: (state) => { states.push(encodeTrainingState(state)); } });
    results = await whole.finish(16);
  }, 120_000);

  it("says what it does, and plans as many phases for any number of epochs", () => {
    const phases = (epochs: number): number =>
      method.phases({ network: job.network, subnets: job.subnets, options: { ...job.options, epochs }, isTrained: false }).length;
    expect(method.summary).not.toBe("");
    expect([phases(7), phases(80)]).toEqual([phases(EPOCHS), phases(EPOCHS)]);
  });

  it("learns from labels or from a subnet that ran before in the same step", () => {
    expect(reports.length).toBeGreaterThan(0);
    for (const { objectives } of reports) {
      expect(objectives.length).toBeGreaterThan(0);
      objectives.forEach(({ labels, teacher }, n) => {
        expect(labels >= 0 && labels <= 1).toBe(true);
        if (teacher === null) expect(labels).toBe(1);
        else expect(objectives.slice(0, n).map((earlier) => earlier.subnet)).toContain(teacher);
      });
    }
  });

  it("puts out every subnet wanted, none needing more multiply-accumulates than wanted, ready for integers", () => {
    const found = results.flatMap(({ checkpoint: { network, subnets } }) => subnets.map((subnet) => countNetwork(network, subnet).macs));
    expect(found).toHaveLength(job.subnets.length);
    found.forEach((macs, n) => expect(macs).toBeLessThanOrEqual(countNetwork(job.network, job.subnets[n]).macs));
    for (const { checkpoint } of results) {
      checkpoint.subnets.slice(1).forEach(({ channels }, n) => {
        const wider = checkpoint.subnets[n]!.channels;
        channels.forEach((count, slot) => expect(count).toBeLessThanOrEqual(wider[slot]!));
        expect(channels).not.toEqual(wider);
      });
      const model = quantizeModel(checkpointModel(checkpoint, checkpoint.subnets), { weightBits: 8, activationBits: 8 });
      expect(model.subnets.map((subnet) => subnet.name)).toEqual(checkpoint.subnets.map((subnet) => subnet.name));
      expect(checkpoint.card.curve!.length).toBeGreaterThan(0);
    }
  });

  it("spends the epochs asked for on every network it puts out", () => {
    results.forEach(({ checkpoint }, n) => expect(Math.max(...checkpoint.card.curve!.map(({ epoch }) => epoch))).toBe((n + 1) * EPOCHS));
  });

  it("ends in the same bytes when stopped within an epoch and resumed on other threads", async () => {
    const signal = { aborted: false };
    let left: TrainingState | null = null;
    await trainer().train({ signal, onStep: ({ step }) => { signal.aborted = step >= 4; }, onState: (state) => { left = state; } });
    const resumed = trainer(2);
    resumed.restore(left!);
    await resumed.train();
    expect(bytesOf(await resumed.finish(16))).toEqual(bytesOf(results));
  }, 120_000);

  it("ends in the same bytes when resumed from every third state and the last", async () => {
    const expected = bytesOf(results);
    for (const state of states.filter((_, n) => n % 3 === 1 || n === states.length - 1)) {
      const resumed = trainer();
      resumed.restore(decodeTrainingState(state, "state.bin", resumed.fingerprint));
      await resumed.train();
      expect(bytesOf(await resumed.finish(16))).toEqual(expected);
    }
  }, 240_000);
});

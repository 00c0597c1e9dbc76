// The contract of every training method: its passes are possible ones, what it puts out can be run, every subnet wanted is there and no
// larger than wanted, and a training resumed from any of its states ends in the same bytes.
import { encodeCheckpoint } from "../../../workloads/checkpoint/index.js";
import { countNetwork } from "../../../workloads/nets/index.js";
import { executorFor } from "../../../workloads/node/worker-pool.js";
import { decodeTrainingState, encodeTrainingState, Trainer, TRAINING_METHODS } from "../../../workloads/train/index.js";
import type { NamedCheckpoint, StepReport, TrainingMethod } from "../../../workloads/train/index.js";
import { checkpointModel } from "../../../workloads/quant/checkpoint-model.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { tinyJob } from "../../fixtures/tiny-training.js";

const EPOCHS = 5;

describe.each(Object.entries<TrainingMethod>(TRAINING_METHODS))("the training method %s", (name, method) => {
  const job = tinyJob({ method: name, epochs: EPOCHS, channelGroups: 4, fineTuneBelow: 0.05 });
  const trainer = (): Trainer => new Trainer(job, 1, executorFor(1));
  const states: Uint8Array[] = [];
  const reports: StepReport[] = [];
  let results: readonly NamedCheckpoint[] = [];

  const bytesOf = (checkpoints: readonly NamedCheckpoint[]): string[] => checkpoints.map(({ name: own, checkpoint }) => own + Buffer.from(encodeCheckpoint(checkpoint)).toString("base64"));

  beforeAll(async () => {
    const whole = trainer();
    await whole.train({ onStep: (report) => { reports.push(report); }, onState: (state) => { states.push(encodeTrainingState(state)); } });
    results = await whole.finish(16);
  }, 120_000);

  it("says what it does, and plans as many phases for any number of epochs", () => {
    const phases = (epochs: number): number => method.phases({ network: job.network, subnets: job.subnets, options: { ...job.options, epochs }, isTrained: false }).length;
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
      const model = quantizeModel(checkpointModel(checkpoint, checkpoint.subnets, 8), { weightBits: 8, activationBits: 8 });
      expect(model.subnets.map((subnet) => subnet.name)).toEqual(checkpoint.subnets.map((subnet) => subnet.name));
      expect(checkpoint.card.curve!.length).toBeGreaterThan(0);
    }
  });

  it("ends in the same bytes when resumed from any state", async () => {
    const expected = bytesOf(results);
    for (const state of states.filter((_, n) => n % 2 === 0 || n === states.length - 1)) {
      const resumed = trainer();
      resumed.restore(decodeTrainingState(state, "state.bin", resumed.fingerprint));
      await resumed.train();
      expect(bytesOf(await resumed.finish(16))).toEqual(expected);
    }
  }, 240_000);
});

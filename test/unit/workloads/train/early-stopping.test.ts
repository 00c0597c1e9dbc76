// Early stopping looks at held-out training images only, keeps the best epoch, and survives a stop.
import { encodeCheckpoint } from "../../../../workloads/checkpoint/index.js";
import { blockExecutor } from "../../../../workloads/node/worker-pool.js";
import { hasStalled, betterOf } from "../../../../workloads/train/early-stopping.js";
import { decodeTrainingState, encodeTrainingState, Trainer } from "../../../../workloads/train/index.js";
import type { TrainingState, TrainOptions } from "../../../../workloads/train/index.js";
import { tinyJob } from "../../../fixtures/tiny-training.js";

const best = { epoch: 3, accuracy: 0.5, parameters: new Float32Array(1) };
const trainerOf = (options: Partial<TrainOptions>): Trainer => new Trainer(tinyJob({ epochs: 12, ...options }), 1, blockExecutor);

/** Trains to the end; the states as they were saved. */
async function trained(trainer: Trainer): Promise<{ states: TrainingState[]; lines: string[] }> {
  const [states, lines]: [TrainingState[], string[]] = [[], []];
  await trainer.train({ onState: (state) => { states.push(state); }, onLine: (line) => { lines.push(line); } });
  return { states, lines };
}

const checkpointOf = async (trainer: Trainer) => (await trainer.finish(16)).map(({ checkpoint }) => checkpoint);

describe("early stopping", () => {
  it("keeps the earlier of equal epochs, and never stalls without patience", () => {
    expect(betterOf(best, { ...best, epoch: 4 })).toBe(best);
    expect(betterOf(best, { ...best, epoch: 4, accuracy: 0.6 }).epoch).toBe(4);
    expect([hasStalled(best, 9, undefined), hasStalled(null, 9, 2), hasStalled(best, 4, 2), hasStalled(best, 5, 2)])
      .toEqual([false, false, false, true]);
  });

  it("ends a round that learns nothing after its patience, with what it knew at its best", async () => {
    const trainer = trainerOf({ rate: 0, patience: 2 });
    const { states, lines } = await trained(trainer);
    expect(states).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/^joint: held-out accuracy [\d.]+ %, best [\d.]+ % after epoch 1 of the round$/);
    const [checkpoint] = await checkpointOf(trainer);
    expect(checkpoint!.parameters).toEqual(states[0]!.best!.parameters);
    expect(checkpoint!.card.curve!.map(({ epoch }) => epoch)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
  }, 60_000);

  it("puts out the best epoch of a round that gets worse, the same after a stop", async () => {
    const options = { rate: 2, warmUp: 0, patience: 3 };
    const whole = trainerOf(options);
    const { states } = await trained(whole);
    const [checkpoint] = await checkpointOf(whole);
    const { curve, trainImages } = checkpoint!.card;
    const byEpoch = new Map<number, number>();
    for (const { epoch, heldOut } of curve!) byEpoch.set(epoch, (byEpoch.get(epoch) ?? 0) + heldOut!);
    const top = Math.max(...byEpoch.values());
    const [first] = [...byEpoch].find(([, sum]) => sum === top)!;
    expect(checkpoint!.parameters).toEqual(states[first - 1]!.round!.parameters);
    expect(trainImages).toBe(tinyJob().data.train.count - 16);
    const resumed = trainerOf(options);
    resumed.restore(decodeTrainingState(encodeTrainingState(states[1]!), "state.bin", resumed.fingerprint));
    await trained(resumed);
    const [again] = await checkpointOf(resumed);
    expect(Buffer.from(encodeCheckpoint(again!)).equals(encodeCheckpoint(checkpoint!))).toBe(true);
  }, 60_000);

  it("gives every network of `individual` its own patience", async () => {
    const trainer = trainerOf({ method: "individual", rate: 0, patience: 1 });
    await trained(trainer);
    for (const { card: { curve } } of await checkpointOf(trainer)) expect(curve).toHaveLength(2);
  }, 60_000);

  it("refuses no patience at all", () => {
    expect(() => trainerOf({ patience: 0 })).toThrow(/train\.patience.*0.*1 to 10000/s);
  });
});

// The contract of every training method: its passes are possible ones, every subnet is trained, and nothing but the context decides.
import { DEFAULT_TRAIN_OPTIONS, TRAINING_METHODS } from "../../../workloads/train/index.js";
import type { TrainingMethod } from "../../../workloads/train/index.js";

const SUBNETS = 4;
const EPOCHS = 8;

describe.each(Object.entries<TrainingMethod>(TRAINING_METHODS))("the training method %s", (name, method) => {
  const objectivesOf = (step: number) => method.objectives({ options: { ...DEFAULT_TRAIN_OPTIONS, method: name, epochs: EPOCHS }, subnets: SUBNETS, epoch: Math.floor(step / 10), step });
  const steps = Array.from({ length: 10 * EPOCHS }, (_, step) => objectivesOf(step));

  it("learns from labels or from a subnet that ran before in the same step", () => {
    for (const objectives of steps) {
      expect(objectives.length).toBeGreaterThan(0);
      objectives.forEach(({ subnet, labels, teacher }, n) => {
        expect(subnet).toBeLessThan(SUBNETS);
        expect(labels >= 0 && labels <= 1).toBe(true);
        if (teacher === null) expect(labels).toBe(1);
        else expect(objectives.slice(0, n).map((earlier) => earlier.subnet)).toContain(teacher);
      });
    }
  });

  it("trains every subnet, and the same way each time it is asked", () => {
    expect(new Set(steps.flat().map((objective) => objective.subnet)).size).toBe(SUBNETS);
    expect(steps.map((_, step) => objectivesOf(step))).toEqual(steps);
    expect(method.summary).not.toBe("");
  });
});

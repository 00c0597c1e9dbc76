// The learning curve of a training: mean loss and share of right answers of every subnet, epoch by epoch, on the images as augmented.
import type { LearningCurvePoint } from "../checkpoint/index.js";
import type { StepResult } from "./round.js";

/** Sums over the steps of an epoch under way, by subnet name. */
export type EpochSums = Readonly<Record<string, { readonly steps: number; readonly loss: number; readonly accuracy: number }>>;

/** Loss and accuracy by epoch, as the card of a checkpoint keeps them. */
export class LearningCurve {
  constructor(private finished: readonly LearningCurvePoint[] = [], private running: EpochSums = {}) {}

  get points(): readonly LearningCurvePoint[] {
    return this.finished;
  }

  get sums(): EpochSums {
    return this.running;
  }

  add({ objectives, losses, accuracies }: StepResult, subnetNames: readonly string[]): void {
    const sums = { ...this.running };
    objectives.forEach(({ subnet }, n) => {
      const name = subnetNames[subnet]!;
      const { steps, loss, accuracy } = sums[name] ?? { steps: 0, loss: 0, accuracy: 0 };
      sums[name] = { steps: steps + 1, loss: loss + losses[n]!, accuracy: accuracy + accuracies[n]! };
    });
    this.running = sums;
  }

  /** @param heldOut accuracy on held-out images by subnet name, where it was measured */
  endEpoch(phase: string, epoch: number, heldOut: Readonly<Record<string, number>> = {}): void {
    const points = Object.entries(this.running).map(([subnet, { steps, loss, accuracy }]): LearningCurvePoint => ({
      phase, epoch, subnet, loss: loss / steps, accuracy: accuracy / steps,
      ...(heldOut[subnet] === undefined ? {} : { heldOut: heldOut[subnet] }),
    }));
    this.finished = [...this.finished, ...points];
    this.running = {};
  }
}

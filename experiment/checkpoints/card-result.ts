// What is told of a trained network, as plain data: the card of its checkpoint with the work of every subnet.
import type { LearningCurvePoint } from "../../workloads/checkpoint/index.js";

export interface CardResult {
  /** Name of the checkpoint: of a shipped one, or the file's. */
  readonly name: string;
  readonly contentHash: string;
  readonly network: string;
  readonly method: string;
  readonly dataset: string;
  readonly trainImages: number;
  readonly testImages: number;
  readonly epochs: number;
  readonly seed: number;
  readonly command: string;
  /** Content hash of the checkpoint whose weights were rounded to codes to make this one; null where weights are float32. */
  readonly roundedFrom: string | null;
  readonly subnets: readonly CardSubnet[];
  readonly curve: readonly LearningCurvePoint[];
}

export interface CardSubnet {
  readonly name: string;
  /** Output channels of every width slot. */
  readonly channels: readonly number[];
  readonly macs: number;
  readonly parameters: number;
  /** Float accuracy on the test images, 0 to 1; null when it was not measured. */
  readonly accuracy: number | null;
}

// The state of a run between two steps: enough to continue bit-identically. Options and images are not part of it, but a
// fingerprint of them is, so that a run is not continued under other conditions by mistake. Only the number of epochs may be
// another one: a run can be cut short or drawn out, and the plan remembers it.
import { ConfigError } from "../../sim/errors.js";
import { decodeContainer, encodeContainer } from "../checkpoint/container.js";

/** From this step on the schedule was that of a run of so many epochs. */
export interface PlannedEpochs {
  readonly fromStep: number;
  readonly epochs: number;
}

export interface TrainingState {
  /** JSON of everything else that decides the run: options, network, subnets, data set. */
  readonly fingerprint: string;
  /** Steps done since the beginning. */
  readonly step: number;
  readonly plan: readonly PlannedEpochs[];
  readonly parameters: Float32Array;
  readonly velocity: Float32Array;
}

const MAGIC = "pimento-training-state";

export function encodeTrainingState({ fingerprint, step, plan, parameters, velocity }: TrainingState): Uint8Array {
  return encodeContainer(MAGIC, { fingerprint, step, plan }, [["parameters", parameters], ["velocity", velocity]]);
}

/** @throws ConfigError when the bytes are damaged, or belong to a run with other options */
export function decodeTrainingState(bytes: Uint8Array, file: string, fingerprint: string): TrainingState {
  const { header, tensors } = decodeContainer(bytes, file, MAGIC);
  if (header["fingerprint"] !== fingerprint) {
    throw new ConfigError({ path: file, message: "belongs to a run with other settings", found: String(header["fingerprint"]), allowed: fingerprint });
  }
  const [parameters, velocity] = [tensors.get("parameters"), tensors.get("velocity")];
  const { step, plan } = header;
  if (parameters === undefined || velocity === undefined || typeof step !== "number" || !Array.isArray(plan)) {
    throw new ConfigError({ path: file, message: "is not a complete training state", found: [...tensors.keys()].join(", "), allowed: "step, plan, parameters, velocity" });
  }
  return { fingerprint, step, plan: plan as PlannedEpochs[], parameters, velocity };
}

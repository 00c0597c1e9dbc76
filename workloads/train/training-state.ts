// The state of a training between two steps: enough to continue bit-identically. Options and images are not part of it, but a
// fingerprint of them is, so that a run is not continued under other conditions by mistake. Only the number of epochs may be
// another one: a run can be cut short or drawn out, and the plan remembers it.
import { ConfigError } from "../../sim/errors.js";
import { decodeContainer, encodeContainer } from "../checkpoint/container.js";
import type { Container } from "../checkpoint/container.js";
import type { LearningCurvePoint } from "../checkpoint/index.js";
import { sha256 } from "../checkpoint/sha256.js";
import { imageBytes } from "../data/index.js";
import type { ImageSet } from "../data/index.js";
import type { Subnet } from "../nets/index.js";
import type { BestEpoch } from "./early-stopping.js";
import type { EpochSums } from "./learning-curve.js";
import type { SearchState, TrainedNetwork } from "./methods/index.js";
import type { RoundState } from "./round.js";

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
  /** Epochs spent in each phase that is over. */
  readonly spent: readonly number[];
  /** What the phase under way began with. */
  readonly course: { readonly subnets: readonly Subnet[]; readonly parameters: Float32Array };
  /** The phase under way, unless it has just begun. */
  readonly round: RoundState | null;
  /** Its best epoch, when it may be stopped early. */
  readonly best: BestEpoch | null;
  readonly search: SearchState | null;
  readonly outputs: readonly TrainedNetwork[];
  readonly curve: { readonly points: readonly LearningCurvePoint[]; readonly sums: EpochSums };
}

/** Images that stand for all of a set, evenly spread over it. */
const SAMPLED_IMAGES = 64;

/** Tells one set from another: SHA-256 of its labels and of a sample of its images, the first 16 hexadecimal digits. */
export function fingerprintOf(set: ImageSet): string {
  const size = imageBytes(set);
  const sampled = Math.min(SAMPLED_IMAGES, set.count);
  const bytes = new Uint8Array(set.count + sampled * size);
  bytes.set(set.labels.subarray(0, set.count));
  for (let n = 0; n < sampled; n += 1) {
    const image = Math.floor((n * set.count) / sampled);
    bytes.set(set.images.subarray(image * size, (image + 1) * size), set.count + n * size);
  }
  return sha256(bytes).slice(0, 16);
}

const MAGIC = "pimento-training-state";

/** The parts of the header that are not tensors. */
interface Header {
  readonly fingerprint: string;
  readonly step: number;
  readonly plan: readonly PlannedEpochs[];
  readonly spent: readonly number[];
  readonly subnets: readonly Subnet[];
  readonly roundStep: number | null;
  readonly best?: Omit<BestEpoch, "parameters">;
  readonly search: SearchState | null;
  readonly outputs: readonly (Omit<TrainedNetwork, "parameters"> & { readonly parameters?: undefined })[];
  readonly curve: TrainingState["curve"];
}

/** A training state as the bytes of its file. */
export function encodeTrainingState({ course, round, best, outputs, ...rest }: TrainingState): Uint8Array {
  const header: Header = { ...rest, subnets: course.subnets, roundStep: round?.step ?? null, ...(best === null ? {} : {
    best: { epoch: best.epoch, accuracy: best.accuracy },
  }), outputs: outputs.map((output) => ({ ...output, parameters: undefined })) };
  const running: [string, Float32Array][] = round === null ? [] : [["parameters", round.parameters], ["velocity", round.velocity]];
  const kept: [string, Float32Array][] = best === null ? [] : [["best", best.parameters]];
  return encodeContainer(MAGIC, { ...header }, [["course", course.parameters], ...running, ...kept, ...outputs.map(
    (output, n): [string, Float32Array] => [outputTensor(n), output.parameters]
  )]);
}

const outputTensor = (n: number): string => `output.${n}`;

/** @throws ConfigError when the bytes are damaged, or belong to a run with other options */
export function decodeTrainingState(bytes: Uint8Array, file: string, fingerprint: string): TrainingState {
  const container = decodeContainer(bytes, file, MAGIC);
  const header = container.header as unknown as Header;
  if (header.fingerprint !== fingerprint) {
    throw new ConfigError({ path: file, message: "belongs to a run with other settings", ...difference(header.fingerprint, fingerprint) });
  }
  if (typeof header.step !== "number" || typeof header.spent !== "object" || typeof header.roundStep === "undefined") {
    throw new ConfigError({ path: file, message: "is not a complete training state", found: Object.keys(header)
      .join(", "), allowed: "a file written by `pimento train`" });
  }
  const { subnets, roundStep, best, outputs, ...rest }: Header = header;
  const tensor = tensorReader(container, file);
  return {
    ...rest,
    course: { subnets, parameters: tensor("course") },
    round: roundStep === null ? null : { step: roundStep, parameters: tensor("parameters"), velocity: tensor("velocity") },
    best: best === undefined ? null : { ...best, parameters: tensor("best") },
    outputs: outputs.map((output, n) => ({ ...output, parameters: tensor(outputTensor(n)) })),
  };
}

/** What the two runs do not have in common. */
function difference(theirs: string, ours: string): { found: string; allowed: string } {
  const [a, b] = [theirs, ours].map((text) => flat(JSON.parse(text) as Record<string, unknown>)) as [
    Map<string, string>, Map<string, string>,
  ];
  const keys = [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key));
  const told = (of: Map<string, string>): string => keys.map((key) => `${key} ${of.get(key) ?? "not stated"}`).join(", ");
  return { found: told(a), allowed: told(b) };
}

/** Settings by name, those of `options` beside the others. */
const flat = ({ options, ...rest }: Record<string, unknown>): Map<string, string> =>
  new Map(Object.entries({ ...rest, ...(options as Record<string, unknown> | undefined) })
    .map(([key, value]) => [key, JSON.stringify(value)]));

const tensorReader = ({ tensors }: Container, file: string) => (name: string): Float32Array => {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new ConfigError({
    path: file, message: "is not a complete training state", found: [...tensors.keys()].join(", "), allowed: `a tensor ${name}`,
  });
  return tensor;
};

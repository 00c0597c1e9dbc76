// The mean of the weights of several trained networks: flatter, and often better on images not seen, than each of them (stochastic weight
// averaging, Izmailov et al. 2018; model soups, Wortsman et al. 2022). It makes sense for networks of one course, fine-tuned from one
// another or from the same one. Batch-norm statistics do not average and are measured anew.
import { ConfigError } from "../../sim/errors.js";
import type { CheckpointCard, DecodedCheckpoint, LearningCurvePoint } from "../checkpoint/index.js";
import type { TrainedNetwork } from "./methods/index.js";

/** What must be the same in all of them, and how to say what it is. */
const SAME: Readonly<Record<string, {
  readonly of: (checkpoint: DecodedCheckpoint) => unknown;
  readonly say: (checkpoint: DecodedCheckpoint) => string;
}>> = {
  networks: { of: ({ network }) => network, say: ({ network }) => `${network.name}, ${network.classes} classes` },
  subnets: { of: ({ subnets }) => subnets, say: ({ subnets }) =>
    subnets.map(({ name, channels }) => `${name} (${channels.join(" ")})`).join(", ") },
  images: { of: ({ card, normalisation, classNames }) => [card.dataset, card.trainImages, normalisation, classNames], say: ({ card }) =>
    `${card.trainImages} of ${card.dataset}` },
  methods: { of: ({ card }) => card.method, say: ({ card }) => card.method },
};

/**
 * Every weight, scale and shift is the mean over the checkpoints.
 * @throws ConfigError for fewer than two, for ones that differ in more than their weights, or were trained for integers
 */
export function averagedNetwork(checkpoints: readonly DecodedCheckpoint[]): TrainedNetwork {
  const [first, ...others] = checkpoints;
  if (first === undefined || others.length === 0) throw new ConfigError({
    path: "checkpoints", message: "there is nothing to average", found: String(checkpoints.length), allowed: "two checkpoints or more",
  });
  checkpoints.forEach((checkpoint, n) => requireLike(first, checkpoint, n));
  const parameters = Float32Array.from(
    first.parameters, (_, at) => checkpoints.reduce((sum, checkpoint) => sum + checkpoint.parameters[at]!, 0) / checkpoints.length
  );
  return { name: "", network: first.network, subnets: first.subnets, parameters };
}

function requireLike(first: DecodedCheckpoint, checkpoint: DecodedCheckpoint, n: number): void {
  const path = `checkpoints[${n}]`;
  if (checkpoint.quantisation !== undefined) throw new ConfigError({
    path, message: "was trained for integers; average the float networks, then train for integers from their mean",
    found: `${checkpoint.quantisation.bits.weightBits} bits`, allowed: "networks trained in float",
  });
  const differing = Object.entries(SAME).find(([, { of }]) => JSON.stringify(of(first)) !== JSON.stringify(of(checkpoint)));
  if (differing === undefined) return;
  const [what, { say }] = differing;
  throw new ConfigError({ path, message: `${what} are not those of the first`, found: say(checkpoint), allowed: say(first) });
}

/** One card for all, with what measuring it was told: epochs are those of all together, learning curves stand one behind the other. */
export function averagedCard(
  checkpoints: readonly DecodedCheckpoint[], own: Pick<CheckpointCard, "command" | "testImages" | "seed">,
): Omit<CheckpointCard, "accuracy"> {
  const { dataset, trainImages, method } = checkpoints[0]!.card;
  const epochs = checkpoints.reduce((sum, { card }) => sum + card.epochs, 0);
  return { ...own, dataset, trainImages, method, epochs, options: {
    averaged: checkpoints.map(({ contentHash }) => contentHash),
  }, curve: curvesOf(checkpoints) };
}

function curvesOf(checkpoints: readonly DecodedCheckpoint[]): LearningCurvePoint[] {
  let before = 0;
  return checkpoints.flatMap(({ card }) => {
    const shifted = (card.curve ?? []).map((point) => ({ ...point, epoch: point.epoch + before }));
    before += card.epochs;
    return shifted;
  });
}

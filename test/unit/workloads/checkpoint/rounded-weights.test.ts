// Weights as codes: smaller files, the same integer networks, and nothing lost on the way through a file.
import { isDeepStrictEqual } from "node:util";
import { decodeCheckpoint, encodeCheckpoint, roundedCheckpoint } from "../../../../workloads/checkpoint/index.js";
import type { Checkpoint, TrainedQuantisation } from "../../../../workloads/checkpoint/index.js";
import { checkpointModel } from "../../../../workloads/checkpoint/checkpoint-model.js";
import { networkFormats, outputsOf } from "../../../../workloads/quant/formats.js";
import type { QuantOptions } from "../../../../workloads/codes/bits.js";
import { ownBits } from "../../../../workloads/checkpoint/own-bits.js";
import { quantizeModel } from "../../../../workloads/quant/quantize.js";
import { untrainedCheckpoint } from "../../../fixtures/experiments.js";

type Read = ReturnType<typeof decodeCheckpoint>;

const plain = (): Read => decodeCheckpoint(untrainedCheckpoint("resnet8", [1, 0.5]), "plain");

/** As if trained with these bits; clips of 4, learned steps of 0.1 and a bit more for each output. */
function trainedFor(bits: QuantOptions, learned: boolean): Read {
  const checkpoint = plain();
  const formats = networkFormats(checkpoint.network, bits);
  const clips = Object.fromEntries([...formats.activations.keys()].map((tensor) => [tensor, 4]));
  const stepsOf = (node: string, perChannel: boolean): number[] =>
    Array.from({ length: perChannel ? outputsOf(checkpoint.network, node) : 1 }, (_, n) => 0.1 + n / 1000);
  const quantisation: TrainedQuantisation = {
    bits,
    steps: learned ? Object.fromEntries([...formats.weights].map(([node, { perChannel }]) => [node, stepsOf(node, perChannel)])) : {},
    clips: Object.fromEntries(checkpoint.subnets.map((subnet) => [subnet.name, clips])),
  };
  return { ...checkpoint, quantisation };
}

const integersOf = (checkpoint: Checkpoint): ReturnType<typeof quantizeModel> =>
  quantizeModel(checkpointModel(checkpoint, checkpoint.subnets), ownBits(checkpoint));

describe.each([
  ["a float network", plain],
  ["one trained for 4 bits, steps from the weights", () => trainedFor({ weightBits: 4, activationBits: 4, lastLayerBits: 8 }, false)],
  ["one trained for 2 bits with learned steps", () => trainedFor({ weightBits: 2, activationBits: 2, firstLayerBits: 8 }, true)],
  ["one trained with a step for each whole tensor", () => trainedFor({ weightBits: 8, activationBits: 8, weightScale: "tensor" }, true)],
  ["one trained for {-1, +1}", () => trainedFor({ weightBits: 1, activationBits: 4 }, false)],
])("rounding %s", (_, make) => {
  const checkpoint = make();
  const rounded = roundedCheckpoint(checkpoint);
  const bytes = encodeCheckpoint(rounded);
  const { contentHash, ...read } = decodeCheckpoint(bytes, "rounded");

  it("leaves the integer networks as they were", () => {
    expect(isDeepStrictEqual(integersOf(read), integersOf(checkpoint))).toBe(true);
    expect(isDeepStrictEqual(rounded.parameters, checkpoint.parameters)).toBe(false);
  });

  it("loses nothing more in the file, which has a byte a weight", () => {
    expect(isDeepStrictEqual(read, rounded)).toBe(true);
    expect(isDeepStrictEqual(encodeCheckpoint(read), bytes)).toBe(true);
    const weights = [...networkFormats(rounded.network, ownBits(rounded)).weights.keys()].reduce(
      (sum, node) => sum + checkpointModel(rounded, rounded.subnets).weights(node).length, 0
    );
    expect(encodeCheckpoint(checkpoint).length - bytes.length).toBeGreaterThan(0.9 * 3 * weights);
  });

  it("says what was rounded, and rounds once only", () => {
    expect(rounded.card).toEqual({ ...checkpoint.card, roundedFrom: checkpoint.contentHash });
    expect(isDeepStrictEqual(roundedCheckpoint({ ...read, contentHash }), read)).toBe(true);
  });
});

it("weights of more than 8 bits are refused by name, and so are weights that are only said to be rounded", () => {
  expect(() => roundedCheckpoint(trainedFor({ weightBits: 9, activationBits: 8 }, false)))
    .toThrow(/stem\.conv\.weight.*do not fit a byte.*9 bits.*at most 8 bits/);
  const { contentHash, ...checkpoint } = plain();
  expect(() => encodeCheckpoint({ ...checkpoint, card: { ...checkpoint.card, roundedFrom: contentHash } }))
    .toThrow(/stem\.conv\.weight.*not/);
});

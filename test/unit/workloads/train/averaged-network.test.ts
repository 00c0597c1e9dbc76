// The mean of trained networks: every weight halfway, one card for all, and no mean of things that do not go together.
import { decodeCheckpoint, encodeCheckpoint } from "../../../../workloads/checkpoint/index.js";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import { networkNamed } from "../../../../workloads/nets/index.js";
import { averagedCard, averagedNetwork } from "../../../../workloads/train/index.js";
import { untrainedCheckpoint } from "../../../fixtures/experiments.js";

type Read = ReturnType<typeof decodeCheckpoint>;

const first = decodeCheckpoint(untrainedCheckpoint("resnet8", [1, 0.5]), "first");
const changed = (change: Partial<Checkpoint>): Read => ({ ...first, ...change });
const shifted = changed({ parameters: first.parameters.map((value) => value + 1), card: { ...first.card, epochs: 3, seed: 7 } });
const OWN = { command: "", testImages: 0, seed: 1 };
const point = { phase: "joint", epoch: 1, subnet: "1.00x", loss: 1, accuracy: 0.5 };

describe("the average of networks", () => {
  it("has the mean of every weight, scale and shift", () => {
    const { parameters, network, subnets } = averagedNetwork([first, shifted, first, shifted]);
    expect([network, subnets]).toEqual([first.network, first.subnets]);
    expect(Math.max(...parameters.map((value, n) => Math.abs(value - first.parameters[n]! - 0.5)))).toBeLessThan(1e-6);
  });

  it("has one card: the epochs of all together, their curves one behind the other, their hashes", () => {
    const [a, b] = [2, 3].map((epochs) => changed({ card: { ...first.card, epochs, curve: [point] } }));
    const card = averagedCard([a!, b!], { command: "npx pimento average", testImages: 100, seed: 1 });
    expect(card)
      .toMatchObject({ method: "none", epochs: 5, testImages: 100, options: { averaged: [first.contentHash, first.contentHash] } });
    expect(card.curve!.map(({ epoch }) => epoch)).toEqual([1, 3]);
  });

  it.each<[string, readonly Read[], RegExp]>([
    ["one network", [first], /nothing to average.*found 1.*two/],
    ["another network", [first, changed({ network: networkNamed("resnet20") })], /networks are not those of the first.*resnet20.*resnet8/],
    ["other subnets", [
      first, decodeCheckpoint(untrainedCheckpoint("resnet8", [1, 0.25]), "x"),
    ], /checkpoints\[1\].*subnets are not.*0\.25x.*0\.50x/],
    ["other images", [first, changed({ card: { ...first.card, dataset: "others" } })], /images are not those.*others/],
    ["another way of training", [first, changed({ card: { ...first.card, method: "individual" } })], /methods are not those.*individual/],
    ["integers", [
      first, changed({ quantisation: { bits: { weightBits: 4, activationBits: 4 }, steps: {}, clips: {} } }),
    ], /trained for integers.*4 bits/],
  ])("is refused of %s", (_, networks, reason) => {
    expect(() => averagedNetwork(networks)).toThrow(reason);
  });

  it("is not said to be rounded, even of networks that are", () => {
    const rounded = changed({ card: { ...first.card, roundedFrom: first.contentHash } });
    expect(averagedCard([rounded, rounded], OWN)).not.toHaveProperty("roundedFrom");
    expect(() => encodeCheckpoint(
      { ...first, ...averagedNetwork([first, shifted]), card: { ...averagedCard([first, shifted], OWN), accuracy: null } }
    )).not.toThrow();
  });
});

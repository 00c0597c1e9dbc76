// The card of a checkpoint as a result.
import type { DecodedCheckpoint } from "../../workloads/checkpoint/index.js";
import { countNetwork } from "../../workloads/nets/index.js";
import type { CardResult } from "./card-result.js";

/** @param name what the checkpoint is called in tables and figures: a shipped name, or the file's */
export function cardOf(name: string, { network, subnets, card, contentHash }: DecodedCheckpoint): CardResult {
  const { dataset, trainImages, testImages, method, epochs, seed, command, accuracy, curve = [], roundedFrom = null } = card;
  return {
    name, contentHash, network: network.name, method, dataset, trainImages, testImages, epochs, seed, command, curve, roundedFrom,
    subnets: subnets.map((subnet) => {
      const { macs, parameters } = countNetwork(network, subnet);
      return { name: subnet.name, channels: subnet.channels, macs, parameters, accuracy: accuracy?.[subnet.name] ?? null };
    }),
  };
}

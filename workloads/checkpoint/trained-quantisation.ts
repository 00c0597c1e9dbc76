// What a checkpoint says of the integers that its network was trained for: bits, the steps of its weights, the clips of its activations.
// Weights stay float in the checkpoint; rounded by this record they are what ran in training, and what runs on the arrays.
import { ConfigError } from "../../sim/errors.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { networkFormats, outputsOf } from "../quant/formats.js";
import type { QuantOptions } from "../codes/bits.js";

export interface TrainedQuantisation {
  readonly bits: QuantOptions;
  /** Learned steps by conv or linear node, by output channel or one for all; none of a node whose weights decide their scale. */
  readonly steps: Readonly<Record<string, readonly number[]>>;
  /** Magnitude that the largest code stands for: by subnet name and re-quantised tensor. */
  readonly clips: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** @throws ConfigError when a record's steps and clips are not those of the network's layers and tensors */
export function checkTrainedQuantisation(
  { bits, steps, clips }: TrainedQuantisation, network: NetworkSpec, subnets: readonly Subnet[], file: string,
): void {
  const formats = networkFormats(network, bits);
  const fail = (message: string, found: string, allowed: string): never => {
    throw new ConfigError({ path: file, message, found, allowed });
  };
  for (const [node, own] of Object.entries(steps)) {
    const format = formats.weights.get(node)
      ?? fail("has steps of weights of a layer that its network does not have", node, [...formats.weights.keys()].join(", "));
    const wanted = format.perChannel ? outputsOf(network, node) : 1;
    if (own.length !== wanted) fail(`has another number of steps of weights than ${node} has scales`, String(own.length), String(wanted));
  }
  for (const { name } of subnets) {
    const missing = [...formats.activations.keys()].filter((tensor) => clips[name]?.[tensor] === undefined);
    if (missing.length > 0) {
      fail(`has no clips of activations of subnet ${name}`, `none of ${missing.join(", ")}`, "one of every tensor that is rounded");
    }
  }
}

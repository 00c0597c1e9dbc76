// From the network section to integers: checkpoint (or random weights) -> chosen subnets -> quantised model.
import { ConfigError, type ConfigProblem } from "../../sim/errors.js";
import { randomStream } from "../../sim/random.js";
import { decodeCheckpoint, type DecodedCheckpoint } from "../../workloads/checkpoint/index.js";
import { networkNamed, requestedSubnets, sameChannels, type NetworkSpec, type Subnet } from "../../workloads/nets/index.js";
import { checkpointModel } from "../../workloads/checkpoint/checkpoint-model.js";
import type { QuantOptions } from "../../workloads/codes/bits.js";
import { quantizeModel } from "../../workloads/quant/quantize.js";
import { randomModel } from "../../workloads/quant/random-model.js";
import type { QuantizedModel } from "../../workloads/quant/integer-network.js";
import type { ExperimentServices } from "../services.js";
import type { ExperimentSpec, NetworkRequest } from "../spec.js";

export interface LoadedModel {
  readonly spec: NetworkSpec;
  readonly subnets: readonly Subnet[];
  readonly model: QuantizedModel;
  /** Those of the model. */
  readonly bits: QuantOptions;
  readonly checkpoint: DecodedCheckpoint | null;
  /** The checkpoint as read, for other threads. */
  readonly checkpointBytes: Uint8Array | null;
}

/** The checkpoint's subnet with the same channels: batch norm belongs to a subnet, so only trained ones can run. */
function trainedSubnets(requested: readonly Subnet[], trained: readonly Subnet[]): Subnet[] {
  const problems: ConfigProblem[] = [];
  const found = requested.flatMap((subnet, i) => {
    const match = trained.find((candidate) => sameChannels(candidate.channels, subnet.channels));
    if (match !== undefined) return [match];
    problems.push({
      path: `network.subnets[${i}]`,
      message: "the checkpoint was not trained for this subnet",
      found: subnet.name,
      allowed: trained.map((candidate) => candidate.name).join(", "),
    });
    return [];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return found;
}

function decode(bytes: Uint8Array | null, request: NetworkRequest): LoadedModel["checkpoint"] {
  if (bytes === null || request.checkpoint === null) return null;
  return decodeCheckpoint(bytes, request.checkpoint, request.fromCheckpoint?.includes("network") === true ? undefined : request.name);
}

const statedBits = ({ weightBits, activationBits, firstLayerBits, lastLayerBits, weightScale }: NetworkRequest): QuantOptions => ({
  weightBits, activationBits,
  ...(firstLayerBits === undefined ? {} : { firstLayerBits }),
  ...(lastLayerBits === undefined ? {} : { lastLayerBits }),
  ...(weightScale === undefined ? {} : { weightScale }),
});

/** @throws ConfigError for an unknown network, a checkpoint that does not fit, or a subnet that it was not trained for */
export async function loadModel(experiment: ExperimentSpec, services: ExperimentServices): Promise<LoadedModel> {
  const { network, run } = experiment;
  const checkpointBytes = network.checkpoint === null ? null : await services.loadCheckpoint(network.checkpoint);
  const checkpoint = decode(checkpointBytes, network);
  const spec = checkpoint?.network ?? networkNamed(network.name);
  const requested =
    checkpoint !== null && network.fromCheckpoint?.includes("subnets") === true
      ? checkpoint.subnets
      : requestedSubnets(spec, network.subnets, "network.subnets");
  const bits = (network.bitsFromCheckpoint === true ? checkpoint?.quantisation?.bits : undefined) ?? statedBits(network);
  const float = checkpoint === null
    ? randomModel(spec, requested, randomStream(run.seed, "random-weights"))
    : checkpointModel(checkpoint, trainedSubnets(requested, checkpoint.subnets));
  const model = quantizeModel({ ...float, subnets: requested }, bits);
  return { spec, subnets: requested, model, bits, checkpoint, checkpointBytes };
}

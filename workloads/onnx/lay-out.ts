// Weights and batch norms that were read, laid out as our networks have them.
import { ConfigError } from "../../sim/errors.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { parameterLayout, statisticsLayout, type TensorLayout } from "../nn/parameters.js";
import { BATCH_NORM_EPSILON } from "../passes/batch-norm.js";
import { tensorNames } from "../passes/tensor-names.js";
import type { FinishedNetwork } from "../train/float-evaluation.js";
import type { Moments } from "./channel-moments.js";
import type { NetworkReader } from "./network-reader.js";

/** By batch-norm node. */
type AllMoments = ReadonlyMap<string, Moments>;

/**
 * With moments (mean and variance of every convolution's output on real images) what was read becomes a real batch norm: the same function,
 * but normalising by statistics, as training needs it.
 * @throws ConfigError where a number leaves float32
 */
export function laidOut(spec: NetworkSpec, subnets: readonly Subnet[], reader: NetworkReader, moments: AllMoments | null): FinishedNetwork {
  const [learned, measured] = [parameterLayout(spec, subnets), statisticsLayout(spec, subnets)];
  const [parameters, statistics] = [new Float32Array(learned.size), new Float32Array(measured.size)];
  for (const [id, values] of reader.weights) learned.view(parameters, tensorNames.weight(id)).set(values);
  for (const [id, values] of reader.biases) learned.view(parameters, tensorNames.bias(id)).set(values);
  for (const [id, { factor, shift }] of reader.norms) {
    for (const subnet of subnets) {
      const own = (name: (id: string, subnet: Subnet) => string): Float32Array => learned.view(parameters, name(id, subnet));
      const seen = (name: (id: string, subnet: Subnet) => string): Float32Array => measured.view(statistics, name(id, subnet));
      const [scales, shifts] = [own(tensorNames.scale), own(tensorNames.shift)];
      const [means, variances] = [seen(tensorNames.mean), seen(tensorNames.variance)];
      const { mean, variance } = moments?.get(id) ?? { mean: null, variance: null };
      for (let c = 0; c < scales.length; c += 1) {
        means[c] = mean?.[c] ?? 0;
        variances[c] = variance?.[c] ?? 1 - BATCH_NORM_EPSILON;
        scales[c] = factor[c]! * Math.sqrt(variances[c]! + BATCH_NORM_EPSILON);
        shifts[c] = shift[c]! + factor[c]! * means[c]!;
      }
    }
  }
  requireNumbers(learned, parameters, reader.graph.file);
  requireNumbers(measured, statistics, reader.graph.file);
  return { network: spec, subnets, parameters, statistics };
}

function requireNumbers(layout: TensorLayout, values: Float32Array, file: string): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const { name } = layout.slots.find(({ offset, size }) => at >= offset && at < offset + size)!;
  const message = "numbers grow beyond float32 on the way to here";
  throw new ConfigError({ path: `${file}, tensor ${name}`, message, found: String(values[at]), allowed: "finite ones" });
}

// Whether the network, the subnets and the tensors of a checkpoint are of one piece: asked where one comes in and where one is written,
// so that no command has to ask again.
import { ConfigError } from "../../sim/errors.js";
import { customSubnet, fullSubnet, inferShapes, requireOwnNames } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { parameterLayout, statisticsLayout, type TensorLayout } from "../nn/parameters.js";
import { tensorNames } from "../passes/tensor-names.js";

/** Layers times subnets: far beyond any network, and still known in a second. */
const MOST_PARTS = 200_000;

export interface Layouts {
  readonly parameters: TensorLayout;
  readonly statistics: TensorLayout;
}

/**
 * Where the tensors lie. Nothing is allocated: what the header says need not be true.
 * @throws ConfigError for subnets of one name or with other slots, and a graph that is not well formed
 */
export function checkedLayouts(network: NetworkSpec, subnets: readonly Subnet[], file: string): Layouts {
  const parts = network.nodes.length * subnets.length;
  if (parts > MOST_PARTS)
    throw new ConfigError({
      path: file,
      message: "has too many layers and subnets",
      found: `${network.nodes.length} x ${subnets.length}`,
      allowed: `at most ${MOST_PARTS} together`,
    });
  requireOwnNames(subnets, `${file}: subnets`);
  inferShapes(network, fullSubnet(network), `${file}: network`);
  for (const { name, channels } of subnets) inferShapes(network, customSubnet(network, `${file}: ${name}`, channels), `${file}: network`);
  try {
    return { parameters: parameterLayout(network, subnets), statistics: statisticsLayout(network, subnets) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError({
      path: file,
      message: `its nodes cannot be told apart: ${error.message}`,
      allowed: "nodes whose tensors have names of their own",
    });
  }
}

type Lengths = ReadonlyMap<string, { readonly length: number }>;

/** @throws ConfigError naming a tensor that is missing, of another size, or of a node that the network does not have */
export function requireTensors({ parameters, statistics }: Layouts, tensors: Lengths, file: string): void {
  const slots = [...parameters.slots, ...statistics.slots];
  const known = new Set(slots.map(({ name }) => name));
  const stranger = [...tensors.keys()].find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new ConfigError({
      path: file,
      message: "has a tensor of a node or a subnet that its network lacks",
      found: stranger,
      allowed: "tensors of its own nodes and subnets",
    });
  }
  for (const { name, size, shape } of slots) {
    const tensor = tensors.get(name);
    if (tensor?.length === size) continue;
    throw new ConfigError({
      path: file,
      message: `tensor ${name} does not fit the network`,
      found: tensor === undefined ? "no such tensor" : `${tensor.length} values`,
      allowed: `${size} values (${shape.join(" x ")})`,
    });
  }
}

/** @throws ConfigError naming a tensor with values that are not numbers, or with negative variances */
export function requireNumbers(
  { parameters, statistics }: Layouts,
  values: { readonly parameters: Float32Array; readonly statistics: Float32Array },
  network: NetworkSpec,
  subnets: readonly Subnet[],
  file: string,
): void {
  const variances = new Set(network.nodes.flatMap(({ id }) => subnets.map((subnet) => tensorNames.variance(id, subnet))));
  const check = (layout: TensorLayout, vector: Float32Array): void => {
    for (const { name } of layout.slots) {
      const view = layout.view(vector, name);
      const wrong = view.find((value) => !Number.isFinite(value));
      if (wrong !== undefined)
        throw new ConfigError({
          path: file,
          message: `tensor ${name} has values that are not numbers (a learning rate may have been too high)`,
          found: String(wrong),
          allowed: "finite float32",
        });
      const negative = variances.has(name) ? view.find((value) => value < 0) : undefined;
      if (negative !== undefined)
        throw new ConfigError({
          path: file,
          message: `tensor ${name} has a negative variance`,
          found: String(negative),
          allowed: "0 or more",
        });
    }
  };
  check(parameters, values.parameters);
  check(statistics, values.statistics);
}

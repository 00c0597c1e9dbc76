// What one phase of a method hands to the next: the network's weights with the batch norm of its full width, and the subnets found
// so far. Narrow batch norms start as prefixes of the full one, and write back into it, so that it is never lost on the way; those of a
// trained network that is gone on from start as they are.
import { ConfigError } from "../../sim/errors.js";
import { fullSubnet, inferShapes, sameChannels } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import { parameterLayout, sharedNames, subnetNames } from "../nn/parameters.js";
import type { TensorLayout } from "../nn/parameters.js";
import { initialise } from "./initialise.js";

export interface Course {
  readonly network: NetworkSpec;
  /** Laid out by courseLayout(network). */
  readonly parameters: Float32Array;
  /** The widest wanted, and behind it those that a method has found so far. */
  readonly subnets: readonly Subnet[];
  /** The network that is gone on from, as long as the weights are its own still: its subnets have trained batch norms. */
  readonly origin?: TrainedWeights;
}

/** A trained network, as checkpoints hold it. */
export interface TrainedWeights {
  readonly network: NetworkSpec;
  readonly subnets: readonly Subnet[];
  readonly parameters: Float32Array;
}

/** Where the full-width weights of a network lie in a course. */
export const courseLayout = (network: NetworkSpec): TensorLayout => parameterLayout(network, [fullSubnet(network)]);

/** A network that has learned nothing yet. */
export function freshCourse(network: NetworkSpec, subnets: readonly Subnet[], seed: number): Course {
  const layout = courseLayout(network);
  const parameters = new Float32Array(layout.size);
  initialise(layout, parameters, seed);
  return { network, parameters, subnets };
}

/**
 * A trained network to go on from.
 * @throws ConfigError when it has no subnet of the full width, whose batch norm would be needed
 */
export function trainedCourse({ network, subnets, parameters }: TrainedWeights, wanted: readonly Subnet[]): Course {
  const full = likeOf(fullSubnet(network), subnets);
  if (full === undefined) throw new ConfigError({
    path: "--from", message: "has no subnet with all channels of its network to begin with",
    found: subnets.map((subnet) => subnet.name).join(", "), allowed: "a checkpoint of the full width",
  });
  const course = absorbed(
    { network, subnets: wanted, parameters: new Float32Array(courseLayout(network).size) }, subnets, parameters, full
  );
  return { ...course, origin: { network, subnets, parameters } };
}

/** The subnet with the same channels, whatever its name. */
const likeOf = (wanted: Subnet, subnets: readonly Subnet[]): Subnet | undefined =>
  subnets.find(({ channels }) => sameChannels(channels, wanted.channels));

/** The course's parameters laid out for these subnets, every batch norm as it was trained, else a prefix of the full one. */
export function narrowedStart({ network, parameters, origin }: Course, subnets: readonly Subnet[]): Float32Array {
  const [from, to] = [courseLayout(network), parameterLayout(network, subnets)];
  const start = new Float32Array(to.size);
  forEachTensor(network, subnets, (fullName, name) => {
    const target = to.view(start, name);
    target.set(from.view(parameters, fullName).subarray(0, target.length));
  });
  if (origin !== undefined) takeNorms(origin, start, to, subnets);
  return start;
}

function takeNorms(
  { network, subnets, parameters }: TrainedWeights, start: Float32Array, to: TensorLayout, wanted: readonly Subnet[],
): void {
  const from = parameterLayout(network, subnets);
  for (const subnet of wanted) {
    const own = likeOf(subnet, subnets);
    if (own === undefined) continue;
    for (const node of network.nodes) {
      for (const name of subnetNames(node, "learned")) to.view(start, name(subnet)).set(from.view(parameters, name(own)));
    }
  }
}

/** The course with the weights of a round on some of its subnets; its batch norm becomes that of the first of them, as far as it goes. */
export function absorbed({ network, ...course }: Course, subnets: readonly Subnet[], trained: Float32Array, first = subnets[0]!): Course {
  const [from, to] = [parameterLayout(network, subnets), courseLayout(network)];
  const parameters = course.parameters.slice();
  forEachTensor(network, [first], (fullName, name) => to.view(parameters, fullName).set(from.view(trained, name)));
  return { network, subnets: course.subnets, parameters };
}

/**
 * The course of the network that has the first channels of each slot only, with the batch norms that a subnet of those would start from.
 */
export function slicedCourse(course: Course, narrow: NetworkSpec): Course {
  const own = { ...fullSubnet(narrow), name: "sliced" };
  const start = narrowedStart(course, [own]);
  const [from, to] = [parameterLayout(course.network, [own]), courseLayout(narrow)];
  const sliced = new Float32Array(to.size);
  forEachTensor(narrow, [own], (fullName, name) =>
    to.view(sliced, fullName).set(leadingPart(from.view(start, name), from.slot(name).shape, to.slot(fullName).shape)));
  return { network: narrow, parameters: sliced, subnets: course.subnets };
}

/** The first entries of every axis: [out][in][...] with the last axes whole. */
function leadingPart(values: Float32Array, from: readonly number[], to: readonly number[]): Float32Array {
  const inner = from.slice(2).reduce((a, b) => a * b, 1);
  const [fromIn = 1, toIn = 1] = [from[1], to[1]];
  const part = new Float32Array(to.reduce((a, b) => a * b, 1));
  for (let o = 0; o < to[0]!; o += 1) part.set(values.subarray(o * fromIn * inner, (o * fromIn + toIn) * inner), o * toIn * inner);
  return part;
}

/** Every tensor under its name in the course and its names in a layout of the subnets. */
function forEachTensor(network: NetworkSpec, subnets: readonly Subnet[], visit: (fullName: string, name: string) => void): void {
  const full = fullSubnet(network);
  const shapes = inferShapes(network);
  for (const node of network.nodes) {
    for (const name of sharedNames(node, shapes)) visit(name, name);
    for (const name of subnetNames(node, "learned")) for (const subnet of subnets) visit(name(full), name(subnet));
  }
}

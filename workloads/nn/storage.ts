// Decides which node outputs share memory, which gradients there are, and which values are kept for them. A rectifier and a residual
// addition work in place on their input, and a rectifier behind batch norm or addition is done by that node's own kernel. Gradients live in
// few buffers handed on from node to node; nothing is planned for what is frozen.
import { ConfigError } from "../../sim/errors.js";
import { kindOf, readsOf, type NetworkNode, type TensorShape } from "../layers/index.js";
import type { BackwardUse } from "../layers/layer-kind.js";
import { fullSubnet, IMAGE, inferShapes } from "../nets/index.js";
import type { NetworkSpec, Subnet } from "../nets/index.js";
import type { GradientAction, StoragePlan } from "../passes/storage-plan.js";
import { GradientBuffers } from "./gradient-buffers.js";
import { sharedNames, subnetNames } from "./parameters.js";

export interface StorageOptions {
  readonly subnets?: readonly Subnet[];
  /** Tensors that are rounded once they are complete; those whose clip is frozen need no gradient for it. */
  readonly rounded?: readonly { readonly tensor: string; readonly learns: boolean }[];
  /** Names of parameters that get no gradient, and of statistics that stay. */
  readonly frozen?: ReadonlySet<string>;
}

/** @throws ConfigError when a tensor that is overwritten in place has another reader, or the network's shapes do not fit */
export function planStorage(
  spec: NetworkSpec, { subnets = [fullSubnet(spec)], rounded = [], frozen = new Set() }: StorageOptions = {},
): StoragePlan {
  const shapes = inferShapes(spec);
  for (const node of spec.nodes) requireSoleReader(spec, node);
  const home = homesOf(spec);
  const rectifiers = rectifiersOf(spec, shapes, new Set(rounded.map(({ tensor }) => tensor)));
  const learners = new Set(spec.nodes.filter((node) => learns(node, subnets, shapes, frozen)).map(({ id }) => id));
  const needsGradient = new Set(rounded.filter((tensor) => tensor.learns).map(({ tensor }) => tensor));
  for (const node of spec.nodes) if (learners.has(node.id) || readsOf(node).some((tensor) => needsGradient.has(tensor))) {
    needsGradient.add(node.id);
  }
  const gradients = planGradients(spec, home, shapes, needsGradient);
  const kept = new Set<string>([IMAGE]);
  for (const node of spec.nodes) {
    if (!gradients.runsBack.has(node.id)) continue;
    const use: BackwardUse = {
      learns: learners.has(node.id), masks: rectifiers.masks.has(node.id), passesOn: (tensor) => needsGradient.has(tensor),
      keepsStatistics: subnets.every((subnet) => subnetNames(node, "measured").every((name) => frozen.has(name(subnet)))),
    };
    for (const tensor of kindOf(node).float.keeps(node, use)) kept.add(home.get(tensor)!);
  }
  return { shapes, home, frozen, needsGradient, kept, ...rectifiers, ...gradients };
}

/** Does any of a node's parameters get a gradient? */
function learns(
  node: NetworkNode, subnets: readonly Subnet[], shapes: ReadonlyMap<string, TensorShape>, frozen: ReadonlySet<string>,
): boolean {
  const own = subnetNames(node, "learned").flatMap((name) => subnets.map(name));
  return [...sharedNames(node, shapes), ...own].some((name) => !frozen.has(name));
}

function homesOf(spec: NetworkSpec): Map<string, string> {
  const home = new Map<string, string>([[IMAGE, IMAGE]]);
  for (const node of spec.nodes) home.set(node.id, kindOf(node).float.inPlace === true ? home.get(node.input)! : node.id);
  return home;
}

/** Which nodes do the rectifier that follows them, and who masks its gradient. */
function rectifiersOf(
  spec: NetworkSpec, shapes: ReadonlyMap<string, TensorShape>, rounded: ReadonlySet<string>,
): Pick<StoragePlan, "rectified" | "masks"> {
  const [rectified, masks] = [new Set<string>(), new Set<string>()];
  const makers = new Map(spec.nodes.map((node) => [node.id, node]));
  for (const node of spec.nodes) {
    if (kindOf(node).float.isRectifier !== true) continue;
    const maker = makers.get(node.input);
    const fused = maker !== undefined && kindOf(maker).float.rectifies === true && shapes.get(maker.id)!.vector !== true;
    if (fused) rectified.add(node.input);
    if (!rounded.has(node.id)) masks.add(fused ? node.input : node.id);
  }
  return { rectified, masks };
}

function requireSoleReader(spec: NetworkSpec, node: NetworkNode): void {
  const { inPlace, gradientInPlace } = kindOf(node).float;
  if (inPlace !== true && gradientInPlace !== true) return;
  const readers = spec.nodes.filter((other) => readsOf(other).includes(node.input));
  const readsTwice = readsOf(node).filter((tensor) => tensor === node.input).length > 1;
  if (readers.length > 1 || readsTwice || node.input === IMAGE) {
    throw new ConfigError({ path: `${spec.name}.${node.id}`, message: `must be the only reader of ${node.input} while training`,
      found: readers.map((reader) => reader.id).join(", "), allowed: "one reader" });
  }
}

type Gradients = Pick<StoragePlan, "gradientBuffer" | "gradientBufferShapes" | "gradientActions" | "runsBack">;

/** Walks the nodes backwards, taking gradient buffers from a free list and giving them back when the producer has used them. */
function planGradients(
  spec: NetworkSpec, home: ReadonlyMap<string, string>, shapes: ReadonlyMap<string, TensorShape>, needs: ReadonlySet<string>,
): Gradients {
  const buffers = new GradientBuffers();
  const gradientActions = new Map<string, Map<string, GradientAction>>();
  const runsBack = new Set<string>();
  const contribute = (tensor: string): GradientAction => {
    if (!needs.has(tensor)) return "none";
    const target = home.get(tensor)!;
    return buffers.take(target, shapes.get(target)!);
  };
  const last = spec.nodes.at(-1)!;
  buffers.take(home.get(last.id)!, shapes.get(last.id)!);
  for (const node of [...spec.nodes].reverse()) {
    const own = home.get(node.id)!;
    const { inPlace, gradientInPlace } = kindOf(node).float;
    const runs = needs.has(node.id) && buffers.has(own);
    if (runs) {
      runsBack.add(node.id);
      const apart = inPlace === true || gradientInPlace === true ? readsOf(node).slice(1) : readsOf(node);
      gradientActions.set(node.id, new Map(apart.map((tensor) => [tensor, contribute(tensor)])));
    }
    if (inPlace === true) continue;
    if (runs && gradientInPlace === true && needs.has(node.input)) buffers.handOn(own, home.get(node.input)!);
    else buffers.release(own);
  }
  return { gradientBuffer: buffers.assigned, gradientBufferShapes: buffers.shapes, gradientActions, runsBack };
}

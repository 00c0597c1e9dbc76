// The registry of layers: node kind -> its forward and backward. To add one, write its file and one line here.
import type { NetworkNode, NodeKind } from "../nets/index.js";
import { Add } from "./add.js";
import { BatchNorm } from "./batch-norm.js";
import { Convolution } from "./convolution.js";
import { isDirect } from "./conv-route.js";
import type { Layer } from "./layer.js";
import { Linear } from "./linear.js";
import { MaxPool } from "./max-pool.js";
import { GlobalAveragePool } from "./pool.js";
import { Relu } from "./relu.js";
import type { Site } from "./site.js";
import { UnfoldedConvolution } from "./unfolded-convolution.js";

type LayerMaker<Kind extends NodeKind> = (node: Extract<NetworkNode, { kind: Kind }>, site: Site) => Layer;

export const LAYERS = {
  "conv": (node, site) => (isDirect(node, site.plan.shapes.get(node.input)!) ? new Convolution(node, site) : new UnfoldedConvolution(node, site)),
  "batch-norm": (node, site) => new BatchNorm(node, site),
  "relu": (node, site) => new Relu(node, site),
  "add": (node, site) => new Add(node, site),
  "max-pool": (node, site) => new MaxPool(node, site),
  "global-average-pool": (node, site) => new GlobalAveragePool(node, site),
  "linear": (node) => new Linear(node),
} as const satisfies { [Kind in NodeKind]: LayerMaker<Kind> };

export function makeLayer(node: NetworkNode, site: Site): Layer {
  return (LAYERS[node.kind] as LayerMaker<NodeKind>)(node, site);
}

export type { Layer, Mode, ParameterVector, Pass } from "./layer.js";

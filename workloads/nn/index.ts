// The registry of layers: node kind -> its forward and backward. To add one, write its file and one line here.
import type { NetworkNode, NodeKind } from "../nets/index.js";
import { Add } from "../passes/add.js";
import { BatchNorm } from "../passes/batch-norm.js";
import { Convolution } from "../passes/convolution.js";
import { isDirect } from "../passes/conv-route.js";
import type { Layer } from "../passes/layer.js";
import { Linear } from "../passes/linear.js";
import { MaxPool } from "../passes/max-pool.js";
import { GlobalAveragePool } from "../passes/pool.js";
import { Relu } from "../passes/relu.js";
import type { Site } from "../passes/site.js";
import { UnfoldedConvolution } from "../passes/unfolded-convolution.js";

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

export type { Layer, Mode, ParameterVector, Pass } from "../passes/layer.js";

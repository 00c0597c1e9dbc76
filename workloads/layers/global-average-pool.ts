// Global average pooling: the mean of every channel's map, a vector. As integers a sum over the map and one factor for all channels.
import { z } from "zod";
import { noTiles, type ScaleTable } from "../../arch/isa/program.js";
import { clampOf, fractionBitsOf, multiplierBits } from "../codes/scale-table.js";
import { toFixedPoint } from "../codes/fixed-point.js";
import { GlobalAveragePool } from "../passes/pool.js";
import { id } from "./fields.js";
import type { FusedBase, IntegerBase, IntegerKind, LayerKind, NodeBase } from "./layer-kind.js";
import { act, tableStep } from "./steps.js";

export interface PoolNode extends NodeBase {
  readonly kind: "global-average-pool";
}

export interface FusedPool extends FusedBase {
  readonly kind: "global-average-pool";
  readonly node: PoolNode;
}

export interface PoolLayer extends IntegerBase {
  readonly kind: "global-average-pool";
  readonly table: ScaleTable;
}

const integer: IntegerKind<FusedPool, PoolLayer> = {
  name: "global-average-pool",
  fuse: (node) => ({ kind: node.kind, node, input: node.input, output: node.id, takesIn: [] }),
  codes: () => ({ signed: "as input", rectified: false }),
  quantise({ node, input: tensor, output: made }, site) {
    const input = site.activation(tensor);
    const { channels, height, width } = input.spec;
    const output = site.calibrated(made);
    const factor = input.scale / output.scale / (height * width);
    const fractionBits = fractionBitsOf(output.spec, [factor]);
    const bits = multiplierBits(output.spec);
    const { multipliers, shift } = toFixedPoint([factor * 2 ** fractionBits], bits, `${node.id}.scale`);
    const zeros = new Array<number>(channels).fill(0);
    const table: ScaleTable = {
      id: node.id, offsets: zeros, multipliers: zeros.map(() => multipliers[0]!), biases: zeros, shift, fractionBits,
      residualMultiplier: 0, residualShift: 0, ...clampOf(output.spec), entryBits: bits + 1,
    };
    return { kind: "global-average-pool", id: node.id, input: tensor, output: made, table };
  },
  reference(layer, run) {
    const spec = run.spec(layer.input);
    const values = run.map(layer.input);
    const area = spec.height * spec.width;
    return Int32Array.from({ length: spec.channels }, (_, channel) => {
      const sum = values.subarray(channel * area, (channel + 1) * area).reduce((total, value) => total + value - spec.zeroPoint, 0);
      return run.rescale(layer.table, channel, sum, 0);
    });
  },
  schedule: ({ id: layer, input, output, table }) => [
    tableStep(layer, table.id),
    { layer, group: noTiles, body: [act({ op: "global-average-pool", input, output, table: table.id })] },
  ],
  exported(layer, site) {
    site.made(layer, site.writer.node("GlobalAveragePool", [site.value(layer.input)], `${layer.output}.mean`));
  },
};

export const globalAveragePool: LayerKind<PoolNode, FusedPool, PoolLayer> = {
  describe: "the mean of every channel's map",
  schema: z.object({ kind: z.literal("global-average-pool"), id, input: id }),
  shape(node, input, site) {
    if (input.vector === true) throw site.problem("takes the mean of a vector, which has no height and width", node.input, "a map");
    return { channels: input.channels, height: 1, width: 1, vector: true };
  },
  float: { passes: (node, site) => new GlobalAveragePool(node, site), keeps: () => [] },
  integer,
};

// Shapes and ranks, checked once for every layer: a network that passes runs, one that does not is refused with the node named.
import fc from "fast-check";
import { ConfigError } from "../../../../sim/errors.js";
import { inferShapes, type NetworkSpec } from "../../../../workloads/nets/index.js";
import type { NetworkNode } from "../../../../workloads/layers/index.js";
import { drawnModel } from "../../../fixtures/trained-step.js";

const network = (nodes: readonly NetworkNode[], size = 4): NetworkSpec =>
  ({ name: "ranks", input: { channels: 3, height: size, width: size }, classes: 2, channels: [2, 4], nodes });
const pool = { kind: "global-average-pool", id: "pool", input: "x" } as const;
const scores = { kind: "linear", id: "scores", input: "pool", outFeatures: 2 } as const;
const conv = { kind: "conv", id: "x", input: "image", slot: 1, kernel: 3, stride: 1, padding: 1 } as const;

const REFUSED: [string, readonly NetworkNode[], RegExp][] = [
  ["a convolution larger than its map", [
    { ...conv, kernel: 7, padding: 0 }, pool, scores,
  ], /\(x\): the windows do not fit.*kernel 7, padding 0 on 4x4.*at least one window/s],
  ["a kernel of 0", [{ ...conv, kernel: 0 }, pool, scores], /\(x\): its windows have no size.*kernel 0/s],
  ["a stride of 0", [{ ...conv, stride: 0 }, pool, scores], /\(x\): its windows have no size.*stride 0/s],
  ["a negative padding", [{ ...conv, padding: -1 }, pool, scores], /\(x\): its windows have no size.*padding -1/s],
  ["half a kernel", [{ ...conv, kernel: 2.5 }, pool, scores], /\(x\): its windows have no size/],
  ["a convolution behind the global pool", [
    conv, pool, { ...conv, id: "late", input: "pool" }, { ...scores, input: "late" },
  ], /\(late\): convolves a vector.*kernel 1 without padding/s],
  ["a max pool behind the global pool", [
    conv, pool, { kind: "max-pool", id: "late", input: "pool", kernel: 1, stride: 1, padding: 0 }, { ...scores, input: "late" },
  ], /\(late\).*vector/],
  ["a global pool behind another", [
    conv, pool, { ...pool, id: "late", input: "pool" }, { ...scores, input: "late" },
  ], /\(late\).*mean of a vector/],
  ["a map as the output", [{ ...conv, slot: 0 }], /nodes\[0\] \(x\): the last node must make one score a class.*a map of 2x4x4/s],
  ["another number of scores than classes", [conv, pool], /\(pool\).*4 values.*a vector of 2/s],
  ["no node at all", [], /no node/],
  ["a linear layer of a map", [conv, { ...scores, input: "x" }], /\(scores\): a linear layer reads a vector.*4x4x4/s],
  ["a vector added to a map", [
    { ...conv, kernel: 4, padding: 0 }, pool, { kind: "add", id: "sum", input: "x", shortcut: "pool", shortcutStride: 1 }, scores,
  ], /\(sum\): adds a vector and a map/],
  ["a shortcut of stride 0", [
    conv, { kind: "add", id: "sum", input: "x", shortcut: "image", shortcutStride: 0 }, pool, scores,
  ], /\(sum\).*stride/],
  ["a gate of another size", [
    conv, { kind: "multiply", id: "gated", input: "x", gate: "image" }, pool, scores,
  ], /\(gated\): the gate does not fit.*3x4x4/s],
  ["groups that do not divide", [{ ...conv, groups: 3 }, pool, scores], /\(x\): its groups do not divide.*3 groups, 3 to 4/s],
  ["a slot that is not there", [{ ...conv, slot: 9 }, pool, scores], /\(x\): no such width slot.*0 to 1/s],
  ["features of no number", [conv, pool, { kind: "linear", id: "scores", input: "pool" }], /\(scores\): no number of features/],
  ["a kind that is none", [
    conv, pool, { ...scores, kind: "lineer" } as unknown as NetworkNode,
  ], /\(scores\): no such kind of layer.*lineer.*linear/s],
];

describe("a network with", () => {
  it.each(REFUSED)("%s is refused with the node named", (_what, nodes, message) => {
    expect(() => inferShapes(network(nodes))).toThrow(message);
    expect(() => inferShapes(network(nodes))).toThrow(ConfigError);
  });

  it("a 1x1 convolution of a vector is a linear layer", () => {
    const spec = network(
      [conv, pool, { kind: "conv", id: "squeeze", input: "pool", slot: 0, kernel: 1, stride: 1, padding: 0, bias: true }]
    );
    expect(inferShapes(spec).get("squeeze")).toEqual({ channels: 2, height: 1, width: 1, vector: true });
    expect(runs(spec)).toBe(true);
  });

  it("any window either is refused or runs", () => {
    const window = fc.record(
      { kernel: fc.integer({ min: 0, max: 6 }), stride: fc.integer({ min: 0, max: 4 }), padding: fc.integer({ min: -1, max: 3 }) }
    );
    fc.assert(fc.property(window, fc.integer({ min: 1, max: 6 }), fc.constantFrom("conv", "max-pool"), fc.constantFrom(
      1, 2
    ), (sizes, size, kind, groups) => {
      const first = { kind: "conv", id: "first", input: "image", slot: 1, kernel: 1, stride: 1, padding: 0 } as const;
      const node = kind === "conv" ? { kind, id: "x", input: "first", slot: 1, groups, ...sizes } as const : {
        kind, id: "x", input: "first", ...sizes,
      } as const;
      const spec = network([first, node, pool, scores], size);
      try {
        inferShapes(spec);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        return;
      }
      expect(runs(spec)).toBe(true);
    }), { numRuns: 60 });
  });
});

/** Does one pass of the trainer give numbers? */
function runs(spec: NetworkSpec): boolean {
  const { model } = drawnModel(spec, [{ name: "full", width: 1, channels: spec.channels }], 2);
  return model.forward({ subnetIndex: 0, images: 2, mode: "train", block: 0 }).every(Number.isFinite);
}

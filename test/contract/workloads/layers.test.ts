// The contract of every kind of layer: its nodes are plain data that checkpoints hold, have shapes at every width, run in the trainer as
// the plain network says, and become integers that the arrays compute bit for bit, or are refused by name.
import { resolveChip } from "../../../arch/chip/presets.js";
import { randomStream } from "../../../sim/random.js";
import { LAYER_KINDS, type LayerKind, type NetworkNode } from "../../../workloads/layers/index.js";
import { inferShapes, subnetsOf, type NetworkSpec } from "../../../workloads/nets/index.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { randomModel } from "../../../workloads/quant/random-model.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { deployed } from "../../fixtures/deployed.js";
import { PlainNetwork } from "../../fixtures/plain-network.js";
import { drawnModel, oneStep } from "../../fixtures/trained-step.js";

const edge = resolveChip({});
/** A chip with room for any sum. */
const ROOMY = { ...edge, array: { ...edge.array, accumulatorBits: 53 } };

const CONV = { kind: "conv", input: "image", slot: 0, kernel: 3, stride: 1, padding: 1 } as const;
const stem = { ...CONV, id: "stem" };

/** The kind among nodes that it goes with, between the image and a classifier; a new kind needs one here. */
const EXAMPLES: Readonly<Record<string, readonly NetworkNode[]>> = {
  "conv": [
    { ...stem, bias: true }, { ...CONV, id: "grouped", input: "stem", groups: 2 },
    { ...CONV, id: "x", input: "grouped", stride: 2, padding: 0, endPadding: 1 },
  ],
  "batch-norm": [stem, { kind: "batch-norm", id: "x", input: "stem" }],
  "relu": [
    stem, { kind: "relu", id: "bounded", input: "stem", most: 0.2 }, { ...CONV, id: "next", input: "bounded" },
    { kind: "relu", id: "x", input: "next" },
  ],
  "add": [stem, { ...CONV, id: "side", slot: 0 }, { kind: "add", id: "x", input: "stem", shortcut: "side", shortcutStride: 1 }],
  "multiply": [stem, { ...CONV, id: "side", slot: 0 }, { kind: "multiply", id: "x", input: "stem", gate: "side" }],
  "sigmoid": [stem, { kind: "sigmoid", id: "x", input: "stem" }],
  "max-pool": [
    stem, { kind: "max-pool", id: "whole", input: "stem", kernel: 3, stride: 1, padding: 1 },
    { kind: "max-pool", id: "x", input: "whole", kernel: 3, stride: 2, padding: 0, endPadding: 1 },
  ],
  "global-average-pool": [{ ...stem, id: "x" }],
  "linear": [{ ...stem, id: "x" }],
};

const networkOf = (nodes: readonly NetworkNode[]): NetworkSpec => ({
  name: "example", input: { channels: 3, height: 6, width: 6 }, classes: 4, channels: [4, 6],
  nodes: [
    ...nodes, { kind: "global-average-pool", id: "pool", input: "x" }, { kind: "linear", id: "hidden", input: "pool", slot: 1 },
    { kind: "relu", id: "active", input: "hidden" }, { kind: "linear", id: "scores", input: "active", outFeatures: 4 },
  ],
});

describe.each(Object.entries<LayerKind>(LAYER_KINDS))("the layer kind %s", (name, kind) => {
  const spec = networkOf(EXAMPLES[name]!);
  const subnets = subnetsOf(spec, [1, 0.5]);
  const own = spec.nodes.filter((node) => node.kind === name);

  it("has nodes that its schema takes as they are, and none without an input", () => {
    expect(own.length).toBeGreaterThan(0);
    for (const node of own) {
      expect(kind.schema.parse(JSON.parse(JSON.stringify(node)))).toEqual(node);
      expect(kind.schema.safeParse({ ...node, input: undefined }).success).toBe(false);
    }
  });

  it("has a shape at every width, and refuses a tensor that is not made before it", () => {
    for (const subnet of subnets) for (const node of own) expect(inferShapes(spec, subnet).get(node.id)!.channels).toBeGreaterThan(0);
    const lost = { ...spec, nodes: spec.nodes.map((node) => (node.kind === name ? { ...node, input: "nowhere" } : node)) };
    expect(() => inferShapes(lost)).toThrow(/nowhere/);
  });

  it("runs in the trainer as the plain network says, and gives every parameter a gradient", () => {
    const drawn = drawnModel(spec, subnets, 3);
    const { shared: { parameters, statistics }, images } = drawn;
    subnets.forEach((subnet, subnetIndex) => {
      const logits = drawn.model.forward({ subnetIndex, images: 3, mode: "evaluate", block: 0 }).slice();
      const plain = new PlainNetwork({ network: spec, subnets, parameters, statistics }, subnet);
      images.flatMap((pixels) => [...plain.run(pixels).get("scores")!]).forEach((value, n) => expect(logits[n]).toBeCloseTo(value, 4));
    });
    const { gradient } = oneStep(drawn, 0);
    for (const slot of drawn.shared.parameterLayout.slots) {
      if (slot.name.endsWith(`@${subnets[1]!.name}`)) continue;
      expect([slot.name, drawn.shared.parameterLayout.view(gradient, slot.name).some((value) => value !== 0)]).toEqual([slot.name, true]);
    }
  });

  it("becomes integers that the arrays compute as the reference does, or is refused by name", () => {
    const quantised = () => quantizeModel(randomModel(spec, subnets, randomStream("layers", name)), { weightBits: 5, activationBits: 6 });
    if (kind.noInteger !== undefined) {
      expect(quantised).toThrow(new RegExp(`node ${own[0]!.id}.*${kind.noInteger.slice(0, 20)}`, "s"));
      return;
    }
    const model = quantised();
    const image = Int32Array.from({ length: 108 }, (_, n) => (n * 37) % 256);
    const arrays = deployed(model, ROOMY);
    model.subnets.forEach((network, subnet) => {
      const maps = arrays.run(arrays.programs[subnet]!, image);
      for (const [id, values] of runReferenceMaps(network, image)) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
    });
  });
});

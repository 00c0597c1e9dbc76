// A kind of layer is a file and a line: this one doubles. Named in the registry it is built, trained, quantised, run and exported like the
// others.
import { z } from "zod";
import { resolveChip } from "../../../../arch/chip/presets.js";
import { randomStream } from "../../../../sim/random.js";
import { noTiles } from "../../../../arch/isa/program.js";
import { checkHeader } from "../../../../workloads/checkpoint/header-schema.js";
import { LAYER_KINDS, type LayerKind, type NetworkNode } from "../../../../workloads/layers/index.js";
import { act } from "../../../../workloads/layers/steps.js";
import { countNetwork, inferShapes, subnetsOf, type NetworkSpec } from "../../../../workloads/nets/index.js";
import { quantizeModel } from "../../../../workloads/quant/quantize.js";
import { randomModel } from "../../../../workloads/quant/random-model.js";
import { runReferenceMaps } from "../../../../workloads/reference/reference-network.js";
import { forEachRow, type Values } from "../../../../workloads/passes/values.js";
import { deployed } from "../../../fixtures/deployed.js";
import { drawnModel, oneStep } from "../../../fixtures/trained-step.js";

const edge = resolveChip({});
/** A chip with room for any sum. */
const ROOMY = { ...edge, array: { ...edge.array, accumulatorBits: 53 } };

/** y = 2 x: in place; as integers the same codes on twice the scale, copied by the digital unit. */
const double: LayerKind = {
  describe: "twice the input",
  schema: z.object({ kind: z.literal("double"), id: z.string(), input: z.string() }),
  shape: (_node, input) => input,
  float: {
    inPlace: true,
    keeps: () => [],
    passes: ({ id }) => {
      const twice = (x: Values, images: number): void => {
        forEachRow(x, images, x.channels, (image, channel, row) => {
          const from = x.at(image, channel, row);
          for (let at = from; at < from + x.columns; at += 1) x.data[at]! *= 2;
        });
      };
      return {
        forward: (pass) => { twice(pass.values(id), pass.images); }, backward: (pass) => { twice(pass.valueGradients(id), pass.images); },
      };
    },
  },
  integer: {
    name: "double",
    fuse: (node) => ({ kind: "double", node, input: node.input, output: node.id, takesIn: [] }),
    codes: () => "input",
    quantise({ node, input, output }, site) {
      const { spec, scale } = site.activation(input);
      site.made({ spec: { ...spec, id: output }, scale: 2 * scale });
      return { kind: "double", id: node.id, input, output };
    },
    reference: ({ input }, run) => run.map(input).slice(),
    schedule({ id: layer, input, output }, { network }) {
      const { height, width } = network.tensors.find((tensor) => tensor.id === output)!;
      const window = { tensor: input, kernel: 1, stride: 1, padding: 0, outWidth: width, pixel: { base: 0, terms: { pixel: 1 } } };
      return [{ layer, group: noTiles, body: [
        { kind: "loop", index: "pixel", count: height * width, body: [act({ op: "max-pool", window, output })] },
      ] }];
    },
    exported: (layer, site) => { site.passedOn(
      layer, site.writer.node("Add", [site.value(layer.input), site.value(layer.input)], layer.output)
    ); },
  },
};

const registry = LAYER_KINDS as Record<string, LayerKind>;
const spec: NetworkSpec = {
  name: "doubling", input: { channels: 3, height: 5, width: 5 }, classes: 3, channels: [4],
  nodes: [
    { kind: "conv", id: "c", input: "image", slot: 0, kernel: 3, stride: 1, padding: 1, bias: true },
    { kind: "double", id: "d", input: "c" } as unknown as NetworkNode,
    { kind: "global-average-pool", id: "pool", input: "d" },
    { kind: "linear", id: "scores", input: "pool", outFeatures: 3 },
  ],
};
const plain: NetworkSpec = {
  ...spec, nodes: spec.nodes.flatMap((node) => (node.id === "d" ? [] : [node.id === "pool" ? { ...node, input: "c" } : node])),
};

describe("a toy kind of layer", () => {
  beforeAll(() => { registry["double"] = double; });
  afterAll(() => { delete registry["double"]; });
  const subnets = subnetsOf(plain, [1, 0.5]);

  it("is refused where it is not registered, and counted where it is", () => {
    expect(countNetwork(spec)).toEqual(countNetwork(plain));
    delete registry["double"];
    expect(() => inferShapes(spec)).toThrow(/\(d\): no such kind of layer.*double/s);
    registry["double"] = double;
    expect(inferShapes(spec).get("d")).toEqual({ channels: 4, height: 5, width: 5 });
  });

  it("is held by checkpoints", () => {
    const range = { min: 0, max: 1, clip8: 1 };
    const header = {
      network: spec, subnets, normalisation: { zeroPoint: 128, pixelScale: 64 }, classNames: [], ranges: { full: { d: range } },
      card: {
        dataset: "none", trainImages: 0, testImages: 0, method: "none", epochs: 0, seed: 1, command: "", accuracy: null, options: {},
      },
    };
    expect(() => { checkHeader(JSON.parse(JSON.stringify(header)) as Record<string, unknown>, "file"); }).not.toThrow();
  });

  it("is trained: a step has twice the pooled values, and so the gradients", () => {
    const [own, without] = [drawnModel(spec, subnets, 2), drawnModel(plain, subnets, 2)];
    const { parameterLayout, parameters } = without.shared;
    for (const part of ["c.weight", "c.bias"]) {
      parameterLayout.view(parameters, part).forEach((value, n, values) => { values[n] = 2 * value; });
    }
    without.shared.packing.pack(without.shared);
    const [a, b] = [oneStep(own, 0), oneStep(without, 0)];
    expect(a.loss).toBe(b.loss);
    const twice = (name: string): number[] => [...parameterLayout.view(b.gradient, name)].map((value) => 2 * value);
    expect([...own.shared.parameterLayout.view(a.gradient, "c.weight")]).toEqual(twice("c.weight"));
    expect([...own.shared.parameterLayout.view(a.gradient, "scores.weight")])
      .toEqual([...parameterLayout.view(b.gradient, "scores.weight")]);
  });

  it("is quantised, and the arrays compute what the reference does", () => {
    const model = quantizeModel(randomModel(spec, subnets, randomStream("doubling")), { weightBits: 6, activationBits: 7 });
    const image = Int32Array.from({ length: 75 }, (_, n) => (n * 53) % 256);
    const arrays = deployed(model, ROOMY);
    model.subnets.forEach((network, subnet) => {
      const maps = arrays.run(arrays.programs[subnet]!, image);
      const reference = runReferenceMaps(network, image);
      expect([...reference.get("d")!]).toEqual([...reference.get("c")!]);
      for (const [id, values] of reference) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
    });
  });
});

// ResNets with 1x1 projections on the shortcuts: what the fused layers are, and that floats, integers and arrays agree on them.
import { resolveChip } from "../../../arch/chip/presets.js";
import { randomStream } from "../../../sim/random.js";
import { drawProceduralSet } from "../../../workloads/data/index.js";
import { customSubnet, networkNamed, subnetsOf, type NetworkSpec } from "../../../workloads/nets/index.js";
import { parameterLayout, statisticsLayout } from "../../../workloads/nn/parameters.js";
import { checkpointModel } from "../../../workloads/checkpoint/checkpoint-model.js";
import type { FloatModel } from "../../../workloads/quant/float-model.js";
import { fuseNetwork } from "../../../workloads/quant/fuse.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { randomModel } from "../../../workloads/quant/random-model.js";
import { PlainNetwork } from "../../fixtures/plain-network.js";
import { runReference, runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { drawnCheckpoint } from "../../fixtures/drawn-checkpoint.js";
import { deployed } from "../../fixtures/deployed.js";

const spec = networkNamed("resnet8-projection");
const plain = networkNamed("resnet8");
const subnets = [...subnetsOf(spec, [1, 0.5]), customSubnet(spec, "odd", [7, 5, 16, 9, 20, 31, 13])];
const image = Int32Array.from({ length: 3 * 32 * 32 }, ((random) => () => Math.floor(256 * random.next()))(randomStream("image")));

/** Batch norms that differ, and ranges that differ by tensor: the two operands of an addition have their own scales. */
function drawnModel(network: NetworkSpec): FloatModel {
  const model = randomModel(network, subnets, randomStream("weights"));
  const vector = (name: string, mean: number, deviation: number): Float64Array =>
    Float64Array.from({ length: 64 }, ((random) => () => mean + deviation * random.normal())(randomStream(name)));
  return {
    ...model,
    norm: (id) => ({ scale: vector(`${id} scale`, 1, 0.3), shift: vector(`${id} shift`, 0, 0.2) }),
    range: (id) => ({ min: -2 - (id.length % 3), max: 2 + (id.length % 3) }),
  };
}

/** Float parameters whose projections copy the first channels: what option A does, for the stride it has. */
function optionAWeights(
  network: NetworkSpec,
): { network: NetworkSpec; subnets: typeof subnets; parameters: Float32Array; statistics: Float32Array } {
  const [learned, measured] = [parameterLayout(network, subnets), statisticsLayout(network, subnets)];
  const [parameters, statistics] = [new Float32Array(learned.size), new Float32Array(measured.size)];
  for (const { name, shape } of learned.slots) {
    const random = randomStream(name);
    const view = learned.view(parameters, name);
    const inputs = shape[1] ?? 1;
    if (!name.includes("shortcut")) view.forEach((_, n) => { view[n] = 0.2 * random.normal() + (name.includes(".scale") ? 1 : 0); });
    else if (name.includes(".scale")) view.fill(1);
    else if (name.endsWith(".weight")) view.forEach((_, n) => { view[n] = Math.floor(n / inputs) === n % inputs ? 1 : 0; });
  }
  for (const { name } of measured.slots) if (name.includes(".variance")) measured.view(statistics, name).fill(1 - 1e-5);
  return { network, subnets, parameters, statistics };
}

describe("a network with projections", () => {
  it("fuses the addition with the block's second convolution and runs the projection before it", () => {
    const layers = fuseNetwork(spec);
    expect(layers.slice(0, 5).map((layer) => [layer.output, layer.kind === "matrix" ? layer.residual : null])).toEqual([
      ["stem.relu", null], ["s1.b1.1.relu", null], ["s1.b1.shortcut.bn", null],
      ["s1.b1.relu", { tensor: "s1.b1.shortcut.bn", stride: 1 }], ["s2.b1.1.relu", null],
    ]);
    expect(fuseNetwork(plain).map((layer) => layer.output))
      .toEqual(plain.nodes.filter((node) => node.kind === "relu" || node.id === "pool" || node.id === "classifier").map((node) => node.id));
  });

  it("whose projections copy channels gives the float maps of option A", () => {
    const ours = new PlainNetwork(optionAWeights(spec), subnets[2]!).run(Float32Array.from(image, (pixel) => (pixel - 128) / 64));
    const theirs = new PlainNetwork(optionAWeights(plain), subnets[2]!).run(Float32Array.from(image, (pixel) => (pixel - 128) / 64));
    for (const id of ["s1.b1.relu", "s3.b1.relu", "classifier"]) {
      ours.get(id)!.forEach((value, n) => expect(value).toBeCloseTo(theirs.get(id)![n]!, 4));
    }
  });

  it("in integers comes near the floats, both operands of an addition at their own scale", async () => {
    const normalisation = { zeroPoint: 128, pixelScale: 64 };
    const images = drawProceduralSet(3, "test", 2);
    const checkpoint = await drawnCheckpoint(spec, subnets, images, normalisation);
    const integers = quantizeModel(checkpointModel(checkpoint, subnets), { weightBits: 12, activationBits: 12 });
    const pixels = images.images.subarray(0, images.images.length / 2);
    subnets.forEach((subnet, n) => {
      const floats = [
        ...new PlainNetwork(checkpoint, subnet).run(Float32Array.from(pixels, (pixel) => (pixel - 128) / 64)).get("classifier")!,
      ];
      const codes = [...runReference(integers.subnets[n]!, pixels)];
      const factor = floats.reduce((sum, value, k) => sum + value * codes[k]!, 0) / codes.reduce((sum, code) => sum + code * code, 0);
      expect(Math.hypot(...floats.map((value, k) => value - factor * codes[k]!)) / Math.hypot(...floats)).toBeLessThan(0.01);
    });
  });

  it("gives every integer feature map on the arrays, bit for bit, at every width", () => {
    const small: NetworkSpec = { ...spec, input: { channels: 3, height: 8, width: 8 } };
    const model = quantizeModel(drawnModel(small), { weightBits: 5, activationBits: 6 });
    const chip = resolveChip({});
    const { programs, run } = deployed(model, chip, { replicas: 1 });
    const pixels = image.subarray(0, 3 * 8 * 8);
    model.subnets.forEach((network, n) => {
      const maps = run(programs[n]!, pixels);
      for (const [id, values] of runReferenceMaps(network, pixels)) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
    });
  });
});

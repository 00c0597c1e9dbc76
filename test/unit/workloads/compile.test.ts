// The compiler's passes: how layers are cut, placed, scheduled, and what is refused.
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { randomStream } from "../../../sim/random.js";
import { describeSchedule } from "../../../workloads/compile/describe-schedule.js";
import { defaultMapping, type MappingSpec } from "../../../workloads/compile/mapping.js";
import { compileModel } from "../../../workloads/compile/passes.js";
import { styleOf, type Matrix } from "../../../arch/styles/index.js";
import { activeTile } from "../../../workloads/compile/tile.js";
import { networkNamed, subnetsOf } from "../../../workloads/nets/index.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { randomModel } from "../../../workloads/quant/random-model.js";
import { layerBitOps, layerMacs, tensorOf, type QuantizedModel } from "../../../workloads/quant/integer-network.js";

const resnet20 = networkNamed("resnet20");
const widths = subnetsOf(resnet20, [1, 0.75, 0.5, 0.25]);
const quantized = (weightBits = 8, activationBits = 8): QuantizedModel =>
  quantizeModel(randomModel(resnet20, widths, randomStream("test")), { weightBits, activationBits });
const model = quantized();
const edge = resolveChip({});
const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
};

describe("tiling", () => {
  it("an unpacked 8-bit ResNet-20 needs 53 sub-arrays of 256 x 512", () => {
    const { deployment } = compileModel(model, edge, { ...defaultMapping, replicas: 1 });
    expect(deployment.subArraysUsed).toBe(53);
  });

  it("every output channel and element is in exactly one tile, in both orders and at every width", () => {
    for (const channelOrder of ["striped", "contiguous"] as const) {
      const { programs } = compileModel(model, edge, { ...defaultMapping, channelOrder });
      programs.forEach((program, s) => {
        for (const layer of model.subnets[s]!.layers) {
          if (layer.kind !== "matrix") continue;
          const step = program.steps.find((candidate) => candidate.layer === layer.id && candidate.group.tiles.length > 0)!;
          const elements = tensorOf(model.subnets[s]!, layer.input).channels * layer.weights.kernel ** 2;
          const seen = new Map<number, number>();
          for (const tile of step.group.tiles) {
            for (let i = 0; i < tile.outCount; i++) {
              const channel = tile.outStart + i * tile.outStride;
              seen.set(channel, (seen.get(channel) ?? 0) + tile.elementCount);
            }
          }
          expect([...seen.keys()].sort((a, b) => a - b))
            .toEqual(Array.from({ length: tensorOf(model.subnets[s]!, layer.output).channels }, (_, c) => c));
          expect([...seen.values()].every((count) => count === elements)).toBe(true);
        }
      });
    }
  });

  it("striped groups share the active channels evenly, contiguous ones fill up one after the other", () => {
    const matrix: Matrix = {
      layer: "x", outChannels: 64, elements: 9, inputBits: 8, inputSigned: false, weightBits: 8, encoding: "twos-complement",
    };
    const counts = (order: MappingSpec["channelOrder"], active: number): number[] =>
      styleOf(edge).tile(matrix, edge.array, order).tiles.map((tile) => activeTile(tile, active, 9)?.outCount ?? 0);
    expect(counts("striped", 16)).toEqual([6, 5, 5]);
    expect(counts("contiguous", 16)).toEqual([16, 0, 0]);
    expect(counts("striped", 64)).toEqual([22, 21, 21]);
    expect(counts("contiguous", 64)).toEqual([31, 31, 2]);
  });

  it("a tile without active channels or elements stays dark", () => {
    const tile = { outStart: 31, outStride: 1, outCount: 31, elementStart: 512, elementCount: 64 };
    expect(activeTile(tile, 31, 576)).toBeNull();
    expect(activeTile(tile, 64, 512)).toBeNull();
    expect(activeTile(tile, 40, 520)).toMatchObject({ outCount: 9, elementCount: 8 });
  });
});

describe("placement", () => {
  it("spare sub-arrays go to the slowest layers", () => {
    const { deployment } = compileModel(model, edge, defaultMapping);
    expect(deployment.subArraysUsed).toBe(64);
    const copies = Object.fromEntries(deployment.layers.map((layer) => [layer.id, layer.lanes.length]));
    expect(Object.values(copies).at(-1)).toBe(1);
    expect(Math.max(...Object.values(copies))).toBeGreaterThan(1);
  });

  it("a chip that is too small is refused with the number that would do", () => {
    const small: ChipSpec = { ...edge, organization: { matsPerBank: 4, banksPerGroup: 13, groups: 1 } };
    expect(message(() => compileModel(model, small, defaultMapping)))
      .toMatch(/chip\.organization: .*needs 53 sub-arrays \(found 52 sub-arrays; allowed at least 53/);
    // The classifier has one pixel and so one copy.
    expect(message(() => compileModel(model, edge, { ...defaultMapping, replicas: 2 })))
      .toContain("mapping.replicas: 2 needs 105 sub-arrays");
  });

  it("too few rows, too narrow accumulators and too small a buffer are refused with what would do", () => {
    const array = (change: object): ChipSpec => ({ ...edge, array: { ...edge.array, ...change } });
    expect(message(() => compileModel(model, array({ rows: 15 }), defaultMapping)))
      .toContain("chip.array.rows: layer stem.conv needs 8 activation rows and at least 8 weight rows");
    expect(message(() => compileModel(model, array({ accumulatorBits: 20 }), defaultMapping)))
      .toMatch(/chip\.array\.accumulatorBits: sums of layer \S+ \(8 x 8 bits over \d+ columns\) need 2\d bits/);
    const buffer: ChipSpec = { ...edge, globalBuffer: { capacityBits: 1000, widthBits: 128 } };
    expect(message(() => compileModel(model, buffer, defaultMapping)))
      .toContain("chip.globalBuffer.capacity: feature maps of subnet 1.00x need");
  });
});

describe("work", () => {
  const independent = (channels: readonly number[]): { conv: number; fc: number } => {
    // Three stages of six 3x3 convolutions behind a stem, 32x32, 16x16 and 8x8 pixels: written out, not taken from the graph.
    const [a, b, c] = [channels[0]!, channels[7]!, channels[13]!];
    const stem = 1024 * 27 * a;
    const stage = (pixels: number, from: number, to: number): number => pixels * 9 * (from * to + 5 * to * to);
    return { conv: stem + stage(1024, a, a) + stage(256, a, b) + stage(64, b, c), fc: 10 * c };
  };

  it.each(
    [[0, 40_551_040], [1, 22_893_024], [2, 10_248_512], [3, 2_617_504]]
  )("MACs of subnet %i are exactly %i, bit operations 64 times the MACs", (s, macs) => {
    const network = model.subnets[s]!;
    const layers = network.layers.filter((layer) => layer.kind === "matrix");
    const { conv, fc } = independent(network.channels);
    expect(conv + fc).toBe(macs);
    expect(layers.reduce((sum, layer) => sum + layerMacs(network, layer), 0)).toBe(macs);
    const convBits = layers.filter((layer) => layer.source === "conv").reduce((sum, layer) => sum + layerBitOps(network, layer), 0);
    expect(convBits).toBe(64 * conv);
  });

  it("the schedule listing counts the same work", () => {
    const { deployment } = compileModel(model, edge, defaultMapping);
    const rows = describeSchedule(model.subnets[0]!, deployment, edge);
    expect(rows).toHaveLength(20);
    const first = rows[0]!;
    expect(first)
      .toMatchObject({ layer: "stem.conv", pixels: 1024, outChannels: 16, elements: 27, rowGroups: 1, chunks: 1, passesPerPixel: 16 * 64 });
    expect(first.bitsIn).toBe(1024 * 27 * 8);
    expect(rows.at(-1)).toMatchObject({ pixels: 1, outChannels: 10, elements: 64 });
  });
});

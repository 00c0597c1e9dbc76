// Winograd's convolution against the direct kernel, both in one process by turns, for the layer shapes of ResNet-20 at four widths:
// the measurement behind `isWinograd`. GFLOP/s count the operations of the direct convolution.
// Run: npm run -s bench -- convolution [--json]
import { createMemory, pagesFor } from "../sim/wasm/index.js";
import { Arena, floatsAt, intsAt } from "../workloads/tensor/arena.js";
import { addressing } from "../workloads/tensor/conv-geometry.js";
import { Kernels } from "../workloads/tensor/kernels.js";
import type { Feature, PackedConv, WeightSums } from "../workloads/tensor/kernels.js";
import { planeBytes } from "../workloads/tensor/plane.js";
import { tileOffsets, transformedWeightBytes, weightPointBytes, winogradBufferBytes } from "../workloads/tensor/winograd.js";
import type { WinogradConv } from "../workloads/tensor/winograd.js";

const IMAGES = 64;
const ROUNDS = 20;
/** [channels in, channels out, side]: the three stages at four widths, then the strided layers' way back. */
const SHAPES: readonly (readonly [number, number, number])[] = [
  [16, 16, 32], [12, 12, 32], [8, 8, 32], [4, 4, 32], [32, 32, 16], [24, 24, 16], [16, 16, 16], [8, 8, 16],
  [64, 64, 8], [48, 48, 8], [32, 32, 8], [16, 16, 8], [32, 16, 32], [8, 4, 32], [64, 32, 16],
];

interface Row {
  readonly shape: string;
  readonly directGflopS: number;
  readonly winogradRatio: number;
  readonly weightsDirectGflopS: number;
  readonly weightsWinogradRatio: number;
}

interface Layer {
  readonly kernels: Kernels;
  readonly x: Feature;
  readonly y: Feature;
  readonly direct: PackedConv;
  readonly winograd: WinogradConv;
  readonly sums: WeightSums;
}

function build(inputs: number, outputs: number, side: number): Layer {
  const shape = { height: side, width: side };
  const packedKernels = (inputs * outputs) / 4;
  const layOut = (arena: Arena) => {
    const feature = (channels: number): Feature =>
      ({ address: arena.allocate((IMAGES * channels + 1) * planeBytes(shape)), shape, channels, imageBytes: channels * planeBytes(shape) });
    return {
      scratch: arena.allocate(64), x: feature(inputs), y: feature(outputs), weights: arena.floats(
        9 * inputs * outputs
      ), table: arena.floats(9 * inputs),
      offsets: arena.floats(tileOffsets(shape).length), transformed: arena.allocate(
        transformedWeightBytes(packedKernels)
      ), buffer: arena.allocate(winogradBufferBytes(inputs + outputs)),
      sums: {
        packed: arena.floats(9 * inputs * outputs), transformed: arena.allocate(transformedWeightBytes(packedKernels)),
      }, end: arena.end,
    };
  };
  const at = layOut(new Arena(64));
  const pages = pagesFor(at.end);
  const memory = createMemory(pages);
  floatsAt(memory, at.x.address, (IMAGES * at.x.imageBytes) / 4).fill(0.5);
  floatsAt(memory, at.weights, 9 * inputs * outputs).fill(0.25);
  const { tapBytes, inputPlaneBytes } = addressing({ input: shape, output: shape, kernel: 3, stride: 1 });
  intsAt(memory, at.table, 9 * inputs)
    .set(Array.from({ length: 9 * inputs }, (_, term) => Math.floor(term / 9) * inputPlaneBytes + tapBytes[term % 9]!));
  intsAt(memory, at.offsets, tileOffsets(shape).length).set(tileOffsets(shape));
  const kernels = new Kernels(memory, { initialPages: pages }, at.scratch);
  kernels.winograd.transformWeights(at.weights, at.transformed, packedKernels, at.buffer);
  return {
    kernels, x: at.x, y: at.y, sums: at.sums,
    direct: { weights: at.weights, weightGroupBytes: 9 * 16 * inputs, table: at.table, taps: 9, stride: 1, winograd: null },
    winograd: { weights: at.transformed, weightGroupBytes: 16
      * inputs, weightPointBytes: weightPointBytes(packedKernels), offsets: at.offsets, buffer: at.buffer },
  };
}

/** Best time of each in milliseconds, by turns so that a busy machine slows all alike. */
function best(works: readonly (() => void)[]): number[] {
  const times = works.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round += 1) {
    works.forEach((work, n) => {
      const began = performance.now();
      work();
      times[n] = Math.min(times[n]!, performance.now() - began);
    });
  }
  return times;
}

function measure([inputs, outputs, side]: readonly [number, number, number]): Row {
  const { kernels, x, y, direct, winograd, sums } = build(inputs, outputs, side);
  const [conv, convFast, weights, weightsFast] = best([
    () => kernels.conv(x, direct, y, IMAGES, false),
    () => kernels.winograd.conv(x, winograd, y, IMAGES, false),
    () => kernels.convWeights(x, y, sums, direct, IMAGES),
    () => kernels.winograd.convWeights(x, y, sums.transformed, winograd, IMAGES),
  ]) as [number, number, number, number];
  const megaflop = (2 * 9 * IMAGES * inputs * outputs * side ** 2) / 1e6;
  return {
    shape: `${inputs} to ${outputs} at ${side}x${side}`, directGflopS: megaflop / conv, winogradRatio: conv / convFast,
    weightsDirectGflopS: megaflop / weights, weightsWinogradRatio: weights / weightsFast,
  };
}

const rows = SHAPES.map(measure);
if (process.argv.includes("--json")) console.log(JSON.stringify(rows));
else {
  for (const row of rows) {
    console.log(
      `${row.shape.padEnd(20)} conv ${row.directGflopS.toFixed(1)} GFLOP/s, Winograd ${row.winogradRatio.toFixed(2)} x; `
        + `weight gradient ${row.weightsDirectGflopS.toFixed(1)} GFLOP/s, Winograd ${row.weightsWinogradRatio.toFixed(2)} x`
    );
  }
}

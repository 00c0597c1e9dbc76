// What the kernel tests share: feature maps written to and read from WebAssembly memory as plain dense arrays.
import { createMemory } from "../../../../sim/wasm/index.js";
import { randomStream } from "../../../../sim/random.js";
import { Arena, floatsAt, intsAt } from "../../../../workloads/tensor/arena.js";
import { Kernels } from "../../../../workloads/tensor/kernels.js";
import type { Feature } from "../../../../workloads/tensor/kernels.js";
import { innerOffset, pitchOf, planeBytes, planeFloats } from "../../../../workloads/tensor/plane.js";
import type { PlaneShape } from "../../../../workloads/tensor/plane.js";

const PAGES = 64;
export const padded = (channels: number): number => 4 * Math.ceil(channels / 4);

/** Memory, kernels and random numbers of one test. */
export class KernelBench {
  readonly limits = { initialPages: PAGES };
  readonly memory = createMemory(PAGES);
  readonly arena = new Arena(64);
  readonly kernels = new Kernels(this.memory, this.limits, this.arena.allocate(64));
  readonly random = randomStream(3, "kernels");

  numbers(count: number): Float64Array {
    return Float64Array.from({ length: count }, () => Math.fround(this.random.normal()));
  }

  feature(shape: PlaneShape, channels: number, images = 1): Feature {
    const imageBytes = padded(channels) * planeBytes(shape);
    return { address: this.arena.allocate(images * imageBytes + planeBytes(shape)), shape, channels, imageBytes };
  }

  forEach(x: Feature, images: number, visit: (values: Float32Array, at: number, index: number) => void): void {
    const { height, width } = x.shape;
    for (let n = 0; n < images * x.channels; n += 1) {
      const at = x.address + Math.floor(n / x.channels) * x.imageBytes + (n % x.channels) * planeBytes(x.shape);
      const plane = floatsAt(this.memory, at, planeFloats(x.shape));
      for (let p = 0; p < height * width; p += 1) visit(
        plane, innerOffset(x.shape) + Math.floor(p / width) * pitchOf(x.shape) + (p % width), n * height * width + p
      );
    }
  }

  write(x: Feature, values: ArrayLike<number>, images = 1): void {
    this.forEach(x, images, (plane, at, index) => { plane[at] = values[index]!; });
  }

  read(x: Feature, images = 1): number[] {
    const values: number[] = [];
    this.forEach(x, images, (plane, at) => values.push(plane[at]!));
    return values;
  }

  table(offsets: readonly number[]): number {
    const at = this.arena.allocate(4 * offsets.length);
    intsAt(this.memory, at, offsets.length).set(offsets);
    return at;
  }
}

/** No element further off than the tolerance. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const worst = Math.max(...Array.from(expected, (value, n) => Math.abs(value - actual[n]!)));
  expect(worst).toBeLessThan(tolerance);
}

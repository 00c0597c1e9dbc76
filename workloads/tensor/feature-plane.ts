// One plane of a block of feature maps as floats, for layers that go pixel by pixel.
import type { WasmMemory } from "../../sim/wasm/index.js";
import { floatsAt } from "./arena.js";
import type { Feature } from "./kernels.js";
import { planeBytes, planeFloats } from "./plane.js";

/** With its borders: [height + 2][pitch]; pixels begin at innerOffset(x.shape). */
export const planeOf = (memory: WasmMemory, x: Feature, image: number, channel: number): Float32Array =>
  floatsAt(memory, x.address + image * x.imageBytes + channel * planeBytes(x.shape), planeFloats(x.shape));

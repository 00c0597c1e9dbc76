// A data set drawn by code: 32x32 colour images of ten silhouettes under rotation, scale, shear and shift, filled with one
// texture on another, with clutter before and behind, uneven light, low contrast at times, and noise. Made so that width
// matters: neither easy for a narrow network nor perfect for a wide one. Not a substitute for photographs.
import { randomStream } from "../../sim/random.js";
import type { RandomStream } from "../../sim/random.js";
import type { DatasetFamily, ImageSet, Split } from "./dataset.js";
import { SILHOUETTES } from "./silhouettes.js";
import type { Silhouette } from "./silhouettes.js";

const SIZE = 32;
const PIXELS = SIZE * SIZE;
/** Samples per pixel and direction of the silhouettes' edges. */
const SAMPLES = 2;
/** Largest rotation either way, in radians. */
const TILT = 0.9;
const SHAPES: readonly Silhouette[] = Object.values(SILHOUETTES);

type Colour = readonly [number, number, number];
/** Brightness offset of a texture at a pixel, about -1 to 1. */
type Texture = (x: number, y: number) => number;

/** Image i of the split of the seed; [3][32][32] bytes into `target` at `offset`; returns the label. */
export function drawProcedural(seed: number, split: Split, index: number, target: Uint8Array, offset: number): number {
  const random = randomStream(seed, "procedural", split, index);
  const label = random.int(SHAPES.length);
  const canvas = new Float64Array(3 * PIXELS);
  const background = colour(random, 20, 140);
  paint(canvas, null, background, texture(random), between(random, 0, 28));
  for (let n = random.int(3); n > 0; n -= 1) paint(canvas, clutter(random), colour(random), texture(random), between(random, 0, 25));
  const body = placed(random, SHAPES[label]!, between(random, 7.5, 12.5), 4);
  paint(canvas, body, distinctColour(random, background), texture(random), between(random, 0, 28));
  for (let n = random.int(2); n > 0; n -= 1) paint(canvas, clutter(random), colour(random), texture(random), between(random, 0, 25));
  expose(canvas, random, target, offset);
  return label;
}

const between = (random: RandomStream, low: number, high: number): number => low + (high - low) * random.next();

const colour = (random: RandomStream, low = 30, high = 225): Colour =>
  [between(random, low, high), between(random, low, high), between(random, low, high)];

/** A colour, mostly a lighter one, at some distance from another; the least distance decides how hard the hardest images are. */
function distinctColour(random: RandomStream, other: Colour): Colour {
  for (;;) {
    const candidate = colour(random, 90, 250);
    if (Math.hypot(candidate[0] - other[0], candidate[1] - other[1], candidate[2] - other[2]) > 70) return candidate;
  }
}

/** Stripes, checks, blobs or none, at a random scale and direction. */
function texture(random: RandomStream): Texture {
  const kind = random.int(4);
  const [angle, period, phase] = [between(random, 0, Math.PI), between(random, 3, 9), between(random, 0, 2 * Math.PI)];
  const [a, b] = [(2 * Math.PI * Math.cos(angle)) / period, (2 * Math.PI * Math.sin(angle)) / period];
  if (kind === 0) return (x, y) => Math.sin(a * x + b * y + phase);
  if (kind === 1) return (x, y) => (Math.sin(a * x + b * y + phase) * Math.sin(a * y - b * x + phase) > 0 ? 0.8 : -0.8);
  if (kind === 2) return (x, y) => 0.5 * (Math.sin(a * x + phase) + Math.sin(b * y + 2 * phase) * Math.cos(a * y - b * x));
  return () => 0;
}

/** A silhouette rotated, sheared, scaled to about `radius` pixels, at most `wander` pixels off the middle. */
function placed(random: RandomStream, shape: Silhouette, radius: number, wander: number): Silhouette {
  const [angle, squeeze, shear] = [between(random, -TILT, TILT), between(random, 0.8, 1.25), between(random, -0.2, 0.2)];
  const [cx, cy] = [SIZE / 2 + between(random, -wander, wander), SIZE / 2 + between(random, -wander, wander)];
  const [cos, sin] = [Math.cos(angle) / radius, Math.sin(angle) / radius];
  return (x, y) => {
    const u = (x - cx) * cos + (y - cy) * sin;
    const v = (y - cy) * cos - (x - cx) * sin;
    return shape((u + shear * v) * squeeze, v / squeeze);
  };
}

/** A bar or a small silhouette somewhere, never as large as the object. */
function clutter(random: RandomStream): Silhouette {
  if (random.next() < 0.5) return placed(random, (u, v) => Math.abs(u) < 0.16 && Math.abs(v) < 1, between(random, 6, 14), 15);
  return placed(random, SHAPES[random.int(SHAPES.length)]!, between(random, 2, 4.5), 15);
}

/** Paints a textured colour inside the silhouette (everywhere when null), edges smoothed by sampling. */
function paint(canvas: Float64Array, inside: Silhouette | null, fill: Colour, pattern: Texture, contrast: number): void {
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const cover = inside === null ? 1 : coverage(inside, x, y);
      if (cover === 0) continue;
      const light = contrast * pattern(x, y);
      for (let c = 0; c < 3; c += 1) {
        const at = c * PIXELS + y * SIZE + x;
        canvas[at] = canvas[at]! * (1 - cover) + (fill[c]! + light) * cover;
      }
    }
  }
}

function coverage(inside: Silhouette, x: number, y: number): number {
  let hits = 0;
  for (let sy = 0; sy < SAMPLES; sy += 1) {
    for (let sx = 0; sx < SAMPLES; sx += 1) if (inside(x + (sx + 0.5) / SAMPLES, y + (sy + 0.5) / SAMPLES)) hits += 1;
  }
  return hits / (SAMPLES * SAMPLES);
}

/** Uneven light and noise, then bytes. */
function expose(canvas: Float64Array, random: RandomStream, target: Uint8Array, offset: number): void {
  const [slopeX, slopeY, noise] = [between(random, -1.5, 1.5), between(random, -1.5, 1.5), between(random, 5, 26)];
  for (let n = 0; n < 3 * PIXELS; n += 1) {
    const [x, y] = [n % SIZE, Math.floor(n / SIZE) % SIZE];
    const value = canvas[n]! + slopeX * (x - SIZE / 2) + slopeY * (y - SIZE / 2) + noise * random.normal();
    target[offset + n] = Math.max(0, Math.min(255, Math.round(value)));
  }
}

/** The first `count` images of a split. */
export function drawProceduralSet(seed: number, split: Split, count: number): ImageSet {
  const images = new Uint8Array(count * 3 * PIXELS);
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) labels[n] = drawProcedural(seed, split, n, images, n * 3 * PIXELS);
  return { images, labels, count, channels: 3, height: SIZE, width: SIZE };
}

export const procedural: DatasetFamily = {
  summary: "drawn by code from a seed: ten textured silhouettes with clutter and noise, 32x32 colour",
  title: "procedural silhouettes",
  classes: Object.keys(SILHOUETTES),
  normalisation: { zeroPoint: 104, pixelScale: 64 },
  defaultCount: { train: 8_000, test: 2_000 },
  flip: true,
  source: { kind: "drawn", draw: drawProceduralSet },
};

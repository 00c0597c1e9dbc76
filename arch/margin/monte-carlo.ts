// The same probabilities by chance: cells and offsets drawn and summed. Rare crossings are drawn around the likeliest failure
// (importance sampling, mean shifted to the design point) and weighted back.

import type { RandomStream } from "../../sim/random.js";
import type { SenseLevel, Side } from "./sense-level.js";

export interface Estimate {
  readonly probability: number;
  /** Standard error. */
  readonly error: number;
}

/** Two standard normals a cell, one for the offset. */
const NORMALS_PER_CELL = 2;
const DESIGN_STEPS = 12;
const DIFFERENCE = 0.01;
/** Share of the reference that a design point may miss it by. */
const ASTRAY = 0.05;
const MOST_SIGMAS = 12;
const SCAN_STEP = 0.125;
/** Nearer failures come often enough without a shift. */
const NEAR = 1;

function conductance({ cells }: SenseLevel, z: Float64Array): number {
  let total = 0;
  for (let i = 0; i < cells.length; i++) total += cells[i]!.sample(z[NORMALS_PER_CELL * i]!, z[NORMALS_PER_CELL * i + 1]!);
  return total;
}

/** Sensed values (A or V) without the offset, `count` of them. */
export function sampleLevel(level: SenseLevel, count: number, random: RandomStream): Float64Array {
  const z = new Float64Array(NORMALS_PER_CELL * level.cells.length);
  return Float64Array.from({ length: count }, () => {
    draw(z, random);
    return level.sensing.sensedAt(conductance(level, z));
  });
}

/** P(crossing) from `samples` draws, in turn around each of the likeliest failures. */
export function sampleCrossing(level: SenseLevel, side: Side, referenceS: number, samples: number, random: RandomStream): Estimate {
  const fails = failure(level, side, referenceS);
  const z = new Float64Array(NORMALS_PER_CELL * level.cells.length + 1);
  const shifts = likeliestFailures(fails, z.length);
  let total = 0;
  let squares = 0;
  for (let sample = 0; sample < samples; sample++) {
    const shift = shifts[sample % shifts.length]!;
    for (let i = 0; i < z.length; i++) z[i] = random.normal() + shift[i]!;
    if (fails(z) < 0) continue;
    const weight = weightOf(z, shifts);
    total += weight;
    squares += weight * weight;
  }
  const probability = total / samples;
  return { probability, error: Math.sqrt(Math.max(0, squares / samples - probability ** 2) / samples) };
}

/** Density of the standard normals over that of what was drawn. */
function weightOf(z: Float64Array, shifts: readonly Float64Array[]): number {
  const exponents = shifts.map(
    (shift) => shift.reduce((sum, each) => sum + each * each, 0) / 2 - z.reduce((sum, each, i) => sum + each * shift[i]!, 0)
  );
  return exponents.length
    === 1 ? Math.exp(exponents[0]!) : shifts.length / exponents.reduce((sum, exponent) => sum + Math.exp(-exponent), 0);
}

/** Relative distance past the reference on the wrong side: positive is a failure. The offset is the last normal. */
function failure(level: SenseLevel, side: Side, referenceS: number): (z: Float64Array) => number {
  const { sensing } = level;
  const sign = side === "above" ? 1 : -1;
  return (z) => (sign * (conductance(level, z) - sensing.thresholdS(referenceS, z.at(-1)!))) / referenceS;
}

/**
 * The design point; where the search for it goes astray (a level with a tail far heavier than its middle), the nearest failures of single
 * normals.
 */
function likeliestFailures(fails: (z: Float64Array) => number, size: number): Float64Array[] {
  const point = designPoint(fails, size);
  const isFound = fails(new Float64Array(size)) >= 0 || Math.abs(fails(point)) < ASTRAY;
  const single = isFound ? [] : singleFailures(fails, size);
  const nearest = Math.min(...single.map((each) => Math.hypot(...each)));
  return single.length === 0 ? [point] : single.filter((each) => Math.hypot(...each) < nearest + NEAR);
}

/** Where failure begins along each normal, either way. */
function singleFailures(fails: (z: Float64Array) => number, size: number): Float64Array[] {
  const along = (axis: number, z: number): Float64Array => new Float64Array(size).fill(z, axis, axis + 1);
  const steps = Array.from({ length: MOST_SIGMAS / SCAN_STEP }, (_, n) => (n + 1) * SCAN_STEP);
  return Array.from({ length: size }, (_, axis) => axis).flatMap((axis) =>
    [-1, 1].flatMap((sign) => {
      const found = steps.find((z) => fails(along(axis, sign * z)) >= 0);
      return found === undefined ? [] : [along(axis, sign * found)];
    }));
}

/**
 * The likeliest failure: Hasofer-Lind-Rackwitz-Fiessler steps towards the nearest point where `fails` is zero; zeros where failure is
 * common.
 */
function designPoint(fails: (z: Float64Array) => number, size: number): Float64Array {
  let point = new Float64Array(size);
  if (fails(point) >= 0) return point;
  for (let step = 0; step < DESIGN_STEPS; step++) {
    const gradient = gradientAt(fails, point);
    const norm2 = gradient.reduce((sum, each) => sum + each * each, 0);
    if (norm2 === 0) return new Float64Array(size);
    const along = gradient.reduce((sum, each, i) => sum + each * point[i]!, 0);
    const length = (along - fails(point)) / norm2;
    point = gradient.map((each) => each * length);
  }
  return Math.hypot(...point) > NEAR ? point : new Float64Array(size);
}

function gradientAt(fails: (z: Float64Array) => number, point: Float64Array): Float64Array {
  return point.map((at, i) => {
    const [up, down] = [Float64Array.from(point), Float64Array.from(point)];
    up[i] = at + DIFFERENCE;
    down[i] = at - DIFFERENCE;
    return (fails(up) - fails(down)) / (2 * DIFFERENCE);
  });
}

function draw(z: Float64Array, random: RandomStream): void {
  for (let i = 0; i < z.length; i++) z[i] = random.normal();
}

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

/** P(crossing) from `samples` draws. */
export function sampleCrossing(level: SenseLevel, side: Side, referenceS: number, samples: number, random: RandomStream): Estimate {
  const fails = failure(level, side, referenceS);
  const z = new Float64Array(NORMALS_PER_CELL * level.cells.length + 1);
  const shift = designPoint(fails, z.length);
  const shiftNorm2 = shift.reduce((sum, each) => sum + each * each, 0);
  let total = 0;
  let squares = 0;
  for (let sample = 0; sample < samples; sample++) {
    let along = 0;
    for (let i = 0; i < z.length; i++) {
      z[i] = random.normal() + shift[i]!;
      along += z[i]! * shift[i]!;
    }
    if (fails(z) < 0) continue;
    const weight = Math.exp(shiftNorm2 / 2 - along);
    total += weight;
    squares += weight * weight;
  }
  const probability = total / samples;
  return { probability, error: Math.sqrt(Math.max(0, squares / samples - probability ** 2) / samples) };
}

/** Relative distance past the reference on the wrong side: positive is a failure. The offset is the last normal. */
function failure(level: SenseLevel, side: Side, referenceS: number): (z: Float64Array) => number {
  const { sensing } = level;
  const sign = side === "above" ? 1 : -1;
  return (z) => (sign * (conductance(level, z) - sensing.thresholdS(referenceS, z.at(-1)!))) / referenceS;
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

// The ten silhouettes of the procedural data set: is the point (u, v) of the object's own square [-1, 1]^2 inside?

export type Silhouette = (u: number, v: number) => boolean;

/** Distance from the centre at which an n-pointed star ends in the direction of (u, v). */
function starRadius(u: number, v: number, points: number, inner: number): number {
  const turn = (2 * Math.PI) / points;
  const angle = Math.atan2(u, v);
  const phase = Math.abs(angle - turn * Math.round(angle / turn)) / (turn / 2);
  return 1 - (1 - inner) * phase;
}

export const SILHOUETTES = {
  disc: (u, v) => u * u + v * v < 0.72,
  ring: (u, v) => u * u + v * v < 0.9 && u * u + v * v > 0.3,
  square: (u, v) => Math.abs(u) < 0.76 && Math.abs(v) < 0.76,
  frame: (u, v) => Math.max(Math.abs(u), Math.abs(v)) < 0.84 && Math.max(Math.abs(u), Math.abs(v)) > 0.46,
  triangle: (u, v) => v < 0.75 && v > -0.9 + 1.9 * Math.abs(u),
  cross: (u, v) => (Math.abs(u) < 0.3 && Math.abs(v) < 0.95) || (Math.abs(v) < 0.3 && Math.abs(u) < 0.95),
  star: (u, v) => Math.hypot(u, v) < starRadius(u, v, 5, 0.4),
  crescent: (u, v) => u * u + v * v < 0.85 && (u - 0.45) ** 2 + v * v > 0.5,
  hourglass: (u, v) => Math.abs(v) < 0.85 && Math.abs(u) < 0.12 + 0.8 * Math.abs(v),
  corner: (u, v) => Math.abs(u) < 0.85 && Math.abs(v) < 0.85 && (u < -0.25 || v > 0.25),
} as const satisfies Record<string, Silhouette>;

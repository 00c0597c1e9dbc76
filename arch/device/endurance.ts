// How long cells that are written again and again last, and what spreading the writes over more rows gains.
// Leaves out the spread of endurance over cells and its dependence on write current.

import { ConfigError } from "../../sim/errors.js";

export interface Wear {
  /** Writes of the busiest cell in one image. */
  readonly writesPerImage: number;
  readonly imagesPerS: number;
  /** Writes one cell survives. */
  readonly enduranceWrites: number;
}

/** s until the busiest cell reaches its endurance; Infinity when nothing is written. */
export function lifetimeS({ writesPerImage, imagesPerS, enduranceWrites }: Wear): number {
  return writesPerImage === 0 ? Infinity : enduranceWrites / (writesPerImage * imagesPerS);
}

/**
 * Writes per image and cell when `rows` activation rows move in turn through `freeRows` rows (rows / freeRows of the writes;
 * moving costs nothing here, as activations are rewritten anyway). Throws ConfigError for fewer free rows than rows.
 */
export function levelledWrites(writesPerImage: number, rows: number, freeRows: number): number {
  if (!(freeRows >= rows && rows >= 1)) throw new ConfigError({
    path: "freeRows", message: "wear-levelling needs at least the rows in use", found: String(freeRows), allowed: `${rows} or more`,
  });
  return (writesPerImage * rows) / freeRows;
}

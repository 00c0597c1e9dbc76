// A memory cell as plain numbers: what circuit models compute with, whatever its kind. Feature sizes are scaled to the process chosen.

import { ConfigError } from "../../sim/errors.js";
import type { CmosProcess } from "./cmos/index.js";
import {
  CELL_KINDS, kindOf, type CellReading, type CellWriting, type MemoryTechnology, type ResistanceSensing, type SensedTechnology,
} from "./cells/index.js";

export interface CellValues extends CellReading, CellWriting {
  /** Along the bitline and along the wordline. */
  readonly heightM: number;
  readonly widthM: number;
  readonly readAccessWidthM: number;
  readonly writeAccessWidthM: number;
  /** Of the two states, without the access device. */
  readonly lowOhm: number;
  readonly highOhm: number;
  /** A logical 1 is the state of high resistance. */
  readonly oneIsHigh: boolean;
  readonly hasSeparateReadWritePaths: boolean;
  readonly wordlinesPerRow: 1 | 2;
}

/** The cell of a technology drawn in a process, SI. */
export function resolveCell(technology: SensedTechnology, { featureSizeM }: CmosProcess): CellValues {
  const sensing = sensingOf(technology);
  const { areaF2, aspectRatio } = technology.cell;
  const [lowOhm, highOhm] = sensing.resistances(technology);
  const { readAccessWidthF, writeAccessWidthF, ...lines } = sensing.access(technology);
  return {
    heightM: Math.sqrt(areaF2.value * aspectRatio.value) * featureSizeM,
    widthM: Math.sqrt(areaF2.value / aspectRatio.value) * featureSizeM,
    readAccessWidthM: readAccessWidthF * featureSizeM,
    writeAccessWidthM: writeAccessWidthF * featureSizeM,
    lowOhm,
    highOhm,
    oneIsHigh: sensing.oneIsHigh(technology),
    ...lines,
    ...sensing.reading(technology),
    ...sensing.writing(technology),
  };
}

/** How the cells of a card are told apart by their resistance. */
export const sensingOf = <T extends SensedTechnology>(technology: T): ResistanceSensing<T> =>
  CELL_KINDS[technology.kind].sensing as unknown as ResistanceSensing<T>;

/** The card as one that an array can be built of. Throws ConfigError for a kind of cell that no array model takes. */
export function sensedTechnology(technology: MemoryTechnology): SensedTechnology {
  if (isSensed(technology)) return technology;
  const built = Object.entries(CELL_KINDS).filter(([, { sensing }]) => sensing !== null).map(([kind]) => kind);
  throw new ConfigError({
    path: "chip.technology",
    message: `no array model yet for cells of kind ${technology.kind} (${kindOf(technology).title})`,
    found: technology.name,
    allowed: `a technology of kind ${built.join(" or ")}`,
  });
}

const isSensed = (technology: MemoryTechnology): technology is SensedTechnology => kindOf(technology).sensing !== null;

/** Writes one cell of this card survives; Infinity for a kind that does not wear. */
export const enduranceWrites = (technology: MemoryTechnology): number => kindOf(technology).enduranceWrites(technology);

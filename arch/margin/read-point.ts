// Where a chip's cells are read: the memory element as it is there, the access device in series, the read voltage.

import { operatingJunction, operatingResistances, type OperatingJunction, type OperatingResistances } from "../device/index.js";
import { onResistance } from "../circuit/transistor.js";
import { resolveCell, type CmosProcess, type SensedKind, type SensedTechnology, type TechnologyOf } from "../technology/index.js";

/** By the kind of cell; `voltageV` is across access device and memory element. */
export type ReadPoint =
  | { readonly kind: "mtj"; readonly junction: OperatingJunction; readonly voltageV: number }
  | { readonly kind: "resistive"; readonly resistances: OperatingResistances; readonly voltageV: number };

export type ReadPointOf<K extends SensedKind> = Extract<ReadPoint, { readonly kind: K }>;

type Operate<T, P> = (technology: T, accessOhm: number, voltageV: number) => P;

const OPERATING: { readonly [K in SensedKind]: Operate<TechnologyOf<K>, ReadPointOf<K>> } = {
  mtj: (technology, accessOhm, voltageV) => ({ kind: "mtj", junction: operatingJunction(technology, accessOhm, voltageV), voltageV }),
  resistive: (technology, accessOhm, voltageV) => ({
    kind: "resistive", resistances: operatingResistances(technology, accessOhm), voltageV,
  }),
};

/** The access device by its resistance averaged over a transition, as in the circuit models. */
export function readPoint<T extends SensedTechnology>(technology: T, process: CmosProcess): ReadPointOf<T["kind"]> {
  const cell = resolveCell(technology, process);
  const operate = OPERATING[technology.kind] as unknown as Operate<T, ReadPointOf<T["kind"]>>;
  return operate(technology, onResistance(process, cell.readAccessWidthM, "n"), cell.readVoltageV);
}

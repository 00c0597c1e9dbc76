// A dynamic cell: one capacitor behind one access device (1T1C). Reading shares its charge with the bitline and destroys it, so it is
// written back; left alone it must be refreshed. No resistances and no wear. No circuit model takes it yet.

import type { Sourced } from "../../provenance/index.js";
import type { CellKind, CellLayout } from "./cell-kind.js";

/** What a card of this kind states. */
export interface DramCell {
  readonly kind: "dram";
  readonly cell: CellLayout & { readonly accessWidthF: Sourced };
  readonly storage: {
    readonly capacitanceF: Sourced;
    /** Every cell is rewritten within this time. */
    readonly refreshS: Sourced;
  };
  readonly read: {
    /** Share of the supply that bitlines wait at. */
    readonly prechargeShare: Sourced;
    /** Smallest bitline signal the sense latch resolves. */
    readonly minSenseVoltageV: Sourced;
  };
}

export const dram = {
  title: "one-transistor one-capacitor DRAM",
  retention: "refreshed",
  isMagnetic: false,
  sensing: null,
  enduranceWrites: () => Infinity,
} as const satisfies CellKind<DramCell>;

// A six-transistor static cell: two inverters that hold each other, read as a difference between two bitlines. No resistances and no
// wear. The SRAM of buffers is costed apart (arch/circuit/sram-buffer.ts); computing in such an array has no circuit model yet.

import type { Sourced } from "../../provenance/index.js";
import type { CellKind, CellLayout } from "./cell-kind.js";

/** What a card of this kind states. */
export interface SramCell {
  readonly kind: "sram";
  readonly cell: CellLayout & {
    readonly accessWidthF: Sourced;
    /** Of each inverter. */
    readonly pullDownWidthF: Sourced;
    readonly pullUpWidthF: Sourced;
  };
  /** Difference of the two bitlines at which the sense latch is fired. */
  readonly read: { readonly swingV: Sourced };
}

export const sram = {
  title: "six-transistor SRAM",
  retention: "while powered",
  isMagnetic: false,
  sensing: null,
  enduranceWrites: () => Infinity,
} as const satisfies CellKind<SramCell>;

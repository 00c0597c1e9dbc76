// A resistive cell (ReRAM): a filament in an oxide behind one access device (1T1R). Setting closes the filament (low resistance, a 1),
// resetting opens it. No junction, no magnet, no channel beside the cell. Leaves out forming, verify, drift and the boosted
// wordline that a write may need.

import type { Sourced } from "../../provenance/index.js";
import type { CellKind, CellLayout, WriteAct } from "./cell-kind.js";

/** One direction of writing. */
export interface ResistiveWrite {
  /** Across the cell without its access device. */
  readonly voltageV: Sourced;
  /** Compliance: what the access device lets through. */
  readonly currentA: Sourced;
  readonly pulseS: Sourced;
  /** Of switching one bit, where it is known; computed from current, supply and pulse otherwise. */
  readonly energyJ?: Sourced;
}

/** What a card of this kind states. */
export interface ResistiveCell {
  readonly kind: "resistive";
  readonly cell: CellLayout & { readonly accessWidthF: Sourced };
  /** Of the two states at the read voltage, without the access device. */
  readonly resistance: { readonly lowOhm: Sourced; readonly highOhm: Sourced };
  readonly read: {
    readonly voltageV: Sourced;
    /** Smallest bitline signal the sense latch resolves. */
    readonly minSenseVoltageV: Sourced;
    /** Of one cell while it is sensed, where it is known; computed from the levels otherwise. */
    readonly powerW?: Sourced;
  };
  readonly write: {
    /** To low resistance, which stores a 1. */
    readonly set: ResistiveWrite;
    /** To high resistance, a 0. */
    readonly reset: ResistiveWrite;
    /** Supply the write current is drawn from. */
    readonly supplyV: Sourced;
    /** Left across the access device while it carries the write current. */
    readonly accessDropV: Sourced;
  };
  readonly variation: {
    /** Relative standard deviations from cell to cell. */
    readonly sigmaLowResistance: Sourced;
    readonly sigmaHighResistance: Sourced;
    /** Standard deviation of the sense amplifier's offset, referred to its input. */
    readonly senseAmpOffsetV: Sourced;
  };
  /** Writes one cell survives. */
  readonly enduranceWrites: Sourced;
}

export const resistive = {
  title: "resistive cell",
  retention: "non-volatile",
  isMagnetic: false,
  sensing: {
    resistances: ({ resistance }) => [resistance.lowOhm.value, resistance.highOhm.value],
    oneIsHigh: () => false,
    reading: ({ read }) => ({
      readVoltageV: read.voltageV.value,
      minSenseVoltageV: read.minSenseVoltageV.value,
      statedReadPowerW: read.powerW?.value ?? null,
    }),
    writing: ({ write }) => ({
      set: writeAct(write.set),
      reset: writeAct(write.reset),
      writeSupplyV: write.supplyV.value,
      accessDropV: write.accessDropV.value,
    }),
    access: ({ cell }) => ({
      readAccessWidthF: cell.accessWidthF.value,
      writeAccessWidthF: cell.accessWidthF.value,
      hasSeparateReadWritePaths: false,
      wordlinesPerRow: 1,
    }),
  },
  enduranceWrites: ({ enduranceWrites }) => enduranceWrites.value,
} as const satisfies CellKind<ResistiveCell>;

// The cell is far from ohmic while it switches: its voltage over its current is what the write path sees.
const writeAct = ({ voltageV, currentA, pulseS, energyJ }: ResistiveWrite): WriteAct => ({
  currentA: currentA.value,
  pulseS: pulseS.value,
  elementOhm: voltageV.value / currentA.value,
  statedEnergyJ: energyJ?.value ?? null,
});

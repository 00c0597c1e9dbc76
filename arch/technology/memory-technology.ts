// What a memory technology states about itself. Shared code reads these properties and never asks for a name.
// Leaves out bias dependence of the junction, switching dynamics and retention (device models).

import type { Sourced } from "./provenance.js";

/** Either measured resistances, or what they follow from: RA product over the area of an ellipse, and TMR. */
export type Junction =
  | {
      readonly kind: "resistances";
      readonly resistanceParallelOhm: Sourced;
      readonly resistanceAntiParallelOhm: Sourced;
    }
  | {
      readonly kind: "resistance-area";
      readonly resistanceAreaOhmM2: Sourced;
      readonly majorAxisM: Sourced;
      readonly minorAxisM: Sourced;
      /** (R_AP - R_P) / R_P at low bias. */
      readonly tunnelMagnetoresistance: Sourced;
    };

/** The conductor the write current flows through: a heavy-metal channel, or the junction itself. */
export type WriteElement =
  | { readonly kind: "junction" }
  | { readonly kind: "channel"; readonly resistanceOhm: Sourced }
  | {
      readonly kind: "channel-geometry";
      readonly resistivityOhmM: Sourced;
      readonly lengthM: Sourced;
      readonly widthM: Sourced;
      readonly thicknessM: Sourced;
    };

/** Energy of switching one bit: computed from current, supply and pulse, or as the source states it. */
export type WriteEnergy =
  | { readonly kind: "joule" }
  | { readonly kind: "stated"; readonly setEnergyJ: Sourced; readonly resetEnergyJ: Sourced };

export interface MemoryTechnology {
  readonly name: string;
  readonly title: string;
  /** Node the figures belong to; the cell still scales with F when another node is chosen. */
  readonly nativeFeatureSizeM: Sourced;
  readonly isVolatile: boolean;
  /** Read and write currents take different paths, through different access devices. */
  readonly hasSeparateReadWritePaths: boolean;
  readonly wordlinesPerRow: 1 | 2;
  /** Magnetic state that stores a logical 1. */
  readonly oneState: "parallel" | "anti-parallel";
  readonly cell: {
    readonly areaF2: Sourced;
    /** Height (along the bitline) over width (along the wordline). */
    readonly aspectRatio: Sourced;
    readonly readAccessWidthF: Sourced;
    /** Equal to the read width where one device serves both. */
    readonly writeAccessWidthF: Sourced;
  };
  readonly junction: Junction;
  readonly read: {
    readonly voltageV: Sourced;
    /** Smallest bitline signal the sense latch resolves. */
    readonly minSenseVoltageV: Sourced;
  };
  readonly write: {
    /** To 1 and to 0. */
    readonly setCurrentA: Sourced;
    readonly resetCurrentA: Sourced;
    readonly setPulseS: Sourced;
    readonly resetPulseS: Sourced;
    /** Supply the write current is drawn from. */
    readonly supplyV: Sourced;
    /** Left across the access device while it carries the write current. */
    readonly accessDropV: Sourced;
    readonly element: WriteElement;
    readonly energy: WriteEnergy;
  };
  readonly variation: {
    /** Relative standard deviation of the RA product, cell to cell. */
    readonly sigmaResistanceArea: Sourced;
    readonly sigmaTunnelMagnetoresistance: Sourced;
  };
  /** Writes one cell survives. */
  readonly enduranceWrites: Sourced;
}

// A magnetic tunnel junction: two resistances set by a magnet, written by spin-orbit torque in a channel or through the junction itself.
// States what device models need too (bias dependence, free layer, switching); the models are in arch/device.

import type { Sourced } from "../../provenance/index.js";
import type { CellKind, CellLayout, WriteAct } from "./cell-kind.js";

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

/** How the free layer is switched. */
export type Switching =
  | {
      readonly kind: "spin-orbit";
      /**
       * Easy axis in the plane across the current (antidamping, has an incubation time), or out of the plane (needs an assist
       * field, has none).
       */
      readonly easyAxis: "in-plane" | "perpendicular";
      readonly spinHallAngle: Sourced;
      readonly spinDiffusionM: Sourced;
      /** Cross-section of the heavy metal under the junction. */
      readonly channelWidthM: Sourced;
      readonly channelThicknessM: Sourced;
      /** In-plane field along the current, or what replaces it; only a perpendicular axis needs it. */
      readonly assistFieldT: Sourced | null;
      /** Perpendicular only: the critical current rises by this time over the pulse. */
      readonly chargeTimeS: Sourced | null;
      /** Perpendicular only: relative spread of the critical current from cycle to cycle. */
      readonly criticalCurrentSpread: Sourced | null;
    }
  | { readonly kind: "spin-transfer" };

/** The magnet behind the resistances. */
export interface DeviceCard {
  /** Bias across the junction at which TMR has halved. A junction given by its resistances has them at the read voltage already. */
  readonly halfTmrVoltageV: Sourced;
  /** Barrier over k_B T at room temperature. */
  readonly thermalStability: Sourced;
  readonly curieTemperatureK: Sourced;
  readonly freeLayer: {
    readonly majorAxisM: Sourced;
    readonly minorAxisM: Sourced;
    readonly thicknessM: Sourced;
    readonly magnetisationAPerM: Sourced;
    readonly damping: Sourced;
  };
  /** Efficiency of spin transfer through the barrier: what a read current can disturb, and an STT write uses. */
  readonly spinTransferEfficiency: Sourced;
  readonly switching: Switching;
}

/** What a card of this kind states. */
export interface MtjCell {
  readonly kind: "mtj";
  /** Read and write currents take different paths, through different access devices. */
  readonly hasSeparateReadWritePaths: boolean;
  readonly wordlinesPerRow: 1 | 2;
  /** Magnetic state that stores a logical 1. */
  readonly oneState: "parallel" | "anti-parallel";
  readonly cell: CellLayout & {
    readonly readAccessWidthF: Sourced;
    /** Equal to the read width where one device serves both. */
    readonly writeAccessWidthF: Sourced;
  };
  readonly junction: Junction;
  readonly read: {
    readonly voltageV: Sourced;
    /** Smallest bitline signal the sense latch resolves. */
    readonly minSenseVoltageV: Sourced;
    /** Of one cell while it is sensed, where it is known; computed from the levels otherwise. */
    readonly powerW?: Sourced;
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
    /** Standard deviation of the sense amplifier's offset, referred to its input. */
    readonly senseAmpOffsetV: Sourced;
  };
  readonly device: DeviceCard;
  /** Writes one cell survives. */
  readonly enduranceWrites: Sourced;
}

export const mtj = {
  title: "magnetic tunnel junction",
  retention: "non-volatile",
  isMagnetic: true,
  sensing: {
    resistances: ({ junction }) => junctionResistances(junction),
    oneIsHigh: ({ oneState }) => oneState === "anti-parallel",
    reading: ({ read }) => ({
      readVoltageV: read.voltageV.value,
      minSenseVoltageV: read.minSenseVoltageV.value,
      statedReadPowerW: read.powerW?.value ?? null,
    }),
    writing: (card) => ({
      set: writeAct(card, "set"),
      reset: writeAct(card, "reset"),
      writeSupplyV: card.write.supplyV.value,
      accessDropV: card.write.accessDropV.value,
    }),
    access: ({ cell, hasSeparateReadWritePaths, wordlinesPerRow }) => ({
      readAccessWidthF: cell.readAccessWidthF.value,
      writeAccessWidthF: cell.writeAccessWidthF.value,
      hasSeparateReadWritePaths,
      wordlinesPerRow,
    }),
  },
  enduranceWrites: ({ enduranceWrites }) => enduranceWrites.value,
} as const satisfies CellKind<MtjCell>;

function writeAct({ write, junction }: MtjCell, direction: "set" | "reset"): WriteAct {
  const { energy } = write;
  return {
    currentA: write[`${direction}CurrentA`].value,
    pulseS: write[`${direction}PulseS`].value,
    elementOhm: elementResistance(write.element, junctionResistances(junction)),
    statedEnergyJ: energy.kind === "stated" ? energy[`${direction}EnergyJ`].value : null,
  };
}

/** R_P and R_AP in ohm; an elliptic junction has R_P = RA / (pi a b / 4), R_AP = R_P (1 + TMR). */
export function junctionResistances(junction: Junction): readonly [parallelOhm: number, antiParallelOhm: number] {
  if (junction.kind === "resistances") return [junction.resistanceParallelOhm.value, junction.resistanceAntiParallelOhm.value];
  const areaM2 = (Math.PI / 4) * junction.majorAxisM.value * junction.minorAxisM.value;
  const parallelOhm = junction.resistanceAreaOhmM2.value / areaM2;
  return [parallelOhm, parallelOhm * (1 + junction.tunnelMagnetoresistance.value)];
}

// rho L / (w t) of a channel. A junction that is written through itself passes both states on the way; their mean is what the current
// meets.
function elementResistance(element: WriteElement, [parallelOhm, antiParallelOhm]: readonly [number, number]): number {
  switch (element.kind) {
    case "junction": return (parallelOhm + antiParallelOhm) / 2;
    case "channel": return element.resistanceOhm.value;
    case "channel-geometry":
      return (element.resistivityOhmM.value * element.lengthM.value) / (element.widthM.value * element.thicknessM.value);
  }
}

// What `pimento margin` gives: plain JSON, finite SI numbers. reports/ reads nothing else.
import type { OperatingJunction, OperatingResistances, SwitchingPulse } from "../../arch/device/index.js";
import type { OperationMargin, RowYield, VariationSpec } from "../../arch/margin/index.js";

/** Samples of all levels of so many open rows. */
export interface LevelSamples {
  readonly rows: number;
  readonly unit: "A" | "V";
  /** Left edge of the first bin, and the width of each. */
  readonly start: number;
  readonly binWidth: number;
  /** Samples by count of ones, then bin. */
  readonly counts: readonly (readonly number[])[];
  readonly references: readonly LevelReference[];
}

/** One reference between levels and the operations that use it. */
export interface LevelReference {
  readonly gap: number;
  readonly value: number;
  /** Standard deviation of the amplifier's offset, as it moves this reference. */
  readonly offset: number;
  readonly operations: readonly string[];
}

/** How a cell of any kind is written, and how often it may be. */
export interface WriteReport {
  readonly set: SwitchingPulse;
  readonly reset: SwitchingPulse;
  readonly enduranceWrites: number;
}

/** The magnet behind a junction, at the chip's temperature. */
export interface MagnetReport extends WriteReport {
  readonly temperatureK: number;
  readonly thermalStability: number;
  /** s until half of single cells have flipped. */
  readonly retentionS: number;
  readonly criticalCurrentA: number;
  readonly setErrorRate: number;
  readonly resetErrorRate: number;
  /** In one parallel cell by one read of 10 ns. */
  readonly readDisturb: number;
  readonly readDurationS: number;
}

/** What a report says of the cell, by its kind. */
export type CellReport =
  | { readonly junction: OperatingJunction; readonly device: MagnetReport }
  | { readonly resistances: OperatingResistances; readonly device: WriteReport };

export type MarginReport = MarginFigures & CellReport;

interface MarginFigures {
  readonly format: "pimento-margin-1";
  readonly version: string;
  readonly program: string;
  readonly name: string;
  readonly seed: string;
  readonly technology: string;
  readonly variation: VariationSpec;
  readonly readVoltageV: number;
  readonly operations: readonly OperationMargin[];
  /** The level most often misread of all operations; null when none is. */
  readonly fragile: {
    readonly operation: string;
    readonly ones: number;
    readonly takenFor: "fewer-ones" | "more-ones";
    readonly errorRate: number;
  } | null;
  readonly samples: readonly LevelSamples[];
  readonly columns: number;
  readonly yield: readonly RowYield[];
}

// What `pimento margin` gives: plain JSON, finite SI numbers. reports/ reads nothing else.
import type { OperatingJunction, SwitchingPulse } from "../../arch/device/index.js";
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

/** The magnet behind the cell, at the chip's temperature. */
export interface DeviceReport {
  readonly temperatureK: number;
  readonly thermalStability: number;
  /** s until half of single cells have flipped. */
  readonly retentionS: number;
  readonly criticalCurrentA: number;
  readonly set: SwitchingPulse;
  readonly reset: SwitchingPulse;
  readonly setErrorRate: number;
  readonly resetErrorRate: number;
  /** In one parallel cell by one read of 10 ns. */
  readonly readDisturb: number;
  readonly readDurationS: number;
  readonly enduranceWrites: number;
}

export interface MarginReport {
  readonly format: "pimento-margin-1";
  readonly version: string;
  readonly program: string;
  readonly name: string;
  readonly seed: string;
  readonly technology: string;
  readonly variation: VariationSpec;
  readonly readVoltageV: number;
  readonly junction: OperatingJunction;
  readonly device: DeviceReport;
  readonly operations: readonly OperationMargin[];
  /** The level most often misread of all operations; null when none is. */
  readonly fragile: { readonly operation: string; readonly ones: number; readonly takenFor: "fewer-ones" | "more-ones"; readonly errorRate: number } | null;
  readonly samples: readonly LevelSamples[];
  readonly columns: number;
  readonly yield: readonly RowYield[];
}

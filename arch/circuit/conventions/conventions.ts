// A convention set: the constants and choices of the circuit models that physics does not decide.
// Circuits read these properties; they never ask for a set's name.

import type { Plain } from "../../provenance/index.js";
import type { Sourced } from "../../provenance/index.js";

/** Layout and sizing constants; lengths and widths in feature sizes. */
export interface CircuitConstants {
  readonly transistorWidthMinF: Sourced;
  /** One driver NMOS; larger ones are clipped. */
  readonly transistorWidthMaxF: Sourced;
  readonly contactF: Sourced;
  readonly contactToPolyF: Sourced;
  readonly polyToPolyF: Sourced;
  readonly pToNDiffusionF: Sourced;
  /** At the top and at the bottom of a gate. */
  readonly powerRailF: Sourced;
  /** Height lost to each finger of a folded device. */
  readonly foldingOverheadF: Sourced;
  /** P plus N region a gate is folded into, when its area and when its drain capacitance is computed. */
  readonly regionHeightAreaF: Sourced;
  readonly regionHeightCapacitanceF: Sourced;
  /** Share of the sum of device widths that leaks, averaged over input states. */
  readonly leakageNand2: Sourced;
  readonly leakageNand3: Sourced;
  /** Effort of one stage of a driver chain. */
  readonly stageEffort: Sourced;
  readonly chainStagesMax: Sourced;
  /** Up to that many lines are driven by the predecoder's outputs themselves. */
  readonly directLines: Sourced;
  readonly muxWidthMinF: Sourced;
  /** Multiplexer resistance over the low cell resistance, at most. */
  readonly muxDropShare: Sourced;
  readonly prechargeWidthF: Sourced;
  readonly equaliseWidthF: Sourced;
  readonly latchPmosWidthF: Sourced;
  readonly latchNmosWidthF: Sourced;
  readonly isolationWidthF: Sourced;
  readonly enableWidthF: Sourced;
  readonly senseMuxWidthF: Sourced;
  /** Current-to-voltage converter of one sense amplifier. */
  readonly converterAreaF2: Sourced;
  /** Power of VDD over the high-performance VDD its tabled energy is multiplied with. */
  readonly converterSupplyExponent: Sourced;
  /** Area and energy of each reference decision after the first, over those of the first converter. */
  readonly extraReferenceShare: Sourced;
}

export interface Conventions extends ConventionChoices {
  readonly constants: CircuitConstants;
}

export interface ConventionChoices {
  readonly title: string;
  /** Two output multiplexer levels of one line each are built although nothing uses them. */
  readonly buildsIdleOutputMultiplexers: boolean;
  /** Of two identical small predecoders only one leaks and fires. */
  readonly countsTwinPredecoderOnce: boolean;
  /** Predecoded lines carry the gates of the row decoders. */
  readonly loadsPredecodedLines: boolean;
  /** Column decoders and precharger see the slope of the row predecoder; otherwise their own predecoder's, or a step. */
  readonly handsRowSlopeToAll: boolean;
  /** The predecoders take a square strip along the whole sub-array; otherwise the corner beside the sense strip if they fit. */
  readonly predecodersTakeStrip: boolean;
  /** Select lines are loaded by the real multiplexer devices; otherwise by a minimum gate in every column. */
  readonly loadsSelectLinesWithMultiplexer: boolean;
  /** Leakage of the sense latch is multiplied by VDD once too often. */
  readonly squaresSenseLeakageVoltage: boolean;
  /** A precharger wider than its columns is folded without growing in height. */
  readonly foldsPrechargerFlat: boolean;
  /** Bringing all bitlines to the read voltage is paid at each sensing. */
  readonly chargesBitlines: boolean;
  /** Precharge follows the column select: only the columns a pass senses are charged and exposed, not all under the open rows. */
  readonly prechargesOnlySensedColumns: boolean;
  /** Cell power while sensing: the figure stated with the cell (twice, for its reference), or the currents of the levels from VDD. */
  readonly cellPower: "stated" | "from-levels";
  /** What the write path is: the read bitline and nothing else, or drivers, write lines and select devices of its own. */
  readonly writePath: "bitline" | "drivers";
  /** Second decoder strip and wordline for a technology with two wordlines per row. */
  readonly buildsSecondWordline: boolean;
  /** Chains that drive sensed bits out of the sub-array. */
  readonly buildsOutputDrivers: boolean;
  /** An array report's totals, reads and writes are of the memory without its computing circuits; those are listed apart. */
  readonly reportsPlainMemory: boolean;
}

export type CircuitConstantValues = Plain<CircuitConstants>;

// The conventions of the reference estimator (NVSim), slips included, so that results can be compared with it.
// One sub-array in one mat in one bank; no write driver, no output driver, one wordline per row.

import { assume, cite } from "../../provenance/index.js";
import type { Conventions } from "./conventions.js";

const SOURCE = "nvsim-2018";
const LAYOUT = "gate area rules (from CACTI)";
const SENSE = "sense amplifier widths (from CACTI 6.5)";

export const referenceConstants = {
  transistorWidthMinF: cite("1.5 F", SOURCE, "technology constants"),
  transistorWidthMaxF: cite("100 F", SOURCE, "technology constants"),
  contactF: cite("1 F", SOURCE, LAYOUT),
  contactToPolyF: cite("0.75 F", SOURCE, LAYOUT),
  polyToPolyF: cite("1.5 F", SOURCE, LAYOUT),
  pToNDiffusionF: cite("2 F", SOURCE, LAYOUT),
  powerRailF: cite("2 F", SOURCE, LAYOUT),
  foldingOverheadF: cite("3 F", SOURCE, LAYOUT),
  regionHeightAreaF: cite("40 F", SOURCE, LAYOUT),
  regionHeightCapacitanceF: cite("20 F", SOURCE, LAYOUT),
  leakageNand2: cite("0.48", SOURCE, "input-state averages"),
  leakageNand3: cite("0.31", SOURCE, "input-state averages"),
  stageEffort: cite("4", SOURCE, "driver chains", "as in Sutherland, Sproull and Harris"),
  chainStagesMax: cite("20", SOURCE, "driver chains"),
  directLines: cite("8", SOURCE, "row and column decoders", "eight or fewer lines have no NAND of their own"),
  muxWidthMinF: cite("9 F", SOURCE, "column multiplexer"),
  muxDropShare: cite("0.2", SOURCE, "column multiplexer"),
  prechargeWidthF: cite("6 F", SOURCE, "precharger"),
  equaliseWidthF: cite("1.5 F", SOURCE, "precharger"),
  latchPmosWidthF: cite("7.5 F", SOURCE, SENSE),
  latchNmosWidthF: cite("3.75 F", SOURCE, SENSE),
  isolationWidthF: cite("12.5 F", SOURCE, SENSE),
  enableWidthF: cite("5 F", SOURCE, SENSE),
  senseMuxWidthF: cite("9 F", SOURCE, SENSE),
  converterAreaF2: cite("50000 F^2", SOURCE, "current-to-voltage converter", "one fixed number, a thousand memory cells"),
  converterSupplyExponent: cite("0", SOURCE, "current-to-voltage converter", "one energy per node, whatever the supply"),
  extraReferenceShare: assume("0.25", { low: "0", high: "1" },
    "mirrored copies of the sensed current: only the mirror and its branch repeat"),
} satisfies Conventions["constants"];

export const reference = {
  title: "conventions of the reference estimator (NVSim), slips kept",
  constants: referenceConstants,
  buildsIdleOutputMultiplexers: true,
  countsTwinPredecoderOnce: true,
  loadsPredecodedLines: false,
  handsRowSlopeToAll: true,
  predecodersTakeStrip: true,
  loadsSelectLinesWithMultiplexer: false,
  squaresSenseLeakageVoltage: true,
  foldsPrechargerFlat: true,
  chargesBitlines: false,
  prechargesOnlySensedColumns: false,
  cellPower: "stated",
  writePath: "bitline",
  buildsSecondWordline: false,
  buildsOutputDrivers: false,
  reportsPlainMemory: true,
} satisfies Conventions;

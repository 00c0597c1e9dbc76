// STT-MRAM: one access device and one wordline, the write current flows through the junction.
// The cell of a public configuration file; its write energy is stated, not computed.

import type { MemoryTechnology } from "./cells/index.js";
import { assume, cite } from "../provenance/index.js";

const SOURCE = "nvmexplorer-stt";
const FILE = "STTRAM.cell";

export const sttMram = {
  kind: "mtj",
  name: "stt-mram",
  title: "STT-MRAM, cell file of NVMExplorer",
  nativeFeatureSizeM: assume("45 nm", { low: "22 nm", high: "65 nm" }, "the cell file states sizes in F and no node"),
  hasSeparateReadWritePaths: false,
  wordlinesPerRow: 1,
  oneState: "anti-parallel",
  cell: {
    areaF2: cite("54 F^2", SOURCE, FILE),
    aspectRatio: cite("1.46", SOURCE, FILE),
    readAccessWidthF: cite("6 F", SOURCE, FILE),
    writeAccessWidthF: cite("6 F", SOURCE, FILE, "the same device"),
  },
  junction: {
    kind: "resistances",
    resistanceParallelOhm: cite("3 kohm", SOURCE, FILE),
    resistanceAntiParallelOhm: cite("6 kohm", SOURCE, FILE),
  },
  read: {
    voltageV: cite("0.25 V", SOURCE, FILE),
    minSenseVoltageV: assume("25 mV", { low: "10 mV", high: "50 mV" }, "as in the sample MRAM cell shipped with NVSim"),
  },
  write: {
    setCurrentA: cite("80 uA", SOURCE, FILE),
    resetCurrentA: cite("80 uA", SOURCE, FILE),
    setPulseS: cite("10 ns", SOURCE, FILE),
    resetPulseS: cite("10 ns", SOURCE, FILE),
    supplyV: assume("1.2 V", { low: "1 V", high: "1.5 V" }, "no supply in the file; its 1 pJ at 80 uA and 10 ns means 1.25 V"),
    accessDropV: assume("0.15 V", { low: "0.05 V", high: "0.3 V" }, "as in the sample MRAM cell shipped with NVSim"),
    element: { kind: "junction" },
    energy: { kind: "stated", setEnergyJ: cite("1 pJ", SOURCE, FILE), resetEnergyJ: cite("1 pJ", SOURCE, FILE) },
  },
  variation: {
    sigmaResistanceArea: assume("5 %", { low: "2 %", high: "10 %" }, "practice of MRAM Monte Carlo runs, from general knowledge"),
    sigmaTunnelMagnetoresistance: assume("2 %", { low: "1 %", high: "5 %" }, "practice of MRAM Monte Carlo runs, from general knowledge"),
    senseAmpOffsetV: assume("5 mV", { low: "2 mV", high: "15 mV" },
      "not in the cell file; latch sense amplifiers lie at 5 to 15 mV, offset-cancelled ones at 1 to 3 mV"),
  },
  device: {
    halfTmrVoltageV: assume("0.5 V", { low: "0.3 V", high: "0.8 V" },
      "not in the cell file; used only for a junction that a config gives by its RA product"),
    thermalStability: assume("60", { low: "40", high: "80" }, "not in the cell file; ten years of an array want about 60 to 70"),
    curieTemperatureK: assume("1100 K", { low: "900 K", high: "1300 K" }, "CoFeB class"),
    freeLayer: {
      majorAxisM: assume("45 nm", { low: "30 nm", high: "60 nm" }, "not in the cell file; one feature size"),
      minorAxisM: assume("45 nm", { low: "30 nm", high: "60 nm" }, "not in the cell file; one feature size"),
      thicknessM: assume("1.3 nm", { low: "1 nm", high: "2 nm" }, "not in the cell file; perpendicular CoFeB"),
      magnetisationAPerM: assume("1000 kA/m", { low: "800 kA/m", high: "1200 kA/m" }, "not in the cell file; perpendicular CoFeB"),
      damping: assume("0.01", { low: "0.005", high: "0.02" }, "not in the cell file; perpendicular CoFeB"),
    },
    spinTransferEfficiency: assume("0.6", { low: "0.4", high: "0.8" }, "not in the cell file; MgO junctions"),
    switching: { kind: "spin-transfer" },
  },
  enduranceWrites: assume("1e10", { low: "1e6", high: "1e15" },
    "barrier stress limits STT; embedded parts guarantee 1e6, caches need 1e12"),
} satisfies MemoryTechnology;

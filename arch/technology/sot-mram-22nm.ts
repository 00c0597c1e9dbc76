// SOT-MRAM at 22 nm: the cell of a public buffer-benchmarking tool, with separate read and write access devices.
// The tool gives no variation, endurance or write supply; those are assumptions.

import type { MemoryTechnology } from "./cells/index.js";
import { assume, cite } from "../provenance/index.js";

const SOURCE = "neurosim-tpu-buffer";
const CELL = "22 nm SOT cell";

export const sotMram22nm = {
  kind: "mtj",
  name: "sot-mram-22nm",
  title: "SOT-MRAM, 22 nm cell of the NeuroSim buffer benchmark",
  nativeFeatureSizeM: cite("22 nm", SOURCE, CELL),
  hasSeparateReadWritePaths: true,
  wordlinesPerRow: 2,
  oneState: "anti-parallel",
  cell: {
    areaF2: cite("140 F^2", SOURCE, CELL, "14.3 F x 9.8 F"),
    aspectRatio: assume("1.459", { low: "0.685", high: "1.459" }, "14.3 F over 9.8 F; which side runs along the bitline is a guess"),
    readAccessWidthF: cite("8.27 F", SOURCE, CELL),
    writeAccessWidthF: cite("33.09 F", SOURCE, CELL, "folded inside the cell"),
  },
  junction: {
    kind: "resistances",
    resistanceParallelOhm: cite("10 kohm", SOURCE, CELL),
    resistanceAntiParallelOhm: cite("20.4 kohm", SOURCE, CELL),
  },
  read: {
    voltageV: cite("0.5 V", SOURCE, CELL),
    minSenseVoltageV: assume("25 mV", { low: "10 mV", high: "50 mV" }, "not in the source; as in public MRAM cell files"),
  },
  write: {
    setCurrentA: cite("330 uA", SOURCE, CELL),
    resetCurrentA: assume("330 uA", { low: "250 uA", high: "400 uA" },
      "only the set current was seen; spin-orbit switching is symmetrical to first order"),
    setPulseS: cite("1 ns", SOURCE, CELL),
    resetPulseS: assume("1 ns", { low: "0.5 ns", high: "2 ns" }, "as for set"),
    supplyV: assume("0.8 V", { low: "0.7 V", high: "1 V" }, "the source writes at the node's VDD; 0.8 V taken for 22 nm"),
    accessDropV: assume("0.15 V", { low: "0.05 V", high: "0.3 V" }, "not in the source; as in public MRAM cell files"),
    element: { kind: "channel", resistanceOhm: cite("670 ohm", SOURCE, CELL) },
    energy: { kind: "joule" },
  },
  variation: {
    sigmaResistanceArea: assume("5 %", { low: "2 %", high: "10 %" },
      "not in the source; measured in-plane SOT device-to-device spread is below 6.35 %"),
    sigmaTunnelMagnetoresistance: assume("2 %", { low: "1 %", high: "5 %" }, "not in the source; as for sot-mram"),
    senseAmpOffsetV: assume("5 mV", { low: "2 mV", high: "15 mV" },
      "not in the source; latch sense amplifiers lie at 5 to 15 mV, offset-cancelled ones at 1 to 3 mV"),
  },
  device: {
    halfTmrVoltageV: assume("0.5 V", { low: "0.3 V", high: "0.8 V" },
      "not in the source; used only for a junction that a config gives by its RA product"),
    thermalStability: assume("60", { low: "40", high: "80" },
      "not in the source, which gives no magnet; ten years of an array want about 60 to 70"),
    curieTemperatureK: assume("1100 K", { low: "900 K", high: "1300 K" }, "CoFeB class"),
    freeLayer: {
      majorAxisM: assume("50 nm", { low: "35 nm", high: "60 nm" },
        "not in the source, which gives no magnet; published perpendicular SOT pillars"),
      minorAxisM: assume("50 nm", { low: "35 nm", high: "60 nm" },
        "not in the source, which gives no magnet; published perpendicular SOT pillars"),
      thicknessM: assume("1 nm", { low: "0.8 nm", high: "1.5 nm" }, "not in the source, which gives no magnet; perpendicular CoFeB"),
      magnetisationAPerM: assume("1000 kA/m", { low: "800 kA/m", high: "1200 kA/m" },
        "not in the source, which gives no magnet; perpendicular CoFeB"),
      damping: assume("0.015", { low: "0.005", high: "0.03" }, "not in the source, which gives no magnet; CoFeB on a heavy metal"),
    },
    spinTransferEfficiency: assume("0.6", { low: "0.4", high: "0.8" }, "not in the source, which gives no magnet; MgO junctions"),
    switching: {
      kind: "spin-orbit",
      easyAxis: "perpendicular",
      spinHallAngle: assume("0.4", { low: "0.2", high: "0.6" }, "not in the source, which gives no magnet; beta-tungsten class"),
      spinDiffusionM: assume("1.4 nm", { low: "1 nm", high: "2.5 nm" }, "not in the source, which gives no magnet; beta-tungsten class"),
      channelWidthM: assume("60 nm", { low: "50 nm", high: "100 nm" },
        "not in the source, which gives no magnet; a little wider than the pillar"),
      channelThicknessM: assume("3.5 nm", { low: "3 nm", high: "5 nm" }, "not in the source, which gives no magnet"),
      assistFieldT: assume("20 mT", { low: "5 mT", high: "50 mT" },
        "not in the source, which gives no magnet; a built-in magnet or the exchange bias of a field-free cell"),
      chargeTimeS: assume("0.3 ns", { low: "0.1 ns", high: "1 ns" },
        "not in the source, which gives no magnet; measured critical currents rise inversely with the pulse below a nanosecond"),
      criticalCurrentSpread: assume("5 %", { low: "2 %", high: "10 %" },
        "not in the source, which gives no magnet; width of published switching probability curves"),
    },
  },
  enduranceWrites: assume("1e12", { low: "5e10", high: "1e15" }, "published SOT devices: above 5e10, 1e11, 1e12 and 1e15 writes"),
} satisfies MemoryTechnology;

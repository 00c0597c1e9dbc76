// SOT-MRAM at 22 nm: the cell of a public buffer-benchmarking tool, with separate read and write access devices.
// The tool gives no variation, endurance or write supply; those are assumptions.

import type { MemoryTechnology } from "./memory-technology.js";
import { assume, cite } from "./provenance.js";

const SOURCE = "neurosim-tpu-buffer";
const CELL = "22 nm SOT cell";

export const sotMram22nm = {
  name: "sot-mram-22nm",
  title: "SOT-MRAM, 22 nm cell of the NeuroSim buffer benchmark",
  nativeFeatureSizeM: cite("22 nm", SOURCE, CELL),
  isVolatile: false,
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
    resetCurrentA: assume("330 uA", { low: "250 uA", high: "400 uA" }, "only the set current was seen; spin-orbit switching is symmetrical to first order"),
    setPulseS: cite("1 ns", SOURCE, CELL),
    resetPulseS: assume("1 ns", { low: "0.5 ns", high: "2 ns" }, "as for set"),
    supplyV: assume("0.8 V", { low: "0.7 V", high: "1 V" }, "the source writes at the node's VDD; 0.8 V taken for 22 nm"),
    accessDropV: assume("0.15 V", { low: "0.05 V", high: "0.3 V" }, "not in the source; as in public MRAM cell files"),
    element: { kind: "channel", resistanceOhm: cite("670 ohm", SOURCE, CELL) },
    energy: { kind: "joule" },
  },
  variation: {
    sigmaResistanceArea: assume("5 %", { low: "2 %", high: "10 %" }, "not in the source; measured in-plane SOT device-to-device spread is below 6.35 %"),
    sigmaTunnelMagnetoresistance: assume("2 %", { low: "1 %", high: "5 %" }, "not in the source; as for sot-mram"),
  },
  enduranceWrites: assume("1e12", { low: "5e10", high: "1e15" }, "published SOT devices: above 5e10, 1e11, 1e12 and 1e15 writes"),
} satisfies MemoryTechnology;

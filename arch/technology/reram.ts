// ReRAM: a filament cell behind one access device. The cell of a public configuration file, which gives no material; what the file
// leaves out (spread, endurance, supply) is assumed from what is usual of hafnium oxide.

import { assume, cite } from "../provenance/index.js";
import type { MemoryTechnology } from "./cells/index.js";

const SOURCE = "nvmexplorer-rram";
const FILE = "RRAM.cell";

export const reram = {
  kind: "resistive",
  name: "reram",
  title: "ReRAM behind one access device, cell file of NVMExplorer",
  nativeFeatureSizeM: assume("45 nm", { low: "22 nm", high: "65 nm" }, "the cell file states sizes in F and no node"),
  cell: {
    areaF2: cite("53 F^2", SOURCE, FILE),
    aspectRatio: cite("1", SOURCE, FILE),
    accessWidthF: cite("6 F", SOURCE, FILE),
  },
  resistance: {
    lowOhm: cite("1 Mohm", SOURCE, FILE, "at the read voltage; 100 kohm at the write voltages"),
    highOhm: cite("10 Mohm", SOURCE, FILE, "at the read voltage"),
  },
  read: {
    voltageV: cite("0.4 V", SOURCE, FILE),
    minSenseVoltageV: assume("25 mV", { low: "10 mV", high: "50 mV" }, "not in the cell file; as in public MRAM cell files"),
    powerW: cite("0.16 uW", SOURCE, FILE),
  },
  write: {
    set: {
      voltageV: cite("2 V", SOURCE, FILE),
      currentA: assume("30 uA", { low: "20 uA", high: "60 uA" },
        "not in the cell file; its 0.6 pJ at 2 V and 10 ns means 30 uA, its 100 kohm at 2 V 20 uA"),
      pulseS: cite("10 ns", SOURCE, FILE),
      energyJ: cite("0.6 pJ", SOURCE, FILE),
    },
    reset: {
      voltageV: cite("2 V", SOURCE, FILE),
      currentA: assume("30 uA", { low: "20 uA", high: "60 uA" }, "as for set"),
      pulseS: cite("10 ns", SOURCE, FILE),
      energyJ: cite("0.6 pJ", SOURCE, FILE),
    },
    supplyV: assume("2.5 V", { low: "2.2 V", high: "3.3 V" },
      "not in the cell file; the cell's 2 V, its access device and the lines in series, from the supply of inputs and outputs"),
    accessDropV: assume("0.15 V", { low: "0.05 V", high: "0.3 V" }, "not in the cell file; as in public MRAM cell files"),
  },
  variation: {
    sigmaLowResistance: assume("10 %", { low: "5 %", high: "20 %" },
      "not in the cell file; a verified write of hafnium oxide, from general knowledge"),
    sigmaHighResistance: assume("25 %", { low: "10 %", high: "35 %" },
      "not in the cell file; the open filament spreads more than the closed one, from general knowledge"),
    senseAmpOffsetV: assume("5 mV", { low: "2 mV", high: "15 mV" },
      "not in the cell file; latch sense amplifiers lie at 5 to 15 mV, offset-cancelled ones at 1 to 3 mV"),
  },
  enduranceWrites: assume("1e6", { low: "1e5", high: "1e10" },
    "not in the cell file; arrays of hafnium oxide are quoted at 1e5 to 1e7, single cells up to 1e10 and more, from general knowledge"),
} satisfies MemoryTechnology;

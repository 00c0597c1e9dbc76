// SOT-MRAM at 45 nm: the spin-Hall MTJ set the PIM literature of this family shares.
// The papers' tables could not be opened, so every figure is an assumption; they agree with each other (RA / area gives the R_P quoted).

import type { MemoryTechnology } from "./cells/index.js";
import { assume } from "../provenance/index.js";

const FAMILY = "family's SHE-MTJ set, from general knowledge of its papers, not seen";

export const sotMram = {
  kind: "mtj",
  name: "sot-mram",
  title: "SOT-MRAM, 45 nm spin-Hall MTJ set of the PIM literature (assumed)",
  nativeFeatureSizeM: assume("45 nm", { low: "45 nm", high: "45 nm" }, FAMILY),
  hasSeparateReadWritePaths: true,
  wordlinesPerRow: 2,
  oneState: "anti-parallel",
  cell: {
    areaF2: assume("69 F^2", { low: "50 F^2", high: "140 F^2" }, FAMILY),
    aspectRatio: assume("1.91", { low: "0.52", high: "1.91" }, `${FAMILY}; its direction (height over width) is a guess`),
    readAccessWidthF: assume("4.5 F", { low: "3 F", high: "9 F" }, FAMILY),
    writeAccessWidthF: assume("4.5 F", { low: "3 F", high: "33 F" }, `${FAMILY}; one width is given for both devices`),
  },
  junction: {
    kind: "resistance-area",
    resistanceAreaOhmM2: assume("10.58 ohm um^2", { low: "5 ohm um^2", high: "20 ohm um^2" }, FAMILY),
    majorAxisM: assume("60 nm", { low: "50 nm", high: "70 nm" }, FAMILY),
    minorAxisM: assume("40 nm", { low: "35 nm", high: "50 nm" }, FAMILY),
    tunnelMagnetoresistance: assume("171.2 %", { low: "100 %", high: "200 %" }, FAMILY),
  },
  read: {
    voltageV: assume("0.25 V", { low: "0.1 V", high: "0.5 V" }, "no figure seen; the usual value of public MRAM cell files"),
    minSenseVoltageV: assume("25 mV", { low: "10 mV", high: "50 mV" }, "no figure seen; as in public MRAM cell files"),
  },
  write: {
    setCurrentA: assume("100 uA", { low: "60 uA", high: "330 uA" },
      "no figure seen; 5.6e11 A/m2 in the channel, and what the access device can pass"),
    resetCurrentA: assume("100 uA", { low: "60 uA", high: "330 uA" }, "spin-orbit switching is symmetrical to first order"),
    setPulseS: assume("1 ns", { low: "0.3 ns", high: "10 ns" },
      "device switching of 0.3 to 1 ns is published; the array cycle is longer and is computed apart"),
    resetPulseS: assume("1 ns", { low: "0.3 ns", high: "10 ns" }, "as for set"),
    supplyV: assume("1 V", { low: "0.7 V", high: "1.2 V" }, `${FAMILY}: VDD 1 V`),
    accessDropV: assume("0.15 V", { low: "0.05 V", high: "0.3 V" }, "no figure seen; as in public MRAM cell files"),
    element: {
      kind: "channel-geometry",
      resistivityOhmM: assume("200 uohm cm", { low: "100 uohm cm", high: "300 uohm cm" },
        "beta-tungsten class; 160 to 200 in public models"),
      lengthM: assume("100 nm", { low: "60 nm", high: "150 nm" }, FAMILY),
      widthM: assume("60 nm", { low: "50 nm", high: "80 nm" }, FAMILY),
      thicknessM: assume("3 nm", { low: "3 nm", high: "5 nm" }, FAMILY),
    },
    energy: { kind: "joule" },
  },
  variation: {
    sigmaResistanceArea: assume("5 %", { low: "2 %", high: "10 %" }, "practice of the family's Monte Carlo runs, from general knowledge"),
    sigmaTunnelMagnetoresistance: assume("2 %", { low: "1 %", high: "5 %" },
      "practice of the family's Monte Carlo runs, from general knowledge"),
    senseAmpOffsetV: assume("5 mV", { low: "2 mV", high: "15 mV" },
      "no figure seen; latch sense amplifiers lie at 5 to 15 mV, offset-cancelled ones at 1 to 3 mV"),
  },
  device: {
    halfTmrVoltageV: assume("0.5 V", { low: "0.3 V", high: "0.8 V" },
      "no figure seen; MgO junctions lose half of their TMR at 0.4 to 0.6 V"),
    thermalStability: assume("60", { low: "40", high: "80" }, "no figure seen; ten years of an array want about 60 to 70"),
    curieTemperatureK: assume("1100 K", { low: "900 K", high: "1300 K" }, "CoFeB class"),
    freeLayer: {
      majorAxisM: assume("60 nm", { low: "50 nm", high: "70 nm" }, FAMILY),
      minorAxisM: assume("40 nm", { low: "35 nm", high: "50 nm" }, FAMILY),
      thicknessM: assume("2 nm", { low: "1 nm", high: "2.5 nm" }, FAMILY),
      magnetisationAPerM: assume("850 kA/m", { low: "800 kA/m", high: "1200 kA/m" }, FAMILY),
      damping: assume("0.007", { low: "0.005", high: "0.02" }, FAMILY),
    },
    spinTransferEfficiency: assume("0.6", { low: "0.4", high: "0.8" }, "no figure seen; MgO junctions"),
    switching: {
      kind: "spin-orbit",
      easyAxis: "in-plane",
      spinHallAngle: assume("0.3", { low: "0.15", high: "0.6" }, FAMILY),
      spinDiffusionM: assume("1.4 nm", { low: "1 nm", high: "2.5 nm" }, "no figure seen; beta-tungsten class"),
      channelWidthM: assume("60 nm", { low: "50 nm", high: "80 nm" }, FAMILY),
      channelThicknessM: assume("3 nm", { low: "3 nm", high: "5 nm" }, FAMILY),
      assistFieldT: null,
      chargeTimeS: null,
      criticalCurrentSpread: null,
    },
  },
  enduranceWrites: assume("1e12", { low: "5e10", high: "1e15" }, "published SOT devices: above 5e10, 1e11, 1e12 and 1e15 writes"),
} satisfies MemoryTechnology;

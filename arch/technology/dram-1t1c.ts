// DRAM of one transistor and one capacitor: round figures of commodity parts. Has a card and no array model yet.

import { assume } from "../provenance/index.js";
import type { MemoryTechnology } from "./cells/index.js";

const USUAL = "usual of commodity DRAM, from general knowledge";

export const dram1t1c = {
  kind: "dram",
  name: "dram-1t1c",
  title: "DRAM of one transistor and one capacitor (assumed)",
  nativeFeatureSizeM: assume("22 nm", { low: "22 nm", high: "45 nm" },
    "the smallest node of the CMOS tables; DRAM processes are smaller and slower"),
  cell: {
    areaF2: assume("6 F^2", { low: "6 F^2", high: "8 F^2" }, USUAL),
    aspectRatio: assume("1.5", { low: "0.67", high: "2" }, `3 F by 2 F, ${USUAL}; its direction is a guess`),
    accessWidthF: assume("1 F", { low: "1 F", high: "2 F" }, USUAL),
  },
  storage: {
    capacitanceF: assume("20 fF", { low: "10 fF", high: "30 fF" }, USUAL),
    refreshS: assume("64 ms", { low: "32 ms", high: "64 ms" }, USUAL),
  },
  read: {
    prechargeShare: assume("50 %", { low: "50 %", high: "100 %" }, USUAL),
    minSenseVoltageV: assume("50 mV", { low: "20 mV", high: "100 mV" }, "latch sense amplifiers with offset, from general knowledge"),
  },
} satisfies MemoryTechnology;

// SRAM of six transistors: the cell of the reference estimator's file. Has a card and no array model yet.

import { assume, cite } from "../provenance/index.js";
import type { MemoryTechnology } from "./cells/index.js";

const SOURCE = "nvsim-2018";
const FILE = "SRAM.cell";

export const sram6t = {
  kind: "sram",
  name: "sram-6t",
  title: "SRAM of six transistors, cell file of NVSim",
  nativeFeatureSizeM: assume("45 nm", { low: "22 nm", high: "65 nm" }, "the cell file states sizes in F and no node"),
  cell: {
    areaF2: cite("146 F^2", SOURCE, FILE),
    aspectRatio: cite("1.46", SOURCE, FILE),
    accessWidthF: cite("1.31 F", SOURCE, FILE),
    pullDownWidthF: cite("2.08 F", SOURCE, FILE),
    pullUpWidthF: cite("1.23 F", SOURCE, FILE),
  },
  read: { swingV: assume("0.15 V", { low: "0.1 V", high: "0.3 V" }, "what a latch sense amplifier with offset needs") },
} satisfies MemoryTechnology;

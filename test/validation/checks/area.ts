// Areas and area overheads of papers of this family.

import { arrayOf, rangeOf, type Check } from "../check.js";

const MUXES = ["1", "8"];

export const AREA: readonly Check[] = [
  {
    title: "Area that computing adds to the array", unit: "%", config: "", unknowns: "one sense amplifier per column or per 8 columns",
    anchor: {
      low: 0, high: 0.1, source: "PIM-Aligner, DATE 2020 (abstract): below 10 % of the chip; a claim of the whole family",
      evidence: "quoted",
    },
    ours: () => rangeOf(MUXES.map((mux) => arrayOf("", { "chip.array.senseAmpMux": mux }).computingOverheadRatio)),
    tolerance: 0, expected: "not met", accepted: { low: 0.111834, high: 0.299054 },
    reason: "Ours has all six operations, latches, a bit counter and a shift-accumulator, over the array alone; the paper's share is of the chip, of one sense-amplifier add-on. With a multiplexer of 8 and only AND and the counter ours is 6 % (docs/circuits.md).",
    deviation: 3,
  },
  {
    title: "Area of one 256 x 512 sub-array", unit: "m^2", config: "",
    unknowns: "plain memory or with computing, one sense amplifier per column or per 8 columns",
    anchor: {
      low: 0.018e-6, high: 0.018e-6, source: "ISVLSI 2019 comparison, SOT-MRAM (notes): 0.018 mm2, about one sub-array",
      evidence: "second-hand",
    },
    ours: () => rangeOf(MUXES.flatMap((mux) => {
      const { plainMemory, computingArray } = arrayOf("", { "chip.array.senseAmpMux": mux });
      return [plainMemory.areaM2, computingArray.areaM2];
    })),
    tolerance: 0.1, expected: "not met", accepted: { low: 0.0246293e-6, high: 0.0413924e-6 },
    reason: "That what was counted is one sub-array is our reading. Our cells alone (69 F^2 at 45 nm) are 0.0183 mm2: the published figure leaves no room for what stands around them.",
    deviation: 3,
  },
];

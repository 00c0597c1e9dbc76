// The default conventions: the reference's with its slips mended and what it lacks added.
// Missing still: sense timing chain, wells and guard rings, repair rows.

import { assume } from "../../provenance/index.js";
import type { Conventions } from "./conventions.js";
import { referenceConstants } from "./reference.js";

export const pimento = {
  title: "slips of the reference mended; write drivers, output drivers and second wordlines built",
  constants: {
    ...referenceConstants,
    converterAreaF2: assume("5000 F^2", { low: "1000 F^2", high: "50000 F^2" },
      "about forty devices of 6 x 20 F; the reference's 50000 is a single unsourced number that would make the sense strip "
        + "four times the cells without a multiplexer"),
    converterSupplyExponent: assume("1", { low: "0", high: "2" },
      "the tabled energy was simulated once per node, taken to be at the high-performance supply; a bias current from a lower "
        + "supply costs proportionally less"),
  },
  buildsIdleOutputMultiplexers: false,
  countsTwinPredecoderOnce: false,
  loadsPredecodedLines: true,
  handsRowSlopeToAll: false,
  predecodersTakeStrip: false,
  loadsSelectLinesWithMultiplexer: true,
  squaresSenseLeakageVoltage: false,
  foldsPrechargerFlat: false,
  chargesBitlines: true,
  prechargesOnlySensedColumns: true,
  cellPower: "from-levels",
  writePath: "drivers",
  buildsSecondWordline: true,
  buildsOutputDrivers: true,
  reportsPlainMemory: false,
} satisfies Conventions;

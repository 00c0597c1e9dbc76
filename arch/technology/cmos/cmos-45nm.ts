// CMOS at 45 nm: transistor projections per roadmap on the 300 to 400 K grid, wires and sense converter, as generated the reference arrays.
// Wires are the aggressive set. Projections run ahead of the silicon of their time by about half in drive current.

import { cmosNode } from "./cmos-node.js";

export const cmos45nm = cmosNode({
  featureSizeM: 45e-9,
  roadmaps: {
    HP: {
      project: "hp-bulk-2010",
      vddV: 1,
      thresholdV: 0.12679,
      gateLengthM: 1.8e-08,
      gateCapIdealFPerM: 6.78e-10,
      gateCapFringeFPerM: 1.7e-10,
      gateCapInversionFPerM2: 0.0377,
      electronMobilityM2PerVs: 0.02977,
      holeMobilityM2PerVs: 0.009527,
      pnRatio: 2.41,
      resistanceMultiplier: 1.51,
      onCurrentNmosAPerM: [1823.8, 1808.2, 1792.6, 1777, 1761.4, 1745.8, 1730.3, 1714.7, 1699.1, 1683.2, 1666.6],
      onCurrentPmosAPerM: [1632.2, 1612.8, 1593.6, 1574.1, 1554.7, 1535.5, 1516.4, 1497.6, 1478.8, 1460.3, 1441.8],
      offCurrentNmosAPerM: [0.28, 0.328, 0.381, 0.439, 0.502, 0.569, 0.642, 0.72, 0.803, 0.891, 0.984],
      offCurrentPmosAPerM: [0.28, 0.328, 0.381, 0.439, 0.502, 0.569, 0.642, 0.72, 0.803, 0.891, 0.984],
    },
    LOP: {
      project: "lop-bulk-2010",
      vddV: 0.7,
      thresholdV: 0.28894,
      gateLengthM: 2.2e-08,
      gateCapIdealFPerM: 6.13e-10,
      gateCapFringeFPerM: 2e-10,
      gateCapInversionFPerM2: 0.0279,
      electronMobilityM2PerVs: 0.060695,
      holeMobilityM2PerVs: 0.01246,
      pnRatio: 2.28,
      resistanceMultiplier: 1.76,
      onCurrentNmosAPerM: [682.1, 672.3, 662.5, 652.8, 643, 632.8, 620.9, 605, 583.6, 561, 542.7],
      onCurrentPmosAPerM: [772.4, 759.6, 746.9, 734.4, 722.1, 710, 698.1, 686.3, 674.4, 662.3, 650.2],
      offCurrentNmosAPerM: [0.00403, 0.00502, 0.00618, 0.00751, 0.00904, 0.0108, 0.0127, 0.0147, 0.0166, 0.0184, 0.0203],
      offCurrentPmosAPerM: [0.00403, 0.00502, 0.00618, 0.00751, 0.00904, 0.0108, 0.0127, 0.0147, 0.0166, 0.0184, 0.0203],
    },
    LSTP: {
      project: "lstp-bulk-2010",
      vddV: 1,
      thresholdV: 0.56452,
      gateLengthM: 2.8e-08,
      gateCapIdealFPerM: 5.58e-10,
      gateCapFringeFPerM: 2.1e-10,
      gateCapInversionFPerM2: 0.0199,
      electronMobilityM2PerVs: 0.045614,
      holeMobilityM2PerVs: 0.009698,
      pnRatio: 2.23,
      resistanceMultiplier: 1.99,
      onCurrentNmosAPerM: [527.5, 520.2, 512.9, 505.8, 498.6, 491.4, 483.7, 474.4, 461.2, 442.6, 421.3],
      onCurrentPmosAPerM: [497.9, 489.5, 481.3, 473.2, 465.3, 457.6, 450, 442.5, 435.1, 427.5, 419.7],
      offCurrentNmosAPerM: [1.01e-05, 1.65e-05, 2.62e-05, 4.06e-05, 6.12e-05, 9.02e-05, 0.00013, 0.000183, 0.000251, 0.000329, 0.00041],
      offCurrentPmosAPerM: [1.01e-05, 1.65e-05, 2.62e-05, 4.06e-05, 6.12e-05, 9.02e-05, 0.00013, 0.000183, 0.000251, 0.000329, 0.00041],
    },
  },
  wires: {
    local: {
      pitchM: 1.02e-07, aspectRatio: 1.8, barrierM: 0, horizontalDielectric: 2.6, ildThicknessM: 9.18e-08, resistivityOhmM: 4.08e-08,
    },
    semiGlobal: {
      pitchM: 1.8e-07, aspectRatio: 1.8, barrierM: 0, horizontalDielectric: 2.6, ildThicknessM: 1.62e-07, resistivityOhmM: 4.08e-08,
    },
    global: {
      pitchM: 3.6e-07, aspectRatio: 2.34, barrierM: 0, horizontalDielectric: 2.6, ildThicknessM: 6.3e-07, resistivityOhmM: 2.06e-08,
    },
  },
  senseConverter: { delayS: 8e-10, energyJ: 1.026e-13, leakageW: 4.41e-09 },
  converterRanges: { delayS: { low: 4.29e-10, high: 2.97e-09 }, energyJ: { low: 6.23e-14, high: 3.07e-13 } },
  notes: {
    onCurrentPmosAPerM: "LOP: PMOS above NMOS is suspicious in the source",
    offCurrentPmosAPerM: "set equal to NMOS in the source",
    leakageW: "breaks the trend between 65 and 32 nm; 44 nW would fit",
    resistivityOhmM: "effective value with size effect",
  },
});

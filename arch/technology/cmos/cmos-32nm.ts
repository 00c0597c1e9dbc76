// CMOS at 32 nm: transistor projections per roadmap on the 300 to 400 K grid, wires and sense converter, as generated the reference arrays.
// Wires are the aggressive set. Projections run ahead of the silicon of their time by about half in drive current.

import { cmosNode } from "./cmos-node.js";

export const cmos32nm = cmosNode({
  featureSizeM: 32e-9,
  roadmaps: {
    HP: {
      project: "hp-bulk-2012",
      vddV: 0.9,
      thresholdV: 0.13172,
      gateLengthM: 1.4e-08,
      gateCapIdealFPerM: 6.42e-10,
      gateCapFringeFPerM: 1.6e-10,
      gateCapInversionFPerM2: 0.0459,
      electronMobilityM2PerVs: 0.025773,
      holeMobilityM2PerVs: 0.008992,
      pnRatio: 2.41,
      resistanceMultiplier: 1.49,
      onCurrentNmosAPerM: [1785.8, 1771.8, 1757.8, 1743.8, 1729.8, 1715.7, 1701.7, 1687.6, 1673.5, 1659.4, 1645],
      onCurrentPmosAPerM: [1713.5, 1662.8, 1620.1, 1601.6, 1583.3, 1565.1, 1547.1, 1529.1, 1511.3, 1493.7, 1476.1],
      offCurrentNmosAPerM: [0.834, 0.9, 0.968, 1.04, 1.11, 1.18, 1.25, 1.32, 1.39, 1.46, 1.54],
      offCurrentPmosAPerM: [0.834, 0.9, 0.968, 1.04, 1.11, 1.18, 1.25, 1.32, 1.39, 1.46, 1.54],
    },
    LOP: {
      project: "lop-bulk-2012",
      vddV: 0.7,
      thresholdV: 0.27852,
      gateLengthM: 1.8e-08,
      gateCapIdealFPerM: 5.54e-10,
      gateCapFringeFPerM: 2e-10,
      gateCapInversionFPerM2: 0.0308,
      electronMobilityM2PerVs: 0.058162,
      holeMobilityM2PerVs: 0.01203,
      pnRatio: 2.28,
      resistanceMultiplier: 1.73,
      onCurrentNmosAPerM: [760.3, 750.4, 740.5, 730.7, 720.8, 710.9, 700.3, 687.6, 670.5, 647.4, 623.6],
      onCurrentPmosAPerM: [878.6, 865.1, 851.8, 838.7, 825.7, 813, 800.3, 787.9, 775.5, 763, 750.3],
      offCurrentNmosAPerM: [0.0357, 0.0421, 0.0491, 0.0568, 0.0651, 0.0742, 0.0843, 0.0957, 0.11, 0.128, 0.148],
      offCurrentPmosAPerM: [0.0357, 0.0421, 0.0491, 0.0568, 0.0651, 0.0742, 0.0843, 0.0957, 0.11, 0.128, 0.148],
    },
    LSTP: {
      project: "lstp-bulk-2012",
      vddV: 1,
      thresholdV: 0.58181,
      gateLengthM: 2.2e-08,
      gateCapIdealFPerM: 5.02e-10,
      gateCapFringeFPerM: 1.9e-10,
      gateCapInversionFPerM2: 0.0219,
      electronMobilityM2PerVs: 0.03952,
      holeMobilityM2PerVs: 0.008867,
      pnRatio: 2.23,
      resistanceMultiplier: 1.99,
      onCurrentNmosAPerM: [560, 553, 546.1, 539.3, 532.5, 525.8, 518.9, 511.5, 502.3, 489.2, 469.7],
      onCurrentPmosAPerM: [549.6, 541.1, 532.8, 524.6, 516.5, 508.7, 500.9, 493.3, 485.8, 478.3, 470.7],
      offCurrentNmosAPerM: [3.02e-05, 4.51e-05, 6.57e-05, 9.35e-05, 0.000131, 0.000179, 0.000241, 0.000319, 0.000415, 0.000529, 0.000658],
      offCurrentPmosAPerM: [3.02e-05, 4.51e-05, 6.57e-05, 9.35e-05, 0.000131, 0.000179, 0.000241, 0.000319, 0.000415, 0.000529, 0.000658],
    },
  },
  wires: {
    local: { pitchM: 6.4e-08, aspectRatio: 1.8, barrierM: 0, horizontalDielectric: 2.82, ildThicknessM: 5.76e-08, resistivityOhmM: 5e-08 },
    semiGlobal: {
      pitchM: 1.28e-07, aspectRatio: 1.9, barrierM: 0, horizontalDielectric: 2.82, ildThicknessM: 1.216e-07, resistivityOhmM: 5e-08,
    },
    global: {
      pitchM: 2.56e-07, aspectRatio: 2.34, barrierM: 0, horizontalDielectric: 2.82, ildThicknessM: 4.2e-07, resistivityOhmM: 2.5e-08,
    },
  },
  senseConverter: { delayS: 1.07e-09, energyJ: 1.256e-13, leakageW: 1.254e-07 },
  converterRanges: { delayS: { low: 3.05e-10, high: 2.11e-09 }, energyJ: { low: 4.43e-14, high: 2.18e-13 } },
  notes: {
    onCurrentPmosAPerM: "LOP: PMOS above NMOS is suspicious in the source",
    offCurrentPmosAPerM: "set equal to NMOS in the source",
    resistivityOhmM: "effective value with size effect",
  },
});

// CMOS at 65 nm: transistor projections per roadmap on the 300 to 400 K grid, wires and sense converter, as generated the reference arrays.
// Wires are the aggressive set. Projections run ahead of the silicon of their time by about half in drive current.

import { cmosNode } from "./cmos-node.js";

export const cmos65nm = cmosNode({
  featureSizeM: 65e-9,
  roadmaps: {
    HP: {
      project: "hp-bulk-2007",
      vddV: 1.1,
      thresholdV: 0.16398,
      gateLengthM: 2.5e-08,
      gateCapIdealFPerM: 4.7e-10,
      gateCapFringeFPerM: 2.4e-10,
      gateCapInversionFPerM2: 0.0188,
      electronMobilityM2PerVs: 0.044574,
      holeMobilityM2PerVs: 0.011333,
      pnRatio: 2.41,
      resistanceMultiplier: 1.5,
      onCurrentNmosAPerM: [1211.4, 1198.4, 1185.4, 1172.5, 1156.9, 1146.7, 1133.6, 1119.9, 1104.3, 1084.6, 1059],
      onCurrentPmosAPerM: [888.7, 875.8, 861.7, 848.5, 835.4, 822.6, 809.9, 797.3, 784.8, 772.2, 759.4],
      offCurrentNmosAPerM: [0.343, 0.373, 0.403, 0.435, 0.466, 0.499, 0.531, 0.564, 0.596, 0.625, 0.651],
      offCurrentPmosAPerM: [0.568, 0.607, 0.646, 0.686, 0.726, 0.766, 0.806, 0.846, 0.886, 0.926, 0.965],
    },
    LOP: {
      project: "lop-bulk-2007",
      vddV: 0.8,
      thresholdV: 0.32375,
      gateLengthM: 3.2e-08,
      gateCapIdealFPerM: 6.01e-10,
      gateCapFringeFPerM: 2.4e-10,
      gateCapInversionFPerM2: 0.0188,
      electronMobilityM2PerVs: 0.049159,
      holeMobilityM2PerVs: 0.011095,
      pnRatio: 2.28,
      resistanceMultiplier: 1.82,
      onCurrentNmosAPerM: [562.9, 555.2, 547.5, 539.8, 532.2, 524.5, 516.1, 505.7, 491.1, 471.7, 451.6],
      onCurrentPmosAPerM: [329.5, 323.3, 317.2, 311.2, 305.4, 299.8, 294.2, 288.7, 283.2, 277.5, 271.8],
      offCurrentNmosAPerM: [0.00908, 0.0111, 0.0135, 0.0162, 0.0192, 0.0225, 0.0262, 0.0299, 0.0335, 0.0367, 0.0398],
      offCurrentPmosAPerM: [0.013, 0.0157, 0.0189, 0.0224, 0.0264, 0.0308, 0.0356, 0.0409, 0.0465, 0.0526, 0.0591],
    },
    LSTP: {
      project: "lstp-bulk-2007",
      vddV: 1.1,
      thresholdV: 0.56392,
      gateLengthM: 4.5e-08,
      gateCapIdealFPerM: 6.17e-10,
      gateCapFringeFPerM: 2.4e-10,
      gateCapInversionFPerM2: 0.0137,
      electronMobilityM2PerVs: 0.045786,
      holeMobilityM2PerVs: 0.010264,
      pnRatio: 2.23,
      resistanceMultiplier: 1.96,
      onCurrentNmosAPerM: [465.4, 458.5, 451.8, 445.1, 438.4, 431.6, 423.9, 414.2, 400.6, 383.5, 367.2],
      onCurrentPmosAPerM: [234.2, 229.7, 225.3, 221, 216.8, 212.7, 208.8, 204.8, 200.7, 196.6, 192.6],
      offCurrentNmosAPerM: [3.03e-05, 4.46e-05, 6.43e-05, 9.06e-05, 0.000125, 0.00017, 0.000225, 0.00029, 0.000361, 0.000435, 0.00052],
      offCurrentPmosAPerM: [3.85e-05, 5.64e-05, 8.09e-05, 0.000114, 0.000157, 0.000212, 0.000282, 0.00037, 0.000478, 0.000609, 0.000766],
    },
  },
  wires: {
    local: {
      pitchM: 1.625e-07, aspectRatio: 2.7, barrierM: 0, horizontalDielectric: 2.303, ildThicknessM: 4.05e-07, resistivityOhmM: 2.2e-08,
    },
    semiGlobal: {
      pitchM: 2.6e-07, aspectRatio: 2.7, barrierM: 0, horizontalDielectric: 2.303, ildThicknessM: 4.05e-07, resistivityOhmM: 2.2e-08,
    },
    global: {
      pitchM: 5.2e-07, aspectRatio: 2.8, barrierM: 0, horizontalDielectric: 2.303, ildThicknessM: 8.1e-07, resistivityOhmM: 2.2e-08,
    },
  },
  senseConverter: { delayS: 6.2e-10, energyJ: 9e-14, leakageW: 2.57e-08 },
  converterRanges: { delayS: { low: 6.2e-10, high: 4.28e-09 }, energyJ: { low: 9e-14, high: 4.43e-13 } },
  notes: {
    offCurrentPmosAPerM: "LOP at 370 K: the source has 0.0109, which breaks the trend; 0.0409 taken",
    resistivityOhmM: "bulk copper with barrier, no size effect",
  },
});

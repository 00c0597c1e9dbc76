// CMOS at 22 nm: transistor projections per roadmap on the 300 to 400 K grid, wires and sense converter, as generated the reference arrays.
// Wires are the aggressive set. The source itself calls several values of this node guesses: treat it as weak.

import { cmosNode } from "./cmos-node.js";

export const cmos22nm = cmosNode({
  featureSizeM: 22e-9,
  roadmaps: {
    HP: {
      project: "hp-soi-2015",
      vddV: 0.9,
      thresholdV: 0.12872,
      gateLengthM: 1e-08,
      gateCapIdealFPerM: 3.83e-10,
      gateCapFringeFPerM: 1.6e-10,
      gateCapInversionFPerM2: 0.0383,
      electronMobilityM2PerVs: 0.039726,
      holeMobilityM2PerVs: 0.00836,
      pnRatio: 2,
      resistanceMultiplier: 1.45,
      onCurrentNmosAPerM: [2029.9, 2009.8, 1989.6, 1969.6, 1949.8, 1930.7, 1910.5, 1891, 1871.7, 1852.5, 1834.4],
      onCurrentPmosAPerM: [1014.95, 1014.95, 1004.9, 994.8, 984.8, 974.9, 965.35, 955.25, 945.5, 935.85, 926.25],
      offCurrentNmosAPerM: [0.59736, 0.60915, 0.62487, 0.66024, 0.7467, 1.05717, 2.09076, 4.0086, 6.3666, 10.7289, 23.973],
      offCurrentPmosAPerM: [0.59736, 0.60915, 0.62487, 0.66024, 0.7467, 1.05717, 2.09076, 4.0086, 6.3666, 10.7289, 23.973],
    },
    LOP: {
      project: "lop-bulk-2016",
      vddV: 0.5,
      thresholdV: 0.21739,
      gateLengthM: 1.1e-08,
      gateCapIdealFPerM: 3.45e-10,
      gateCapFringeFPerM: 1.7e-10,
      gateCapInversionFPerM2: 0.0314,
      electronMobilityM2PerVs: 0.074737,
      holeMobilityM2PerVs: 0.011835,
      pnRatio: 2.28,
      resistanceMultiplier: 1.73,
      onCurrentNmosAPerM: [716.1, 704.3, 692.6, 681.2, 669.9, 658.8, 647.9, 637.1, 626.5, 616, 605.7],
      onCurrentPmosAPerM: [358.05, 358.05, 352.15, 346.3, 340.6, 334.95, 329.4, 323.95, 318.55, 313.25, 308],
      offCurrentNmosAPerM: [
        0.021, 0.0247647, 0.0288824, 0.0334118, 0.0382941, 0.0436471, 0.0495882, 0.0562941, 0.0647059, 0.0752941, 0.0870588,
      ],
      offCurrentPmosAPerM: [
        0.021, 0.0247647, 0.0288824, 0.0334118, 0.0382941, 0.0436471, 0.0495882, 0.0562941, 0.0647059, 0.0752941, 0.0870588,
      ],
    },
    LSTP: {
      project: "lstp-bulk-2016",
      vddV: 0.8,
      thresholdV: 0.44571,
      gateLengthM: 1.6e-08,
      gateCapIdealFPerM: 4.25e-10,
      gateCapFringeFPerM: 2e-10,
      gateCapInversionFPerM2: 0.0265,
      electronMobilityM2PerVs: 0.073129,
      holeMobilityM2PerVs: 0.011122,
      pnRatio: 2.23,
      resistanceMultiplier: 1.99,
      onCurrentNmosAPerM: [745.5, 735.2, 725.1, 715.2, 705.4, 695.7, 686.2, 676.9, 667.7, 658.7, 649.8],
      onCurrentPmosAPerM: [372.75, 372.75, 367.6, 362.55, 357.6, 352.7, 347.85, 343.1, 338.45, 333.85, 329.35],
      offCurrentNmosAPerM: [
        1.62366e-05, 2.42473e-05, 3.53226e-05, 5.02688e-05, 7.04301e-05, 9.62366e-05, 0.00012957, 0.000171505, 0.000223118, 0.000284409,
        0.000353763,
      ],
      offCurrentPmosAPerM: [
        1.62366e-05, 2.42473e-05, 3.53226e-05, 5.02688e-05, 7.04301e-05, 9.62366e-05, 0.00012957, 0.000171505, 0.000223118, 0.000284409,
        0.000353763,
      ],
    },
  },
  wires: {
    local: { pitchM: 4.4e-08, aspectRatio: 1.9, barrierM: 0, horizontalDielectric: 2.55, ildThicknessM: 4.18e-08, resistivityOhmM: 6e-08 },
    semiGlobal: {
      pitchM: 8.8e-08, aspectRatio: 1.9, barrierM: 0, horizontalDielectric: 2.55, ildThicknessM: 8.36e-08, resistivityOhmM: 6e-08,
    },
    global: {
      pitchM: 1.76e-07, aspectRatio: 2.34, barrierM: 0, horizontalDielectric: 2.55, ildThicknessM: 2.8875e-07, resistivityOhmM: 3e-08,
    },
  },
  senseConverter: { delayS: 1.45e-09, energyJ: 1.5e-13, leakageW: 1.5e-07 },
  converterRanges: { delayS: { low: 2.1e-10, high: 1.45e-09 }, energyJ: { low: 3.05e-14, high: 1.5e-13 } },
  notes: {
    onCurrentPmosAPerM: "half of the NMOS value one 10 K step lower: a stand-in in the source",
    offCurrentNmosAPerM: "scaled by hand in the source; HP jumps by 2.2x in the last 10 K",
    offCurrentPmosAPerM: "set equal to NMOS in the source",
    energyJ: "called uncalibrated in the source",
    delayS: "called uncalibrated in the source",
    leakageW: "called uncalibrated in the source",
    resistivityOhmM: "effective value with size effect",
  },
});

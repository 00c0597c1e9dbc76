// The worked example of the array models: 45 nm HP at 350 K, checked to the digits it is printed with.

import { circuitContext } from "../../../../arch/circuit/circuit-context.js";
import { chainDelay, driverChain } from "../../../../arch/circuit/driver-chain.js";
import { inverter, nand } from "../../../../arch/circuit/gate.js";
import { onResistance, transconductance } from "../../../../arch/circuit/transistor.js";
import { wire } from "../../../../arch/circuit/wire.js";
import { cmosProcess } from "../../../../arch/technology/index.js";

const process = cmosProcess({ featureSizeM: 45e-9, roadmap: "HP", temperatureK: 350 });
const context = circuitContext(process, "reference");
const F = process.featureSizeM;

describe("device primitives at 45 nm HP, 350 K", () => {
  it("give the constants of the worked example", () => {
    expect(process.gateCapFPerM).toBeCloseTo(1.3236e-9, 13);
    expect(onResistance(process, F, "n")).toBeCloseTo(19220, -1);
    expect(onResistance(process, F, "p")).toBeCloseTo(21853, -1);
    expect(transconductance(process, F, "n") * 1e6).toBeCloseTo(84.8, 1);
    expect(transconductance(process, F, "p") * 1e6).toBeCloseTo(84.8, 1);
  });

  it("give resistance and capacitance of the local wire", () => {
    const local = wire(process, "local");
    expect(local.resistanceOhmPerM * 1e-6).toBeCloseTo(10.652, 3);
    expect(local.capacitanceFPerM * 1e9).toBeCloseTo(0.2776, 4);
  });

  it("give the minimum inverter and the two-input NAND", () => {
    const smallest = inverter(context, context.minNmosM);
    expect(smallest.inputCapF * 1e15).toBeCloseTo(0.3047, 4);
    expect(smallest.outputCapF * 1e15).toBeCloseTo(0.1597, 4);
    expect(smallest.leakageW * 1e9).toBeCloseTo(92.6, 1);
    expect(nand(context, 2).inputCapF * 1e15).toBeCloseTo(0.394, 3);
    expect(nand(context, 2).outputCapF * 1e15).toBeCloseTo(0.27, 3);
  });
});

describe("driver chain", () => {
  it("sizes the wordline driver of the worked example, its last stage clipped", () => {
    const chain = driverChain(context, nand(context, 2), { loadF: 228.2e-15, lineOhm: 1735 });
    const expected = [3.47, 8.05, 18.64, 43.17, 100];
    chain.stages.forEach((stage, i) => expect(stage.nmosM / F).toBeCloseTo(expected[i]!, 1));
  });

  it("hands slopes on: a later stage is slower than with a step", () => {
    const chain = driverChain(context, nand(context, 2), { loadF: 228.2e-15, lineOhm: 1735 });
    expect(chainDelay(context, chain, 2.3e10).delayS).toBeGreaterThan(chainDelay(context, chain, Infinity).delayS);
  });
});

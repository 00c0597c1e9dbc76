// Electrical and area figures of one static gate or lone transistor, from its layout.

import { inverterLeakage, drainCapacitance, gateCapacitance } from "./transistor.js";
import type { Polarity } from "./transistor.js";
import { layoutGate } from "./gate-layout.js";
import type { GateShape } from "./gate-layout.js";
import { perContext } from "./circuit-context.js";
import type { CircuitContext } from "./circuit-context.js";

export interface Gate {
  readonly nmosM: number;
  readonly pmosM: number;
  readonly widthM: number;
  readonly heightM: number;
  /** Of one input. */
  readonly inputCapF: number;
  /** Drains on the output. */
  readonly outputCapF: number;
  readonly leakageW: number;
  /** Input capacitance over that of an inverter with the same drive. */
  readonly logicalEffort: number;
}

/** A balanced inverter. @param nmosM width of its NMOS */
export function inverter(context: CircuitContext, nmosM: number): Gate {
  const pmosM = context.process.pnRatio * nmosM;
  return gate(context, { kind: "inverter", inputs: 1, nmosM, pmosM }, inverterLeakage(context.process, nmosM, pmosM), 1);
}

const smallest = perContext<"unit", Gate>((context) => inverter(context, context.minNmosM));

/** NAND of minimum drive: its series NMOS are `inputs` times the minimum. 2 or 3 inputs. */
export const nand = perContext((context, inputs: 2 | 3): Gate => {
  const { process, constants, minNmosM, minPmosM } = context;
  const share = inputs === 2 ? constants.leakageNand2 : constants.leakageNand3;
  const leakageW = share * inputs * minPmosM * process.offCurrentPmosAPerM * process.vddV;
  const effort = (inputs + process.pnRatio) / (1 + process.pnRatio);
  return gate(context, { kind: "nand", inputs, nmosM: inputs * minNmosM, pmosM: minPmosM }, leakageW, effort);
});

/** The smallest balanced inverter. */
export const unitInverter = (context: CircuitContext): Gate => smallest(context, "unit");

/** A lone transistor; `regionHeightM` bounds its fold where it must fit a pitch. */
export function loneTransistor(context: CircuitContext, widthM: number, polarity: Polarity, regionHeightM?: number): Gate {
  const nmosM = polarity === "n" ? widthM : 0;
  const pmosM = polarity === "p" ? widthM : 0;
  const leakageW = inverterLeakage(context.process, nmosM, pmosM);
  return gate(context, { kind: "inverter", inputs: 1, nmosM, pmosM }, leakageW, 1, regionHeightM);
}

// The reference folds into a lower region for drain capacitance than for area; a given height is used for both.
function gate(context: CircuitContext, shape: GateShape, leakageW: number, logicalEffort: number, heightM?: number): Gate {
  const { process, constants } = context;
  const forArea = layoutGate(context, shape, heightM ?? constants.regionHeightAreaF * process.featureSizeM);
  const forCap = layoutGate(context, shape, heightM ?? constants.regionHeightCapacitanceF * process.featureSizeM);
  const drains = [forCap.nmos, forCap.pmos].map((device) => (device === null ? 0 : drainCapacitance(process, device)));
  return {
    nmosM: shape.nmosM,
    pmosM: shape.pmosM,
    widthM: forArea.widthM,
    heightM: forArea.heightM,
    inputCapF: gateCapacitance(process, shape.nmosM + shape.pmosM),
    outputCapF: drains[0]! + drains[1]!,
    leakageW,
    logicalEffort,
  };
}

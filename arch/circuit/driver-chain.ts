// Inverter chain sized by logical effort: drives a load behind a wire from a first gate. Stage count is odd, so that a
// NAND in front gives an active-high line; the last stage is clipped at the widest transistor, where most wordlines end.

import type { CircuitContext } from "./circuit-context.js";
import { inverter, unitInverter } from "./gate.js";
import type { Gate } from "./gate.js";
import { stageDelay } from "./horowitz.js";
import type { StageDelay } from "./horowitz.js";
import { gateCapacitance, onResistance, transconductance } from "./transistor.js";

export interface ChainLoad {
  readonly loadF: number;
  /** Of the line between the last stage and its load; 0 for a lumped load. */
  readonly lineOhm: number;
  /** NMOS of the last stage at least this wide, where it must carry a current as well as charge. */
  readonly leastWidthM?: number;
}

export interface DriverChain {
  readonly loadF: number;
  readonly lineOhm: number;
  /** From the first inverter to the last. */
  readonly stages: readonly Gate[];
  readonly inputCapF: number;
  readonly widthM: number;
  readonly heightM: number;
  readonly areaM2: number;
  readonly leakageW: number;
  /** One firing: every node charged and discharged once. */
  readonly energyJ: number;
}

/** @param first logical effort and input capacitance of the gate in front (an inverter's where there is none) */
export function driverChain(context: CircuitContext, first: { logicalEffort: number; inputCapF: number }, load: ChainLoad): DriverChain {
  const stages = stageWidths(context, first, load).map((widthM) => inverter(context, widthM));
  let [widthM, heightM, leakageW, chargedF] = [0, 0, 0, load.loadF - stages[0]!.inputCapF];
  for (const stage of stages) {
    widthM += stage.widthM;
    heightM = Math.max(heightM, stage.heightM);
    leakageW += stage.leakageW;
    chargedF += stage.outputCapF + stage.inputCapF;
  }
  return {
    loadF: load.loadF,
    lineOhm: load.lineOhm,
    stages,
    inputCapF: stages[0]!.inputCapF,
    widthM,
    heightM,
    areaM2: widthM * heightM,
    leakageW,
    energyJ: chargedF * context.process.vddV ** 2,
  };
}

/** Chain without a gate in front: the absent gate counts as a minimum inverter of effort 1. */
export function bareDriverChain(context: CircuitContext, load: ChainLoad): DriverChain {
  return driverChain(context, { logicalEffort: 1, inputCapF: unitInverter(context).inputCapF }, load);
}

/** Delay through the chain to the far end of the line (Horowitz per stage, Elmore for the line). */
export function chainDelay(context: CircuitContext, chain: DriverChain, slopePerS: number): StageDelay {
  let delayS = 0;
  let slope = slopePerS;
  chain.stages.forEach((stage, i) => {
    const next = chain.stages[i + 1];
    const loadF = next?.inputCapF ?? chain.loadF;
    const resistanceOhm = onResistance(context.process, stage.nmosM, "n");
    const lineS = next === undefined ? (chain.lineOhm * chain.loadF) / 2 : 0;
    const gain = 1 / (resistanceOhm * transconductance(context.process, stage.nmosM, "n"));
    const step = stageDelay(resistanceOhm * (stage.outputCapF + loadF) + lineS, gain, slope);
    delayS += step.delayS;
    slope = step.slopePerS;
  });
  return { delayS, slopePerS: slope };
}

/** NMOS widths, first to last. */
function stageWidths(context: CircuitContext, first: { logicalEffort: number; inputCapF: number }, load: ChainLoad): number[] {
  const { process, constants, minNmosM } = context;
  const effort = Math.max(1, (first.logicalEffort * load.loadF) / first.inputCapF);
  const count = stageCount(effort, constants.stageEffort, constants.chainStagesMax);
  let perStage = effort ** (1 / (count + 1));
  let last = Math.max(minNmosM, load.loadF / perStage / gateCapacitance(process, 1 + process.pnRatio));
  const widest = constants.transistorWidthMaxF * process.featureSizeM;
  if (last > widest) {
    last = widest;
    perStage = ((first.logicalEffort * gateCapacitance(process, (1 + process.pnRatio) * widest)) / first.inputCapF) ** (1 / count);
  }
  const widths = [Math.max(last, load.leastWidthM ?? 0)];
  while (widths.length < count) widths.unshift(Math.max(minNmosM, widths[0]! / perStage));
  return widths;
}

function stageCount(effort: number, stageEffort: number, most: number): number {
  const wanted = Math.max(0, Math.floor(Math.log(effort) / Math.log(stageEffort) + 0.5) - 1);
  return Math.min(wanted % 2 === 0 ? wanted + 1 : wanted, most);
}

// Bitline precharger: two PMOS and an equaliser per column behind a local inverter, all local inverters behind one chain.
// Off the read path. Charging the bitlines themselves is apart (`bitlineChargeJ`), for conventions that count it.

import type { CellValues } from "../technology/index.js";
import type { Line } from "./array-lines.js";
import type { CircuitContext } from "./circuit-context.js";
import { bareDriverChain, chainDelay } from "./driver-chain.js";
import { inverter, loneTransistor } from "./gate.js";
import { stageDelay } from "./horowitz.js";
import { onResistance, transconductance } from "./transistor.js";
import { wire } from "./wire.js";

export interface Precharger {
  readonly heightM: number;
  readonly leakageW: number;
  /** Control of all columns, once. */
  readonly controlEnergyJ: number;
  /** Control and bitline, from the command to a precharged line. */
  readonly delayS: number;
}

export function precharger(context: CircuitContext, columns: number, cell: CellValues, line: Line): Precharger {
  const { process, constants, conventions } = context;
  const F = process.featureSizeM;
  const local = inverter(context, context.minNmosM);
  const pull = loneTransistor(context, constants.prechargeWidthF * F, "p");
  const equalise = loneTransistor(context, constants.equaliseWidthF * F, "p");
  const wireF = wire(process, "local").capacitanceFPerM * cell.widthM;
  const control = bareDriverChain(context, { loadF: columns * (local.inputCapF + wireF), lineOhm: 0 });
  const localF = 2 * pull.inputCapF + equalise.inputCapF + local.outputCapF;

  const columnM = Math.max(2 * pull.widthM + equalise.widthM, local.widthM);
  const folds = conventions.foldsPrechargerFlat ? 1 : Math.max(1, columnM / cell.widthM);
  const stripM = (Math.max(pull.heightM, equalise.heightM) + local.heightM) * folds;
  return {
    heightM: Math.max(stripM, control.areaM2 / (columns * cell.widthM)),
    leakageW: control.leakageW + columns * (local.leakageW + pull.leakageW),
    controlEnergyJ: control.energyJ + columns * localF * process.vddV ** 2,
    delayS: prechargeDelay(context, control, localF, line, pull.outputCapF + equalise.outputCapF),
  };
}

/** J to bring one bitline to the read voltage from the supply. */
export function bitlineChargeEnergy(context: CircuitContext, line: Line, readVoltageV: number): number {
  return line.capacitanceF * readVoltageV * context.process.vddV;
}

function prechargeDelay(context: CircuitContext, control: ReturnType<typeof bareDriverChain>, localF: number, line: Line, drainsF: number): number {
  const { process, constants, minNmosM } = context;
  const commanded = chainDelay(context, control, Infinity);
  const localOhm = onResistance(process, minNmosM, "n");
  const inverted = stageDelay(localOhm * localF, 1 / (localOhm * transconductance(process, minNmosM, "n")), commanded.slopePerS);
  const pullM = constants.prechargeWidthF * process.featureSizeM;
  const pullOhm = onResistance(process, pullM, "p");
  const tauS = pullOhm * (line.capacitanceF + drainsF) + (line.resistanceOhm * line.capacitanceF) / 2;
  const charged = stageDelay(tauS, 1 / (pullOhm * transconductance(process, pullM, "p")), inverted.slopePerS);
  return commanded.delayS + inverted.delayS + charged.delayS;
}

// Bitline precharger: two PMOS and an equaliser per column behind a local inverter, all local inverters behind one chain.
// Off the read path. Charging the bitlines themselves is apart (`bitlineChargeJ`), for conventions that count it.

import type { CellValues } from "../technology/index.js";
import type { Line } from "./array-lines.js";
import type { CircuitContext } from "./circuit-context.js";
import { bareDriverChain, chainDelay } from "./driver-chain.js";
import type { DriverChain } from "./driver-chain.js";
import { loneTransistor, unitInverter } from "./gate.js";
import { stageDelay } from "./horowitz.js";
import { onResistance, transconductance } from "./transistor.js";
import { wire } from "./wire.js";

export interface Precharger {
  readonly heightM: number;
  readonly leakageW: number;
  /** Chain that reaches all columns, once. */
  readonly chainEnergyJ: number;
  /** Gates of one column, once. */
  readonly columnEnergyJ: number;
  /** s from switched gates to a charged bitline, for the slope the command arrives with; the command can be given ahead. */
  readonly delayS: (slopePerS: number) => number;
}

/** The strip under `columns` cells. @param line a bitline as it is sensed */
export function precharger(context: CircuitContext, columns: number, cell: CellValues, line: Line): Precharger {
  const { process, constants, conventions } = context;
  const F = process.featureSizeM;
  const local = unitInverter(context);
  const pull = loneTransistor(context, constants.prechargeWidthF * F, "p");
  const equalise = loneTransistor(context, constants.equaliseWidthF * F, "p");
  const wireF = wire(process, "local").capacitanceFPerM * cell.widthM;
  const control = bareDriverChain(context, { loadF: columns * (local.inputCapF + wireF), lineOhm: 0 });
  const localF = 2 * pull.inputCapF + equalise.inputCapF + local.outputCapF;

  const columnM = Math.max(2 * pull.widthM + equalise.widthM, local.widthM);
  const stripM = Math.max(pull.heightM, equalise.heightM) + local.heightM;
  const foldedM = stripM * Math.max(1, columnM / cell.widthM) + control.areaM2 / (columns * cell.widthM);
  return {
    heightM: conventions.foldsPrechargerFlat ? Math.max(stripM, control.heightM) : foldedM,
    leakageW: control.leakageW + columns * (local.leakageW + pull.leakageW),
    chainEnergyJ: control.energyJ,
    columnEnergyJ: localF * process.vddV ** 2,
    delayS: (slopePerS) => prechargeDelay(context, control, localF, line, pull.outputCapF + equalise.outputCapF, slopePerS),
  };
}

/** J to bring one bitline to the read voltage from the supply. */
export function bitlineChargeEnergy(context: CircuitContext, line: Line, readVoltageV: number): number {
  return line.capacitanceF * readVoltageV * context.process.vddV;
}

function prechargeDelay(
  context: CircuitContext, control: DriverChain, localF: number, line: Line, drainsF: number, slopePerS: number,
): number {
  const { process, constants, minNmosM } = context;
  const commanded = chainDelay(context, control, slopePerS);
  const localOhm = onResistance(process, minNmosM, "n");
  const inverted = stageDelay(localOhm * localF, 1 / (localOhm * transconductance(process, minNmosM, "n")), commanded.slopePerS);
  const pullM = constants.prechargeWidthF * process.featureSizeM;
  const pullOhm = onResistance(process, pullM, "p");
  const tauS = pullOhm * (line.capacitanceF + drainsF) + (line.resistanceOhm * line.capacitanceF) / 2;
  return stageDelay(tauS, 1 / (pullOhm * transconductance(process, pullM, "p")), inverted.slopePerS).delayS;
}

// Long wires with repeaters (Bakoglu 1985): repeater size and spacing for least delay. A wire shorter than one spacing gets one.
// Leaves out low-swing signalling, vias and crosstalk beyond the Miller factor.

import type { WireLevel } from "../technology/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { inverter, unitInverter } from "./gate.js";
import { onResistance } from "./transistor.js";
import { wire } from "./wire.js";

/** Figures per length of one wire. */
export interface RepeatedWire {
  readonly delaySPerM: number;
  /** Of one bit sent, at the toggle activity. */
  readonly energyJPerM: number;
  readonly leakageWPerM: number;
  /** Silicon of the repeaters; the metal runs above other circuits. */
  readonly areaM2PerM: number;
}

/** Wire of a level with repeaters of the size and spacing of least delay (Bakoglu 1985), per metre. */
export function repeatedWire(context: CircuitContext, level: WireLevel): RepeatedWire {
  const { process, minNmosM } = context;
  const unit = unitInverter(context);
  const { resistanceOhmPerM: r, capacitanceFPerM: c } = wire(process, level);
  const unitOhm = onResistance(process, minNmosM, "n");
  const unitF = unit.inputCapF + unit.outputCapF;
  const size = Math.sqrt((unitOhm * c) / (r * unit.inputCapF));
  const spacingM = Math.sqrt((2 * unitOhm * unitF) / (r * c));
  const delay = (unitOhm * unitF) / spacingM + (unitOhm * c) / size + size * r * unit.inputCapF + (r * c * spacingM) / 2;
  const repeater = inverter(context, size * minNmosM);
  return {
    delaySPerM: Math.LN2 * delay,
    energyJPerM: context.wires.activity * process.vddV ** 2 * (c + (size * unitF) / spacingM),
    leakageWPerM: (size * unit.leakageW) / spacingM,
    areaM2PerM: (repeater.widthM * repeater.heightM) / spacingM,
  };
}

// Sense amplifier: a current-to-voltage converter of fixed delay and energy, and one latch per reference decision.
// References are mirrored copies of the sensed current, so the converter repeats only in part. Leaves out offset and noise.

import type { CircuitContext } from "./circuit-context.js";
import { loneTransistor } from "./gate.js";
import { contactedDiffusion, fold } from "./gate-layout.js";
import { gateCapacitance, transconductance } from "./transistor.js";
import type { Polarity } from "./transistor.js";

export interface SenseAmplifier {
  /** On the sense node, of one latch. */
  readonly inputCapF: number;
  /** s from a settled current to a full-swing bit; `signal` is the latch's starting signal over that of a memory read. */
  readonly delayS: (signal: number) => number;
  /** One decision with `references` references. */
  readonly energyJ: (references: number) => number;
  readonly leakageW: number;
  /** Along the bitline, filling the pitch. */
  readonly heightM: number;
}

/** @param pitchM width one amplifier must fit  @param references decisions taken at once (the most any operation needs) */
export function senseAmplifier(context: CircuitContext, pitchM: number, minSenseVoltageV: number, references: number): SenseAmplifier {
  const { process, conventions, constants } = context;
  const { vddV, featureSizeM, senseConverter: converter } = process;
  const inputCapF = latchCapacitance(context, pitchM);
  const gain = transconductance(process, constants.latchNmosWidthF * featureSizeM, "n")
    + transconductance(process, constants.latchPmosWidthF * featureSizeM, "p");
  const enableW = constants.enableWidthF * featureSizeM * process.offCurrentNmosAPerM * vddV;
  const latchLeakageW = conventions.squaresSenseLeakageVoltage ? enableW * vddV : enableW;
  const share = (count: number): number => 1 + constants.extraReferenceShare * (count - 1);
  const converterJ = converter.energyJ * (vddV / converter.supplyV) ** constants.converterSupplyExponent;
  const converterM = (constants.converterAreaF2 * featureSizeM ** 2) / pitchM;
  return {
    inputCapF,
    delayS: (signal) => converter.delayS + (inputCapF / gain) * Math.log(vddV / (minSenseVoltageV * signal)),
    energyJ: (count) => converterJ * share(count) + count * inputCapF * vddV ** 2,
    leakageW: converter.leakageW * share(references) + references * latchLeakageW,
    heightM: share(references) * converterM + references * latchHeight(context, pitchM),
  };
}

/** Gates and drains of the latch pair, isolation and multiplexer devices, folded into the pitch. */
function latchCapacitance(context: CircuitContext, pitchM: number): number {
  const { constants, process } = context;
  const F = process.featureSizeM;
  const drain = (widthF: number, polarity: Polarity): number => loneTransistor(context, widthF * F, polarity, pitchM).outputCapF;
  return gateCapacitance(process, (constants.latchPmosWidthF + constants.latchNmosWidthF) * F)
    + drain(constants.latchPmosWidthF, "p")
    + drain(constants.latchNmosWidthF, "n")
    + drain(constants.isolationWidthF, "p")
    + drain(constants.senseMuxWidthF, "n");
}

// Devices lie sideways: their fingers run along the bitline, one device above the other.
function latchHeight(context: CircuitContext, pitchM: number): number {
  const { constants, process } = context;
  const F = process.featureSizeM;
  const { latchPmosWidthF, isolationWidthF, latchNmosWidthF, enableWidthF } = constants;
  const stack = [latchPmosWidthF, latchPmosWidthF, isolationWidthF, latchNmosWidthF, latchNmosWidthF, enableWidthF]
    .map((widthF) => fold(context, widthF * F, pitchM));
  const along = stack.reduce((total, device) => total + 2 * contactedDiffusion(context) + device.polyM, 0);
  const gaps = (4 * constants.polyToPolyF + constants.pToNDiffusionF) * F;
  return (along + gaps) * (Math.max(...stack.map((device) => device.heightM)) / pitchM);
}

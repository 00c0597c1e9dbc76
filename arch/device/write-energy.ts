// Energy of switching one cell, what heats the write element and what the supply gives kept apart, for the pulse alone.
// Leaves out lines, drivers and the rest of the array's write cycle (arch/circuit), and verify.

import { junctionResistances, type MemoryTechnology } from "../technology/index.js";

export interface SwitchingPulse {
  readonly currentA: number;
  /** Of the switching current; the array's write cycle is longer. */
  readonly pulseS: number;
  /** I^2 R t in the write element: heavy-metal channel, or the junction of an STT cell. */
  readonly elementEnergyJ: number;
  /** I V t from the write supply. */
  readonly pathEnergyJ: number;
}

/** To 1 (set) and to 0 (reset), by Joule's law from the card's current, pulse, supply and element. */
export function switchingPulses(technology: MemoryTechnology): { readonly set: SwitchingPulse; readonly reset: SwitchingPulse } {
  const { write } = technology;
  const elementOhm = writeElementOhm(technology);
  const pulse = (currentA: number, pulseS: number): SwitchingPulse => ({
    currentA,
    pulseS,
    elementEnergyJ: currentA ** 2 * elementOhm * pulseS,
    pathEnergyJ: currentA * write.supplyV.value * pulseS,
  });
  return { set: pulse(write.setCurrentA.value, write.setPulseS.value), reset: pulse(write.resetCurrentA.value, write.resetPulseS.value) };
}

/** Ohm: rho L / (w t) of a channel; the mean of both states of a junction that is written through itself. */
export function writeElementOhm({ write: { element }, junction }: MemoryTechnology): number {
  if (element.kind === "channel") return element.resistanceOhm.value;
  if (element.kind === "junction") {
    const [parallelOhm, antiParallelOhm] = junctionResistances(junction);
    return (parallelOhm + antiParallelOhm) / 2;
  }
  return (element.resistivityOhmM.value * element.lengthM.value) / (element.widthM.value * element.thicknessM.value);
}

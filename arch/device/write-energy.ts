// Energy of switching one cell, what heats the write element and what the supply gives kept apart, for the pulse alone.
// Leaves out lines, drivers and the rest of the array's write cycle (arch/circuit), and verify.

import { sensingOf, type SensedTechnology, type WriteAct } from "../technology/index.js";

export interface SwitchingPulse {
  readonly currentA: number;
  /** Of the switching current; the array's write cycle is longer. */
  readonly pulseS: number;
  /** I^2 R t in the write element: heavy-metal channel, the junction of an STT cell, or a filament. */
  readonly elementEnergyJ: number;
  /** I V t from the write supply. */
  readonly pathEnergyJ: number;
}

/**
 * To 1 (set) and to 0 (reset), by Joule's law from the card's current, pulse, supply and element; an energy that the card states is
 * left aside.
 */
export function switchingPulses(technology: SensedTechnology): { readonly set: SwitchingPulse; readonly reset: SwitchingPulse } {
  const { set, reset, writeSupplyV } = sensingOf(technology).writing(technology);
  const pulse = ({ currentA, pulseS, elementOhm }: WriteAct): SwitchingPulse => ({
    currentA,
    pulseS,
    elementEnergyJ: currentA ** 2 * elementOhm * pulseS,
    pathEnergyJ: currentA * writeSupplyV * pulseS,
  });
  return { set: pulse(set), reset: pulse(reset) };
}

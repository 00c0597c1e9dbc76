// What every circuit model needs besides its own sizes: the process and the conventions, as plain numbers.

import { plain, type Plain } from "../provenance/index.js";
import type { CmosProcess } from "../technology/index.js";
import { circuitCards, type CircuitCards, type SHARED_CARDS } from "./circuit-cards.js";
import { CONVENTIONS } from "./conventions/index.js";
import type { CircuitConstantValues, ConventionChoices, ConventionsName } from "./conventions/index.js";

export interface CircuitContext extends Plain<typeof SHARED_CARDS> {
  readonly process: CmosProcess;
  readonly conventions: ConventionChoices;
  readonly constants: CircuitConstantValues;
  /** Widths of the smallest balanced inverter. */
  readonly minNmosM: number;
  readonly minPmosM: number;
}

const VALUES = new WeakMap<CircuitCards, Plain<CircuitCards>>();

/** Remembered, as most estimates start from the same cards. */
function valuesOf(cards: CircuitCards): Plain<CircuitCards> {
  const values = VALUES.get(cards) ?? plain(cards);
  VALUES.set(cards, values);
  return values;
}

/** Remembers a figure per context: small gates are asked for again and again in one estimate. */
export function perContext<K, V>(compute: (context: CircuitContext, key: K) => V): (context: CircuitContext, key: K) => V {
  const known = new WeakMap<CircuitContext, Map<K, V>>();
  return (context, key) => {
    const figures = known.get(context) ?? new Map<K, V>();
    known.set(context, figures);
    const found = figures.get(key);
    if (found !== undefined) return found;
    const value = compute(context, key);
    figures.set(key, value);
    return value;
  };
}

/** @param cards numbers to compute with instead of the stated ones */
export function circuitContext(process: CmosProcess, name: ConventionsName, cards: CircuitCards = circuitCards(name)): CircuitContext {
  const { constants, logic, wires, outputs, sram } = valuesOf(cards);
  const minNmosM = constants.transistorWidthMinF * process.featureSizeM;
  return {
    process, conventions: CONVENTIONS[name], constants, logic, wires, outputs, sram, minNmosM, minPmosM: process.pnRatio * minNmosM,
  };
}

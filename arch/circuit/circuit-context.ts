// What every circuit model needs besides its own sizes: the process and the conventions, as plain numbers.

import { plain } from "../technology/index.js";
import type { CmosProcess } from "../technology/index.js";
import { CONVENTIONS } from "./conventions/index.js";
import type { CircuitConstants, CircuitConstantValues, Conventions, ConventionsName } from "./conventions/index.js";

export interface CircuitContext {
  readonly process: CmosProcess;
  readonly conventions: Conventions;
  readonly constants: CircuitConstantValues;
  /** Widths of the smallest balanced inverter. */
  readonly minNmosM: number;
  readonly minPmosM: number;
}

const CONSTANTS = Object.fromEntries(
  Object.entries(CONVENTIONS).map(([name, { constants }]) => [name, plain<CircuitConstants>(constants)]),
) as Record<ConventionsName, CircuitConstantValues>;

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

export function circuitContext(process: CmosProcess, name: ConventionsName): CircuitContext {
  const conventions: Conventions = CONVENTIONS[name];
  const constants = CONSTANTS[name];
  const minNmosM = constants.transistorWidthMinF * process.featureSizeM;
  return { process, conventions, constants, minNmosM, minPmosM: process.pnRatio * minNmosM };
}

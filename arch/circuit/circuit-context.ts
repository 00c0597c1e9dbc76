// What every circuit model needs besides its own sizes: the process and the conventions, as plain numbers.

import { plain } from "../technology/index.js";
import type { CmosProcess } from "../technology/index.js";
import { CONVENTIONS } from "./conventions/index.js";
import type { CircuitConstantValues, Conventions, ConventionsName } from "./conventions/index.js";

export interface CircuitContext {
  readonly process: CmosProcess;
  readonly conventions: Conventions;
  readonly constants: CircuitConstantValues;
  /** Widths of the smallest balanced inverter. */
  readonly minNmosM: number;
  readonly minPmosM: number;
}

export function circuitContext(process: CmosProcess, name: ConventionsName): CircuitContext {
  const conventions: Conventions = CONVENTIONS[name];
  const constants = plain(conventions.constants);
  const minNmosM = constants.transistorWidthMinF * process.featureSizeM;
  return { process, conventions, constants, minNmosM, minPmosM: process.pnRatio * minNmosM };
}

// The convention sets of the circuit models. To add one: write its file and name it in CONVENTIONS.

import type { Conventions } from "./conventions.js";
import { pimento } from "./pimento.js";
import { reference } from "./reference.js";

export const CONVENTIONS = { pimento, reference } as const satisfies Record<string, Conventions>;

export type ConventionsName = keyof typeof CONVENTIONS;

export type { CircuitConstants, CircuitConstantValues, ConventionChoices, Conventions } from "./conventions.js";

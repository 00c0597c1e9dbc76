// What an interconnect between the global buffer and the sub-arrays states of itself. Members are pure descriptions;
// arch/chip gives them their links and queues.
import type { UnitCosts } from "../../sim/ledger.js";
import type { CircuitContext } from "../circuit/index.js";
import type { InterconnectSpec, OrganizationSpec } from "../spec/chip-spec.js";

export interface InterconnectGeometry {
  readonly organization: OrganizationSpec;
  readonly spec: InterconnectSpec;
  /** Outline of one mat. */
  readonly mat: { readonly widthM: number; readonly heightM: number };
  /** Process and conventions for the wires. */
  readonly context: CircuitContext;
}

/** Bits carried over one class of links, counted once per link they cross. */
export interface LinkLoad {
  readonly action: string;
  readonly bits: number;
}

/** One message: the same bits to one or more sub-arrays. */
export interface Payload {
  readonly bits: number;
  readonly targets: readonly number[];
}

export interface Interconnect {
  readonly costs: UnitCosts<string>;
  /** One word of `widthBits` a cycle. */
  readonly cycleS: number;
  readonly widthBits: number;
  /** From the buffer to a sub-array, or back: cycles that the first word is under way. */
  readonly hopCycles: number;
  /** Link loads of payloads that leave the buffer together (multicasts share links), or arrive at it. */
  readonly loads: (payloads: readonly Payload[]) => readonly LinkLoad[];
}

export interface InterconnectModel {
  readonly summary: string;
  readonly build: (geometry: InterconnectGeometry) => Interconnect;
}

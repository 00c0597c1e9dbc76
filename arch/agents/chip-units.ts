// The units of a chip that agents use. The chip makes them; every agent borrows what it needs.
import type { Meter } from "../../sim/ledger.js";
import type { Resource } from "../../sim/resource.js";
import type { Performer } from "../act/performer.js";
import type { GlobalBuffer } from "../units/global-buffer.js";
import type { DigitalActs } from "../digital/digital-acts.js";
import type { InterconnectUnit } from "../units/interconnect-unit.js";
import type { ArraySpec } from "../spec/chip-spec.js";
import type { LocalStoreActs } from "../stores/local-store-acts.js";

/** Share of ones assumed where no image decides the bits. */
export interface Density {
  readonly inputOnes: number;
  readonly weightOnes: number;
}

/** The sub-arrays' side. */
export interface ArrayUnits {
  readonly spec: ArraySpec;
  /** Prices of the sub-arrays' own actions, by the compute style. */
  readonly meter: Meter<string>;
  readonly density: Density;
}

export interface ChipUnits {
  readonly performer: Performer;
  readonly globalBuffer: GlobalBuffer;
  readonly interconnect: InterconnectUnit;
  readonly arrays: ArrayUnits;
  readonly stores: LocalStoreActs;
  readonly digitalActs: DigitalActs;
  /** All digital units of the chip; a lane takes any free one. */
  readonly digitalUnits: Resource;
}

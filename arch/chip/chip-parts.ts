// The parts of a chip with their costs: what the timed chip posts to, what area and leakage add up from.
import type { UnitCosts } from "../../sim/ledger.js";
import type { SubArrayAction } from "../circuit/index.js";
import type { BufferAction } from "../buffer/buffer-acts.js";
import type { StoreAction } from "../stores/local-buffers.js";
import type { DigitalAction } from "../digital/digital-acts.js";
import type { Interconnect } from "../interconnect/interconnect.js";

/** Costs by class of unit, one member each. */
export interface ChipParts {
  readonly subArray: UnitCosts<SubArrayAction>;
  /** One of each beside every sub-array. */
  readonly rowBuffer: UnitCosts<StoreAction>;
  readonly sumBuffer: UnitCosts<StoreAction>;
  /** Where sums wait at the digital units; one for the chip. */
  readonly sumStore: UnitCosts<StoreAction>;
  readonly globalBuffer: UnitCosts<BufferAction>;
  readonly interconnect: Interconnect;
  readonly digital: UnitCosts<DigitalAction>;
  readonly controller: UnitCosts<ControllerAction>;
}

/** issue: one instruction decoded and sent to its agent. */
export type ControllerAction = "issue";

/** How many of a part the chip has. */
export interface CountedPart {
  readonly part: string;
  readonly count: number;
  readonly areaM2: number;
  readonly leakageW: number;
}

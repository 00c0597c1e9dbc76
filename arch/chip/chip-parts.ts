// The parts of a chip with their costs, by role, and as one list: ledger, chip, area, floorplan and reports read it.
import type { BufferAction } from "../units/global-buffer.js";
import type { ControllerAction } from "../controller/controller-costs.js";
import type { DigitalAction } from "../digital/digital-acts.js";
import type { Interconnect } from "../interconnect/interconnect.js";
import type { ChipPart } from "../spec/chip-part.js";
import type { StoreAction } from "../stores/local-buffers.js";

export interface ChipParts {
  /** Actions are those of the compute style. */
  readonly subArray: ChipPart;
  /** One of each beside every sub-array. */
  readonly rowBuffer: ChipPart<StoreAction>;
  readonly sumBuffer: ChipPart<StoreAction>;
  /** Where sums wait at the digital units; one for the chip. */
  readonly sumStore: ChipPart<StoreAction>;
  readonly globalBuffer: ChipPart<BufferAction>;
  readonly interconnect: ChipPart;
  readonly digital: ChipPart<DigitalAction>;
  readonly controller: ChipPart<ControllerAction>;
}

/** What a chip is built from: its parts, and how the interconnect carries payloads. */
export interface ChipBuild {
  readonly parts: ChipParts;
  readonly network: Interconnect;
}

/** Every part: areas and leakages of a chip are sums over this list. */
export const partList = (parts: ChipParts): readonly ChipPart[] => [
  parts.subArray, parts.rowBuffer, parts.sumBuffer, parts.sumStore, parts.globalBuffer, parts.interconnect, parts.digital, parts.controller,
];

const sumOver = (parts: readonly ChipPart[], of: (part: ChipPart) => number): number =>
  parts.reduce((sum, part) => sum + part.count * of(part), 0);

/** Sum of the areas of all units [m2]. */
export const areaOf = (parts: readonly ChipPart[]): number => sumOver(parts, ({ costs }) => costs.areaM2);

/** Sum of the leakages of all units, everything on [W]. */
export const leakageOf = (parts: readonly ChipPart[]): number => sumOver(parts, ({ costs }) => costs.leakageW);

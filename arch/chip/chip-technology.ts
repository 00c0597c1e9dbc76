// The memory technology a chip is built in: the card its config names, with the numbers that its `cell` section states over it.
import { ConfigError } from "../../sim/errors.js";
import { MEMORY_TECHNOLOGIES, sensedTechnology, type MemoryTechnology } from "../technology/index.js";
import type { CellConfig } from "./cell-schema.js";
import { registryMember } from "../spec/registry-member.js";
import { foreignFields, withCell } from "./stated-cells/index.js";
import type { ChipSpec } from "../spec/chip-spec.js";

const cardOf = (name: string): MemoryTechnology => registryMember<MemoryTechnology>(MEMORY_TECHNOLOGIES, name, "chip.technology");

/** Throws ConfigError for an unknown technology. */
export function statedTechnology(spec: Pick<ChipSpec, "technology" | "cell">): MemoryTechnology {
  const card = cardOf(spec.technology);
  return spec.cell === null ? card : withCell(card, spec.cell);
}

/**
 * Throws ConfigError for a technology that no array can be built of, and naming each stated field of the cell that the technology's
 * kind has not.
 */
export function checkTechnology(name: string, cell: CellConfig = {}): void {
  const problems = foreignFields(sensedTechnology(cardOf(name)), cell);
  if (problems.length > 0) throw new ConfigError(problems);
}

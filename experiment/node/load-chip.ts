// The chip of a config file, for commands that need nothing else of it. The whole config is checked all the same.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { chipReader } from "../config/read-chip.js";
import { readConfig } from "../config/read-config.js";
import type { Override } from "../config/overrides.js";
import { configText } from "./config-file.js";

export interface LoadedChip {
  /** Of the experiment. */
  readonly name: string;
  readonly chip: ChipSpec;
  /** The chip with more fields replaced. */
  readonly read: (more: readonly Override[]) => ChipSpec;
  /** What `work` gives; its ConfigErrors get their places in the config. */
  readonly located: <T>(work: () => T) => T;
}

/** @param file null for the embedded default. Throws ConfigError. */
export async function loadChip(file: string | null, overrides: readonly Override[]): Promise<LoadedChip> {
  const source = file === null ? null : configText(file);
  const { spec, locate } = readConfig(source, overrides);
  const located = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw locate(error);
    }
  };
  return { name: spec.name, chip: spec.chip, read: chipReader(source, overrides), located };
}

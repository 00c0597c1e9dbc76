// The read point of a chip's cells: its technology (with the config's own cell) in its process.

import { processOf, technologyOf } from "../chip/chip-costs.js";
import type { ChipSpec } from "../spec/chip-spec.js";
import { readPoint, type ReadPoint } from "./read-point.js";

/** Throws ConfigError for an unknown technology or a process outside the tables. */
export const chipReadPoint = (spec: ChipSpec): ReadPoint => readPoint(technologyOf(spec), processOf(spec));

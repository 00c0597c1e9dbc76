// The plainest pieces of a program: one act, and a step that loads a layer's scale table.
import type { Instruction } from "../../arch/isa/instruction.js";
import { noTiles, type Node, type Step } from "../../arch/isa/program.js";

/** A step before it is known what it comes after. */
export type LayerStep = Omit<Step, "after">;

/** An instruction as a node of a step's body. */
export const act = (instruction: Instruction): Node => ({ kind: "act", instruction });

/** Loads a scale table; timed and costed under the layer's name. */
export const tableStep = (layer: string, table: string): LayerStep => ({ layer, group: noTiles, body: [act({ op: "load-table", table })] });

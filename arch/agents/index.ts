// The registry of agents: who executes the instructions of a lane. To add one: its file, its member of `Agent`, one line here.
import type { Agent } from "../isa/instruction.js";
import type { AgentSequencer } from "./agent.js";
import { ArrayAgent } from "./array-agent.js";
import { BufferAgent } from "./buffer-agent.js";
import type { ChipUnits } from "./chip-units.js";
import { DigitalAgent } from "./digital-agent.js";
import type { Lane } from "./lane.js";

/** Makes the sequencers of one kind for a lane; each calls `done` once. */
export type MakeSequencers = (units: ChipUnits, lane: Lane, done: () => void) => readonly AgentSequencer[];

/** In the order in which the agents of a lane start. */
export const AGENTS = {
  buffer: (units, lane, done) => [new BufferAgent(units, lane, done)],
  array: (units, lane, done) => lane.units.map((_, tile) => new ArrayAgent(units, lane, tile, done)),
  digital: (units, lane, done) => [new DigitalAgent(units, lane, done)],
} as const satisfies Record<Agent, MakeSequencers>;

export const AGENT_NAMES = Object.keys(AGENTS) as Agent[];

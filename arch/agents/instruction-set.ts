// The instructions of a machine: those of the agents and those of its compute style, by name.
import { project, type AgentOf } from "../isa/cursor.js";
import type { Agent, Instruction } from "../isa/instruction.js";
import type { TextOf } from "../isa/print.js";
import type { Step } from "../isa/program.js";
import type { CheckInstruction } from "../isa/validate.js";
import type { AgentSequencer } from "./agent.js";
import type { ArrayState } from "./array-state.js";
import { SEND_SUMS } from "./array-instructions.js";
import { BUFFER_INSTRUCTIONS } from "./buffer-instructions.js";
import { DIGITAL_INSTRUCTIONS } from "./digital-instructions.js";
import type { ArrayInstructionKind, InstructionKind } from "./instruction-kind.js";

type Kind = InstructionKind<Instruction, AgentSequencer>;
type ArrayKind = ArrayInstructionKind<Instruction, ArrayState>;
/** Entries know their own instruction and agent; a set only pairs what belongs together. */
type AnyKinds = { readonly [op: string]: InstructionKind<never, never> };
type AnyArrayKinds = { readonly [op: string]: ArrayInstructionKind<never, never> };

/** What a compute style adds to the instruction set. */
export type StyleInstructions = AnyArrayKinds;

export interface Entry extends Kind {
  readonly agent: Agent;
  readonly rewrites: ArrayKind["rewrites"];
}

/** Each tile's sub-array does it. */
const onEveryTile = (kind: ArrayKind): Omit<Entry, "execute"> & { readonly execute: unknown } => ({
  ...kind,
  agent: "array",
  rewrites: kind.rewrites,
  run: (instruction, { step, subArrays, indices }) =>
    step.group.tiles.forEach((tile, t) => kind.run(instruction, subArrays[t]!, tile, indices)),
});

/** All instructions of machines of one compute style, by name. */
export class InstructionSet {
  readonly #entries = new Map<string, Entry>();

  constructor(readonly style: string, instructions: StyleInstructions) {
    this.#add("buffer", BUFFER_INSTRUCTIONS);
    this.#add("digital", DIGITAL_INSTRUCTIONS);
    this.#entries.set("send-sums", { ...SEND_SUMS, agent: "array", rewrites: undefined } as unknown as Entry);
    for (const [op, kind] of Object.entries(instructions)) this.#entries.set(op, onEveryTile(kind as unknown as ArrayKind) as Entry);
  }

  /** @throws RangeError for an instruction that neither an agent nor the compute style knows */
  entry(op: string): Entry {
    const entry = this.#entries.get(op);
    if (entry === undefined) throw new RangeError(`no instruction "${op}" in machines of style ${this.style}`);
    return entry;
  }

  readonly agentOf: AgentOf = (op) => this.entry(op).agent;
  readonly textOf: TextOf = (instruction) => this.entry(instruction.op).text(instruction);
  readonly check: CheckInstruction = (instruction, checker, path, group) => {
    if (!this.#entries.has(instruction.op)) checker.fail(path, `is no instruction of machines of style ${this.style}`);
    else this.entry(instruction.op).check(instruction, checker, path, group);
  };

  /** Whether an agent has anything to do in a step. */
  isBusy(agent: Agent, step: Step): boolean {
    return project(step.body, agent, this.agentOf).length > 0;
  }

  #add(agent: Agent, kinds: AnyKinds): void {
    for (const [op, kind] of Object.entries(kinds)) this.#entries.set(op, { ...(kind as unknown as Kind), agent, rewrites: undefined });
  }
}

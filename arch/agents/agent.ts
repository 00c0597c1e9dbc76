// A sequencer of the chip: takes instructions of its kind off its cursor, one after the other, and tiles its time line.
import type { Waiting } from "../../sim/waiting.js";
import type { Resource } from "../../sim/resource.js";
import type { TimePs } from "../../sim/time.js";
import { Cursor, project } from "../isa/cursor.js";
import { visit, type Agent, type Instruction, type InstructionTable } from "../isa/instruction.js";
import type { Lane } from "./lane.js";
import type { Charge, Performer } from "../act/performer.js";
import { TimeLine } from "../act/time-line.js";

export abstract class AgentSequencer {
  protected readonly cursor: Cursor;
  protected readonly line: TimeLine;
  /** What it waits for while its time line shows a wait. */
  protected waitsFor = "";
  /** The instruction at hand has not yet been paid for. */
  #isIssuePending = false;

  constructor(
    kind: Agent,
    readonly name: string,
    protected readonly performer: Performer,
    protected readonly lane: Lane,
    private readonly done: () => void,
  ) {
    this.cursor = new Cursor(project(lane.context.step.body, kind), lane.index);
    this.line = new TimeLine(name, lane.context.totals, performer.engine.hooks);
  }

  protected abstract execute(instruction: Instruction): void;

  /** Take up the next instruction, or finish. */
  next(): void {
    const instruction = this.cursor.next();
    if (instruction !== undefined) {
      this.#isIssuePending = true;
      this.execute(instruction);
      return;
    }
    this.line.to(null, this.now);
    this.done();
  }

  openWork(): Waiting[] {
    const { kind, since } = this.line;
    return kind === null ? [] : [{ who: this.name, waitsFor: this.waitsFor, reason: kind, sincePs: since }];
  }

  protected get now(): TimePs {
    return this.performer.engine.now;
  }

  /** Do an act, then `then`. */
  protected perform(kind: string, charge: Charge, then: () => void): void {
    const postings = this.#isIssuePending ? [this.performer.issue, ...charge.postings] : charge.postings;
    this.#isIssuePending = false;
    this.performer.perform({ unit: this.name, kind, tag: this.lane.context.step.tag, durationPs: charge.durationPs, postings }, this.line, then);
  }

  /** Do an act while holding a shared resource. */
  protected performWith(resource: Resource, kind: string, charge: Charge, then: () => void): void {
    this.waitFor(resource.name, resource.waitReason);
    resource.acquire({
      who: this.name,
      onGranted: () =>
        this.perform(kind, charge, () => {
          resource.release();
          then();
        }),
    });
  }

  protected waitFor(what: string, reason: string): void {
    this.waitsFor = what;
    this.line.to(reason, this.now);
  }
}

const misplaced = (instruction: Instruction, name: string): never => {
  throw new RangeError(`${name} cannot execute ${instruction.op}`);
};

/** A full visitor from the handlers of some instructions: any other is a fault of the program's projection. */
export function handlersOf<Self extends AgentSequencer>(handlers: Partial<InstructionTable<void, [Self]>>): (instruction: Instruction, self: Self) => void {
  return (instruction, self) => {
    const handler = handlers[instruction.op];
    if (handler === undefined) misplaced(instruction, self.name);
    visit(handlers as InstructionTable<void, [Self]>, instruction, self);
  };
}

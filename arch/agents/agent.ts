// A sequencer of the chip: takes instructions of its kind off its cursor, one after the other, and tiles its time line.
import type { Resource } from "../../sim/resource.js";
import type { TimePs } from "../../sim/time.js";
import type { WaitReason, Waiting } from "../../sim/waiting.js";
import { TimeLine } from "../act/time-line.js";
import type { Charge, Performer } from "../act/performer.js";
import { Cursor, project } from "../isa/cursor.js";
import type { Agent } from "../isa/instruction.js";
import type { TensorSpec } from "../isa/program.js";
import type { Lane } from "./lane.js";

/** What all agents share: a cursor over their instructions, a time line, and the ways to act and to wait. */
export abstract class AgentSequencer {
  readonly cursor: Cursor;
  readonly #line: TimeLine;
  /** What it waits for while its time line shows a wait. */
  #waitsFor = "";
  /** The instruction at hand has not yet been paid for. */
  #isIssuePending = false;

  constructor(
    kind: Agent,
    readonly name: string,
    readonly performer: Performer,
    readonly lane: Lane,
    private readonly done: () => void,
  ) {
    const { step, tag, totals, instructions } = lane.context;
    this.cursor = new Cursor(project(step.body, kind, instructions.agentOf), lane.index);
    this.#line = new TimeLine({ who: name, ...tag }, totals, performer.engine.hooks);
  }

  /** Take up the next instruction, or finish. */
  next(): void {
    const instruction = this.cursor.next();
    if (instruction !== undefined) {
      this.#isIssuePending = true;
      this.lane.context.instructions.entry(instruction.op).execute(instruction, this);
      return;
    }
    this.#line.close(this.now);
    this.done();
  }

  openWork(): Waiting[] {
    const { name, since } = this.#line;
    return name === null ? [] : [{ who: this.name, waitsFor: this.#waitsFor, reason: name, sincePs: since }];
  }

  get now(): TimePs {
    return this.performer.engine.now;
  }

  /** Shape of a tensor of the program. */
  tensor(id: string): TensorSpec {
    return this.lane.context.tensors.get(id)!;
  }

  /** Do an act, then `then`. Resources are waited for in their order, taken together with power, and given back at the end. */
  perform(kind: string, charge: Charge, then: () => void, holding: readonly Resource[] = []): void {
    const postings = this.#isIssuePending ? [this.performer.issue, ...charge.postings] : charge.postings;
    this.#isIssuePending = false;
    const act = { unit: this.name, kind, tag: this.lane.context.tag, durationPs: charge.durationPs, postings };
    if (holding.length > 0) this.#waitsFor = holding[0]!.name;
    this.performer.perform(act, this.#line, then, holding);
  }

  /** It can do nothing until somebody calls it. */
  waitFor(what: string, reason: WaitReason): void {
    this.#waitsFor = what;
    this.#line.wait(reason, this.now);
  }

  /** Go on once all pixels of a map below a number are stored: at once where they are. */
  whenStored(tensor: string, below: number, then: () => void): void {
    const progress = this.lane.context.progress.get(tensor)!;
    if (progress.hasBelow(below)) {
      then();
      return;
    }
    this.waitFor(`pixel ${below - 1} of ${tensor}`, "dependency");
    progress.whenBelow(below, then);
  }
}

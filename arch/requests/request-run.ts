// One request on its way through a program: its steps, each of which starts once those that it comes after have ended. Sub-arrays
// serve one step at a time, so different requests, and steps that do not depend on one another, may be under way at once.
import type { Engine } from "../../sim/engine.js";
import type { LedgerTag } from "../../sim/ledger.js";
import type { TimePs } from "../../sim/time.js";
import type { Waiting } from "../../sim/waiting.js";
import type { SubArrayUnit } from "../units/sub-array-unit.js";
import type { StepList } from "../isa/program.js";
import type { ChipUnits } from "../agents/chip-units.js";
import type { InstructionSet } from "../agents/instruction-set.js";
import type { Values } from "../agents/lane.js";
import { PixelProgress } from "../agents/pixel-progress.js";
import { StepRun, type StepTimes } from "./step-run.js";
import type { SubArrayLocks } from "./sub-array-locks.js";

/** What a run of a request needs of the chip. */
export interface RequestServices {
  readonly engine: Engine;
  readonly locks: SubArrayLocks;
  readonly units: ChipUnits;
  readonly instructions: InstructionSet;
  readonly subArray: (index: number) => SubArrayUnit;
  /** Called at every end of a step: leakage up to now belongs to this tag. */
  readonly onStepEnd: (tag: LedgerTag) => void;
}

/** One request under way: its steps, its maps, and when it started and ended [ps]. */
export class RequestRun {
  isDone = false;
  startPs = 0 as TimePs;
  endPs = 0 as TimePs;
  /** Steps that have ended, in that order. */
  readonly steps: StepTimes[] = [];
  /** Maps and weights; made at the start, null when the run is timed without images. */
  values: Values | null = null;
  #steps: readonly StepRun[] = [];

  /** @param makeValues called when the request starts: a request that waits for its time holds no maps */
  constructor(
    private readonly services: RequestServices,
    readonly program: StepList,
    readonly name: string,
    private readonly makeValues: () => Values | null,
    private readonly onDone: () => void,
  ) {}

  start(): void {
    const { services, program } = this;
    this.startPs = services.engine.now;
    this.values = this.makeValues();
    const context = {
      instructions: services.instructions,
      tables: new Map(program.tables.map((table) => [table.id, table])),
      tensors: new Map(program.tensors.map((tensor) => [tensor.id, tensor])),
      progress: new Map(program.tensors.map(({ id, height, width }) => [id, new PixelProgress(height * width)])),
      values: this.values,
    };
    const followers = program.steps.map((_, n) => program.steps.flatMap(({ after }, later) => (after.includes(n) ? [later] : [])));
    this.#steps = program.steps.map(
      (step, n) => new StepRun(services, context, this.name, step, (times) => this.#ended(times, followers[n]!))
    );
    for (const step of this.#steps) step.begin();
    if (program.steps.length === 0) this.#end();
  }

  openWork(): Waiting[] {
    return this.#steps.flatMap((step) => step.openWork());
  }

  #ended(times: StepTimes, followers: readonly number[]): void {
    this.steps.push(times);
    for (const follower of followers) this.#steps[follower]!.predecessorEnded();
    if (this.steps.length === this.program.steps.length) this.#end();
  }

  #end(): void {
    this.endPs = this.services.engine.now;
    this.isDone = true;
    this.onDone();
  }
}

// One request on its way through a program: steps one after another, each with its lanes and agents. A layer's sub-arrays
// serve one request at a time; different requests may be in different layers.
import type { Waiting } from "../../sim/waiting.js";
import { BusyTime } from "../../sim/busy-time.js";
import { LifeLine } from "../../sim/life-line.js";
import type { Resource } from "../../sim/resource.js";
import type { TimePs } from "../../sim/time.js";
import type { AgentSequencer } from "./agent.js";
import type { Lane, StepContext, Values } from "./lane.js";
import type { Agent } from "../isa/instruction.js";
import type { Program, ScaleTable, Step, TensorSpec } from "../isa/program.js";
import { project } from "../isa/cursor.js";

/** Times of one layer (all its steps) in one request. */
export interface LayerTimes {
  readonly tag: string;
  readonly startPs: number;
  readonly endPs: number;
  /** Time of all agents together, by kind of work and by reason of wait. */
  readonly agentTime: BusyTime;
}

/** What a run of a request needs of the chip. */
export interface RequestServices {
  readonly now: () => TimePs;
  /** The right to use a layer's sub-arrays. */
  readonly layerLock: (tag: string) => Resource;
  readonly laneOf: (context: StepContext, index: number) => Lane;
  readonly agentsOf: (kind: Agent, lane: Lane, done: () => void) => readonly AgentSequencer[];
  /** Called at every end of a step: leakage up to now belongs to this tag. */
  readonly onStepEnd: (tag: string) => void;
}

const AGENT_KINDS: readonly Agent[] = ["buffer", "array", "digital"];

export class RequestRun {
  isDone = false;
  startPs = 0 as TimePs;
  endPs = 0 as TimePs;
  readonly layers: LayerTimes[] = [];
  readonly #tables: ReadonlyMap<string, ScaleTable>;
  readonly #tensors: ReadonlyMap<string, TensorSpec>;
  #life: LifeLine | null = null;
  #agents: readonly AgentSequencer[] = [];
  #running = 0;
  #step = 0;

  constructor(
    readonly services: RequestServices,
    readonly program: Program,
    readonly name: string,
    readonly values: Values | null,
    readonly onDone: () => void,
  ) {
    this.#tables = new Map(program.tables.map((table) => [table.id, table]));
    this.#tensors = new Map(program.tensors.map((tensor) => [tensor.id, tensor]));
  }

  start(): void {
    this.startPs = this.services.now();
    this.#life = new LifeLine(this.name, this.startPs);
    this.#nextStep();
  }

  openWork(): Waiting[] {
    return this.#agents.flatMap((agent) => agent.openWork());
  }

  #nextStep(): void {
    const step = this.program.steps[this.#step];
    if (step === undefined) {
      // Throws if a picosecond of the request's life is not explained by a layer or a named wait.
      this.endPs = this.services.now();
      this.#life!.end(this.endPs);
      this.isDone = true;
      this.onDone();
      return;
    }
    // The steps of one layer (its table, its matrix) belong together: nobody may come between them.
    if (this.program.steps[this.#step - 1]?.tag === step.tag) {
      this.#run(step);
      return;
    }
    const lock = this.services.layerLock(step.tag);
    const askedPs = this.services.now();
    lock.acquire({
      who: this.name,
      onGranted: () => {
        this.#life!.wait(lock.waitReason, askedPs, this.services.now());
        this.#run(step);
      },
    });
  }

  #run(step: Step): void {
    const startPs = this.services.now();
    const totals = new BusyTime(`${this.name}.${step.tag}`);
    const context: StepContext = { step, tables: this.#tables, tensors: this.#tensors, values: this.values, totals };
    const agents: AgentSequencer[] = [];
    const done = (): void => {
      if (--this.#running === 0) this.#end(step, startPs, totals);
    };
    step.group.lanes.forEach((_, l) => {
      const lane = this.services.laneOf(context, l);
      for (const kind of AGENT_KINDS) {
        if (project(step.body, kind).length > 0) agents.push(...this.services.agentsOf(kind, lane, done));
      }
    });
    this.#agents = agents;
    this.#running = agents.length + 1;
    for (const agent of agents) agent.next();
    done();
  }

  #end(step: Step, startPs: TimePs, agentTime: BusyTime): void {
    if (this.program.steps[this.#step + 1]?.tag !== step.tag) this.services.layerLock(step.tag).release();
    this.services.onStepEnd(step.tag);
    this.#life!.work(step.tag, startPs, this.services.now());
    this.layers.push({ tag: step.tag, startPs, endPs: this.services.now(), agentTime });
    this.#agents = [];
    this.#step++;
    this.#nextStep();
  }
}

// One step of one request, from the moment it could be thought of until its agents are done: it waits for the steps it comes after,
// then for its sub-arrays, then works. Its life is tiled by these.
import { BusyTime } from "../../sim/busy-time.js";
import { LifeLine } from "../../sim/life-line.js";
import type { TimePs } from "../../sim/time.js";
import type { Waiting } from "../../sim/waiting.js";
import type { Step } from "../isa/program.js";
import type { AgentSequencer } from "../agents/agent.js";
import { AGENT_NAMES, AGENTS, type MakeSequencers } from "../agents/index.js";
import type { Lane, StepContext } from "../agents/lane.js";
import type { RequestServices } from "./request-run.js";
import { SUB_ARRAY_BUSY } from "./sub-array-locks.js";

/** Times of one step in one request. */
export interface StepTimes {
  readonly layer: string;
  readonly startPs: number;
  readonly endPs: number;
  /** Time of all agents together, by kind of work and by reason of wait. */
  readonly agentTime: BusyTime;
}

/** What all steps of a request share. */
export type RequestContext = Omit<StepContext, "step" | "tag" | "totals">;

/** One step of a request under way. */
export class StepRun {
  /** Steps that it comes after and that have not ended. */
  #waitsFor: number;
  #agents: readonly AgentSequencer[] = [];
  #running = 0;
  readonly #life: LifeLine;
  readonly #tag: { readonly request: string; readonly layer: string };
  readonly #subArrays: readonly number[];

  constructor(
    private readonly services: RequestServices,
    private readonly request: RequestContext,
    name: string,
    readonly step: Step,
    private readonly onEnd: (times: StepTimes) => void,
  ) {
    this.#waitsFor = step.after.length;
    this.#tag = { request: name, layer: step.layer };
    this.#life = new LifeLine({ who: `step ${step.layer}`, ...this.#tag }, services.engine.now, services.engine.hooks);
    this.#subArrays = step.group.lanes.flat();
  }

  /** Starts steps that come after nothing. */
  begin(): void {
    if (this.#waitsFor === 0) this.#claim();
  }

  /** One of the steps that it comes after has ended. */
  predecessorEnded(): void {
    this.#waitsFor--;
    this.begin();
  }

  openWork(): Waiting[] {
    return this.#agents.flatMap((agent) => agent.openWork());
  }

  #claim(): void {
    const { locks, engine } = this.services;
    const askedPs = engine.now;
    this.#life.wait("dependency", this.#life.startPs, askedPs);
    locks.acquire(this.#tag.request, this.#subArrays, () => {
      this.#life.wait(SUB_ARRAY_BUSY, askedPs, engine.now);
      this.#run();
    });
  }

  #run(): void {
    const { services, step } = this;
    const startPs = services.engine.now;
    const totals = new BusyTime(`${this.#tag.request}.${step.layer}`);
    const context: StepContext = { ...this.request, step, tag: this.#tag, totals };
    const done = (): void => {
      if (--this.#running === 0) this.#end(startPs, totals);
    };
    this.#agents = step.group.lanes.flatMap((numbers, index) =>
      this.#agentsOf({ context, index, units: numbers.map((n) => services.subArray(n)) }, done));
    this.#running = this.#agents.length + 1;
    for (const agent of this.#agents) agent.next();
    done();
  }

  /** Agents of the kinds that have something to do in this step. */
  #agentsOf(lane: Lane, done: () => void): AgentSequencer[] {
    const { units } = this.services;
    const kinds = AGENT_NAMES.filter((kind) => this.request.instructions.isBusy(kind, this.step));
    return kinds.flatMap((kind) => (AGENTS[kind] as MakeSequencers)(units, lane, done));
  }

  #end(startPs: TimePs, agentTime: BusyTime): void {
    const { locks, engine } = this.services;
    const { layer } = this.step;
    const endPs = engine.now;
    locks.release(this.#subArrays);
    this.services.onStepEnd(this.#tag);
    this.#life.work(layer, startPs, endPs);
    // Throws if a picosecond of the step's life is not explained by work or a named wait.
    this.#life.end(endPs);
    this.#agents = [];
    this.onEnd({ layer, startPs, endPs, agentTime });
  }
}

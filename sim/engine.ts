// The discrete-event engine: a clock in integer picoseconds and the events that move it.
// Units schedule handlers; the engine calls them in the order (time, phase, sequence) and, when nothing is left to do
// while somebody still waits, reports the deadlock.

import { SimulationError } from "./errors.js";
import type { EventQueue, Phase } from "./event-queue.js";
import { HeapEventQueue } from "./heap-event-queue.js";
import { Hooks, hookPoint } from "./hooks.js";
import { ZERO_PS, type TimePs } from "./time.js";
import type { OpenWork, Waiting } from "./waiting.js";

export interface EngineEvent {
  readonly timePs: TimePs;
  readonly phase: Phase;
}

export const eventStartPoint = hookPoint<EngineEvent>("event.start");
export const eventEndPoint = hookPoint<EngineEvent>("event.end");

type AnyHandler = (argument: unknown) => void;

const LISTED_WAITS = 20;

/** One simulation: its clock and its events, in the order (time, phase, sequence). */
export class Engine {
  readonly hooks: Hooks;
  /** Events handled so far. */
  eventCount = 0;
  #now: TimePs = ZERO_PS;
  #isRunning = false;
  readonly #queue: EventQueue;
  readonly #watched = new Set<OpenWork>();
  // What an event does lives in slots named by the queue's payload; freed slots are used again, so a long run allocates nothing.
  readonly #handlers: AnyHandler[] = [];
  readonly #arguments: unknown[] = [];
  readonly #freeSlots: number[] = [];

  constructor(options: { readonly hooks?: Hooks; readonly queue?: EventQueue } = {}) {
    this.hooks = options.hooks ?? new Hooks();
    this.#queue = options.queue ?? new HeapEventQueue();
  }

  get now(): TimePs {
    return this.#now;
  }

  /** Events not yet handled. */
  get pending(): number {
    return this.#queue.size;
  }

  /**
   * Calls `handler(argument)` at a time and phase. An event for the present in an earlier phase than the running one
   * comes next (a delta cycle). Throws a SimulationError for the past and for times that are not whole picoseconds.
   */
  schedule(atPs: number, phase: Phase, handler: () => void): void;
  schedule<T>(atPs: number, phase: Phase, handler: (argument: T) => void, argument: T): void;
  schedule<T>(atPs: number, phase: Phase, handler: (argument: T) => void, argument?: T): void {
    if (!(atPs >= this.#now && Number.isSafeInteger(atPs))) throw this.#badTime(atPs);
    const slot = this.#freeSlots.pop() ?? this.#handlers.length;
    this.#handlers[slot] = handler as AnyHandler;
    this.#arguments[slot] = argument;
    this.#queue.push(atPs, phase, slot);
  }

  /** Like `schedule`, counted from now. */
  after(delayPs: number, phase: Phase, handler: () => void): void;
  after<T>(delayPs: number, phase: Phase, handler: (argument: T) => void, argument: T): void;
  after<T>(delayPs: number, phase: Phase, handler: (argument: T) => void, argument?: T): void {
    this.schedule(this.#now + delayPs, phase, handler, argument as T);
  }

  /** Has the unit asked for its open work at the end of a run; returns the way to leave. */
  watch(unit: OpenWork): () => void {
    this.#watched.add(unit);
    return () => this.#watched.delete(unit);
  }

  /**
   * Handles events until none is left, then checks for open work; the clock stays at the last event.
   * With `untilPs`: handles the events up to and including that time and sets the clock to it, without that check,
   * because more may be submitted later.
   * Throws a SimulationError "deadlock" listing who waits for what when work is left but no event.
   */
  run(untilPs?: TimePs): void {
    if (this.#isRunning) throw new SimulationError(this.#now, "engine", "run was called from inside an event");
    this.#isRunning = true;
    try {
      const limit = untilPs ?? Infinity;
      while (this.#queue.size > 0 && this.#queue.nextTimePs <= limit) this.#step();
    } finally {
      this.#isRunning = false;
    }
    if (untilPs === undefined) this.checkOpenWork();
    else if (untilPs > this.#now) this.#now = untilPs;
  }

  /** Throws the deadlock report if any watched unit has somebody waiting. */
  checkOpenWork(): void {
    const waits = [...this.#watched].flatMap((unit) => unit.openWork());
    if (waits.length === 0) return;
    const shown = waits.slice(0, LISTED_WAITS).map(describeWait);
    if (waits.length > LISTED_WAITS) shown.push(`... and ${waits.length - LISTED_WAITS} more`);
    throw new SimulationError(this.#now, "engine", `deadlock: no event is left, ${waits.length} still waiting:\n  ${shown.join("\n  ")}`);
  }

  #step(): void {
    const slot = this.#queue.pop();
    const phase = this.#queue.poppedPhase;
    this.#now = this.#queue.poppedTimePs as TimePs;
    const handler = this.#handlers[slot]!;
    const argument = this.#arguments[slot];
    this.#arguments[slot] = undefined;
    this.#freeSlots.push(slot);
    this.eventCount++;
    const event = this.hooks.isHeard(eventStartPoint) || this.hooks.isHeard(eventEndPoint) ? { timePs: this.#now, phase } : undefined;
    if (event !== undefined) this.hooks.emit(eventStartPoint, () => event);
    handler(argument);
    if (event !== undefined) this.hooks.emit(eventEndPoint, () => event);
  }

  #badTime(atPs: number): SimulationError {
    const why = Number.isSafeInteger(atPs) ? "which is past" : "which is not a whole number of picoseconds";
    return new SimulationError(this.#now, "engine", `an event was scheduled at ${atPs} ps, ${why}`);
  }
}

function describeWait(wait: Waiting): string {
  const since = wait.sincePs === undefined ? "" : ` since ${wait.sincePs} ps`;
  return `${wait.who} waits for ${wait.waitsFor} (${wait.reason})${since}`;
}


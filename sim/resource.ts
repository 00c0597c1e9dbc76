// A server with a queue: up to `capacity` users at once, the others wait in line (FIFO, or by priority).
// Grants are made by the engine in phase ACT, after everything due at that time was delivered, so a priority decision
// sees all requests of its picosecond. Busy and blocked time are measured.

import type { Engine } from "./engine.js";
import { ConfigError, SimulationError } from "./errors.js";
import { ACT } from "./event-queue.js";
import { ZERO_PS, type TimePs } from "./time.js";
import { WaitLine } from "./wait-line.js";
import { waitPoint, type OpenWork, type Waiting, type WaitReason } from "./waiting.js";

export interface ResourceSpec {
  readonly name: string;
  /** Users at once, 1 by default. */
  readonly capacity?: number;
  /** "fifo" (default) ignores priorities. */
  readonly discipline?: "fifo" | "priority";
  /** The name of waiting for it, "bus-busy" ... */
  readonly waitReason: WaitReason;
}

export interface ResourceRequest {
  readonly who: string;
  /** Larger goes first under the priority discipline; 0 by default. */
  readonly priority?: number;
  /**
   * For who needs something else together with the resource (power): called in phase ACT on the requester's turn. A place is kept, but
   * counts as in use only from the call of `take` on.
   */
  readonly onTurn?: (take: () => void) => void;
  /** Called in phase ACT (or by `take`) once the resource is the requester's, who must release it. */
  readonly onGranted?: (waitedPs: TimePs) => void;
}

/** A use of a known length. */
export interface ResourceJob {
  readonly who: string;
  readonly priority?: number;
  readonly durationPs: TimePs;
  readonly onStart?: (waitedPs: TimePs) => void;
  readonly onDone: () => void;
}

/** One server; who waits for ever is found by the deadlock check (`waiting`). */
export class Resource implements OpenWork {
  readonly name: string;
  readonly capacity: number;
  readonly waitReason: WaitReason;
  /** Sum of the waits that ended [ps]. */
  blockedPs = 0;
  /** Users served or being served. */
  grants = 0;
  readonly #line = new WaitLine<ResourceRequest>();
  readonly #isByPriority: boolean;
  readonly #arbitrate = (): void => this.#grantAll();
  #inUse = 0;
  /** Places kept for requesters whose turn it is. */
  #promised = 0;
  #isArbitrationDue = false;
  #busyPs = 0;
  #busyCountedTo: TimePs = ZERO_PS;

  constructor(private readonly engine: Engine, spec: ResourceSpec) {
    this.name = spec.name;
    this.capacity = spec.capacity ?? 1;
    this.waitReason = spec.waitReason;
    this.#isByPriority = spec.discipline === "priority";
    if (!Number.isSafeInteger(this.capacity) || this.capacity < 1) {
      const found = String(this.capacity);
      throw new ConfigError({ path: `${spec.name}.capacity`, message: "must be a whole number, one or more", found });
    }
    engine.watch(this);
  }

  get inUse(): number {
    return this.#inUse;
  }

  /** Requests not yet granted. */
  get waiting(): number {
    return this.#line.length;
  }

  /** Integral of users over time [ps]: utilisation is busyPs / (capacity x elapsed time). */
  get busyPs(): number {
    return this.#busyPs + this.#inUse * (this.engine.now - this.#busyCountedTo);
  }

  /** Stands in line; `onGranted` comes in phase ACT, of this very time when the resource is free. */
  acquire(request: ResourceRequest): void {
    this.#line.join(request, this.engine.now, this.#isByPriority ? (request.priority ?? 0) : 0);
    if (this.#hasPlace) this.#arbitrateSoon();
  }

  /** Takes the resource at once if it is free and nobody waits: saves an event where no callback is needed. */
  tryAcquire(): boolean {
    if (!this.#hasPlace || this.#line.length > 0) return false;
    this.#changeUse(1);
    return true;
  }

  /** Keeps a place at once if one is free and nobody waits: the way to take it, or undefined. */
  tryPromise(): (() => void) | undefined {
    if (!this.#hasPlace || this.#line.length > 0) return undefined;
    this.#promised++;
    return () => {
      this.#promised--;
      this.#changeUse(1);
    };
  }

  /** Gives one use back. Throws a SimulationError when nothing is in use. */
  release(): void {
    if (this.#inUse === 0) throw new SimulationError(this.engine.now, this.name, "was released more often than acquired");
    this.#changeUse(-1);
    if (this.#line.length > 0) this.#arbitrateSoon();
  }

  /** Acquires, holds for a time, releases, and only then calls `onDone` (in phase ACT of the end). */
  serve(job: ResourceJob): void {
    const finish = (): void => {
      this.release();
      job.onDone();
    };
    const onGranted = (waitedPs: TimePs): void => {
      job.onStart?.(waitedPs);
      this.engine.after(job.durationPs, ACT, finish);
    };
    this.acquire({ who: job.who, priority: job.priority ?? 0, onGranted });
  }

  openWork(): Waiting[] {
    return this.#line.list().map(({ entry, sincePs }) => ({ who: entry.who, waitsFor: this.name, reason: this.waitReason, sincePs }));
  }

  #arbitrateSoon(): void {
    if (this.#isArbitrationDue) return;
    this.#isArbitrationDue = true;
    this.engine.after(0, ACT, this.#arbitrate);
  }

  #grantAll(): void {
    this.#isArbitrationDue = false;
    while (this.#hasPlace && this.#line.length > 0) this.#grantFirst();
  }

  #grantFirst(): void {
    const request = this.#line.first!;
    const fromPs = this.#line.firstSincePs;
    this.#line.leave();
    const toPs = this.engine.now;
    const waitedPs = (toPs - fromPs) as TimePs;
    this.blockedPs += waitedPs;
    if (waitedPs > 0) {
      this.engine.hooks.emit(waitPoint, () => ({ who: request.who, waitedFor: this.name, reason: this.waitReason, fromPs, toPs }));
    }
    if (request.onTurn === undefined) this.#take(request, waitedPs);
    else this.#promise(request, waitedPs);
  }

  #take(request: ResourceRequest, waitedPs: TimePs): void {
    this.#changeUse(1);
    request.onGranted?.(waitedPs);
  }

  #promise(request: ResourceRequest, waitedPs: TimePs): void {
    this.#promised++;
    request.onTurn!(() => {
      this.#promised--;
      this.#take(request, waitedPs);
    });
  }

  get #hasPlace(): boolean {
    return this.#inUse + this.#promised < this.capacity;
  }

  #changeUse(change: 1 | -1): void {
    this.#busyPs = this.busyPs;
    this.#busyCountedTo = this.engine.now;
    this.#inUse += change;
    if (change === 1) this.grants++;
  }
}

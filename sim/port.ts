// A bounded first-in first-out input of a unit. A place is reserved before anything is sent, so a full port holds the
// sender back ("buffer-full") and nothing is ever dropped. Items arrive in phase DELIVER.

import type { Engine } from "./engine.js";
import { SimulationError } from "./errors.js";
import { DELIVER } from "./event-queue.js";
import { hookPoint } from "./hooks.js";
import { Resource, type ResourceRequest } from "./resource.js";
import { ZERO_PS, type TimePs } from "./time.js";
import { WaitLine } from "./wait-line.js";
import type { OpenWork, Waiting } from "./waiting.js";

export interface PortMessage {
  readonly port: string;
  readonly item: unknown;
  readonly timePs: TimePs;
}

export const messageSentPoint = hookPoint<PortMessage>("message.sent");
export const messageDeliveredPoint = hookPoint<PortMessage>("message.delivered");

/** The input of one unit for items of one type. */
export class Port<T> implements OpenWork {
  readonly name: string;
  /** The places: one is in use from reservation until the receiver takes the item. */
  readonly places: Resource;
  readonly #items = new WaitLine<T>();
  readonly #arrive = (item: T): void => this.#onArrival(item);
  #reserved = 0;
  #onDelivery: (() => void) | undefined;

  constructor(private readonly engine: Engine, spec: { readonly name: string; readonly capacity: number }) {
    this.name = spec.name;
    this.places = new Resource(engine, { name: spec.name, capacity: spec.capacity, waitReason: "buffer-full" });
    engine.watch(this);
  }

  /** Items arrived and not yet taken. */
  get size(): number {
    return this.#items.length;
  }

  /** The receiver's handler, called in phase DELIVER after each arrival. A port has one receiver. */
  listen(onDelivery: () => void): void {
    if (this.#onDelivery !== undefined) throw new SimulationError(this.engine.now, this.name, "already has a receiver");
    this.#onDelivery = onDelivery;
  }

  /**
   * Sends when there is a place; `onSent` comes in phase ACT when the item is on its way, which is at once if the port
   * has room. The item arrives `delayPs` after that.
   */
  send(item: T, sender: { readonly who: string; readonly onSent?: (waitedPs: TimePs) => void; readonly delayPs?: TimePs }): void {
    this.reserve({
      who: sender.who,
      onGranted: (waitedPs) => {
        this.deliver(item, sender.delayPs ?? ZERO_PS);
        sender.onSent?.(waitedPs);
      },
    });
  }

  /** Sends if there is room and nobody waits; false otherwise. */
  trySend(item: T, delayPs: TimePs = ZERO_PS): boolean {
    if (!this.places.tryAcquire()) return false;
    this.#reserved++;
    this.deliver(item, delayPs);
    return true;
  }

  /** Waits for a place; whoever is granted one must `deliver` exactly one item. */
  reserve(request: ResourceRequest): void {
    const onGranted = (waitedPs: TimePs): void => {
      this.#reserved++;
      request.onGranted?.(waitedPs);
    };
    this.places.acquire({ who: request.who, priority: request.priority ?? 0, onGranted });
  }

  /** Puts an item on its way into a reserved place. */
  deliver(item: T, delayPs: TimePs): void {
    if (this.#reserved === 0) throw new SimulationError(this.engine.now, this.name, "was sent an item without a reserved place");
    this.#reserved--;
    this.engine.hooks.emit(messageSentPoint, () => ({ port: this.name, item, timePs: this.engine.now }));
    this.engine.after(delayPs, DELIVER, this.#arrive, item);
  }

  /** The oldest item, or undefined. */
  peek(): T | undefined {
    return this.#items.first;
  }

  /** Removes the oldest item and frees its place. Throws a SimulationError when there is none. */
  take(): T {
    if (this.#items.length === 0) throw new SimulationError(this.engine.now, this.name, "has nothing to take");
    const item = this.#items.first as T;
    this.#items.leave();
    this.places.release();
    return item;
  }

  openWork(): Waiting[] {
    if (this.#items.length === 0) return [];
    return [
      {
        who: this.name,
        waitsFor: `its receiver to take ${this.#items.length} item(s)`,
        reason: "dependency",
        sincePs: this.#items.firstSincePs,
      },
    ];
  }

  #onArrival(item: T): void {
    this.#items.join(item, this.engine.now);
    this.engine.hooks.emit(messageDeliveredPoint, () => ({ port: this.name, item, timePs: this.engine.now }));
    this.#onDelivery?.();
  }
}

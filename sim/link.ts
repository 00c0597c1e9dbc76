// A wire bundle between two units: serialisation (bits over width per cycle), then a fixed latency. One message at a
// time; the link also waits for a place at the far end while it holds the wires. Cut-through: the head is handed on
// while the tail still follows. Energy is the owner's business (count bits on the ledger when sending).

import type { Engine } from "./engine.js";
import { ConfigError } from "./errors.js";
import { ACT } from "./event-queue.js";
import type { Port } from "./port.js";
import { Resource } from "./resource.js";
import { timesPs, type TimePs } from "./time.js";

/** What travels. `tailPs` is set by each link on the way: when the last bit has arrived at the next stop. */
export interface Message {
  readonly who: string;
  readonly bits: number;
  tailPs: TimePs;
}

export interface LinkSpec {
  readonly name: string;
  readonly widthBits: number;
  /** Time to put one width of bits on the wires. */
  readonly cyclePs: TimePs;
  /** Time of flight of one bit. */
  readonly latencyPs: TimePs;
  /** Deliver at the arrival of the head (the receiver minds `tailPs`); by default at the arrival of the tail. */
  readonly cutThrough?: boolean;
}

export class Link<T extends Message> {
  /** Busy and blocked time of the wires. */
  readonly wires: Resource;

  constructor(private readonly engine: Engine, readonly spec: LinkSpec, readonly destination: Port<T>) {
    if (!Number.isSafeInteger(spec.widthBits) || spec.widthBits < 1) {
      throw new ConfigError({ path: `${spec.name}.widthBits`, message: "must be a whole number of bits, one or more", found: String(spec.widthBits) });
    }
    this.wires = new Resource(engine, { name: spec.name, waitReason: "bus-busy" });
  }

  /** How long the wires are held by so many bits when nothing slows the sender. */
  serialisationPs(bits: number): TimePs {
    return timesPs(this.spec.cyclePs, Math.ceil(bits / this.spec.widthBits));
  }

  /** Waits for the wires, then for a place at the far end, then transmits; `onSent` comes when the tail has left. */
  send(message: T, onSent?: () => void): void {
    if (!Number.isSafeInteger(message.bits) || message.bits < 1) {
      throw new ConfigError({ path: `${this.spec.name}.message.bits`, message: "must be a whole number, one or more", found: String(message.bits) });
    }
    const transmit = { who: message.who, onGranted: (): void => this.#transmit(message, onSent) };
    this.wires.acquire({ who: message.who, onGranted: () => this.destination.reserve(transmit) });
  }

  #transmit(message: T, onSent: (() => void) | undefined): void {
    const { cyclePs, latencyPs, cutThrough } = this.spec;
    const start = this.engine.now;
    // The tail cannot leave before it has come in: one more cycle after the last bit arrived here.
    const tailLeavesPs = Math.max(start + this.serialisationPs(message.bits), message.tailPs + cyclePs);
    message.tailPs = (tailLeavesPs + latencyPs) as TimePs;
    const arrivesPs = cutThrough === true ? start + cyclePs + latencyPs : message.tailPs;
    this.destination.deliver(message, (arrivesPs - start) as TimePs);
    this.engine.schedule(tailLeavesPs, ACT, () => {
      this.wires.release();
      onSent?.();
    });
  }
}

// What moving bits in and out of the global buffer and over the interconnect costs: counts and integer durations.
import type { Charge } from "../act/performer.js";
import type { BufferSpec } from "../spec/chip-spec.js";
import type { Interconnect, Payload } from "../interconnect/interconnect.js";
import type { Meter } from "../../sim/ledger.js";
import { toPs } from "../../sim/time.js";

export type BufferAction = "read" | "write";

export class BufferActs {
  readonly #cyclePs: number;

  constructor(
    readonly spec: BufferSpec,
    readonly buffer: Meter<BufferAction>,
    readonly interconnect: Interconnect,
    readonly links: Meter<string>,
  ) {
    this.#cyclePs = toPs(interconnect.cycleS, "interconnect cycle");
  }

  /** From the last word leaving one end to its arrival at the other. */
  get hopPs(): number {
    return this.interconnect.hopCycles * this.#cyclePs;
  }

  /** Read `bits` from the buffer for use beside it (residuals, tables, pooling). */
  read(bits: number): Charge {
    return this.#access("read", bits);
  }

  write(bits: number): Charge {
    return this.#access("write", bits);
  }

  /** Read payloads and send them out: reading and sending overlap word by word, the slower one decides. */
  sendOut(payloads: readonly Payload[]): Charge {
    const bits = payloads.reduce((sum, payload) => sum + payload.bits, 0);
    const read = this.#access("read", bits);
    return { durationPs: Math.max(read.durationPs, this.#serialPs(bits)), postings: [...read.postings, ...this.#linkPostings(payloads)] };
  }

  /** Bring bits from a sub-array to the digital unit. */
  sendIn(bits: number, source: number): Charge {
    return { durationPs: this.#serialPs(bits), postings: this.#linkPostings([{ bits, targets: [source] }]) };
  }

  #serialPs(bits: number): number {
    return Math.ceil(bits / this.interconnect.widthBits) * this.#cyclePs;
  }

  #linkPostings(payloads: readonly Payload[]): Charge["postings"] {
    return this.interconnect.loads(payloads).map(({ action, bits }) => ({ meter: this.links, action, count: bits }));
  }

  #access(action: BufferAction, bits: number): Charge {
    const count = Math.ceil(bits / this.spec.widthBits);
    return { durationPs: count * this.buffer.latencyPs(action), postings: [{ meter: this.buffer, action, count }] };
  }
}

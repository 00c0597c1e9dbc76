// The global buffer as a unit of the chip: two ports, each a resource, and what their accesses cost.
import type { Engine } from "../../sim/engine.js";
import type { Meter } from "../../sim/ledger.js";
import { Resource } from "../../sim/resource.js";
import type { Charge } from "../act/performer.js";
import type { BufferSpec } from "../spec/chip-spec.js";

export type BufferAction = "read" | "write";

/** The ports of the global buffer, and durations [ps] and counts of its accesses. */
export class GlobalBuffer {
  readonly readPort: Resource;
  readonly writePort: Resource;

  constructor(
    engine: Engine,
    readonly spec: BufferSpec,
    readonly meter: Meter<BufferAction>,
  ) {
    this.readPort = new Resource(engine, { name: "global-buffer.read-port", waitReason: "bus-busy" });
    this.writePort = new Resource(engine, { name: "global-buffer.write-port", waitReason: "bus-busy" });
  }

  /** Read `bits`, for use beside the buffer (residuals, tables, pooling) or to send them out. */
  read(bits: number): Charge {
    return this.#access("read", bits);
  }

  write(bits: number): Charge {
    return this.#access("write", bits);
  }

  #access(action: BufferAction, bits: number): Charge {
    const count = Math.ceil(bits / this.spec.widthBits);
    return { durationPs: count * this.meter.latencyPs(action), postings: [{ meter: this.meter, action, count }] };
  }
}

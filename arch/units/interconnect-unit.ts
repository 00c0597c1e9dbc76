// The interconnect as a unit of the chip: a way out to the sub-arrays and a way in from them, each a resource at the root, and one
// `send` for both. Senders reserve the place at the far end before they send, so nothing is ever dropped.
import type { Engine } from "../../sim/engine.js";
import type { Meter } from "../../sim/ledger.js";
import { Resource } from "../../sim/resource.js";
import { toPs, type TimePs } from "../../sim/time.js";
import type { Charge, Posting } from "../act/performer.js";
import type { Interconnect, Payload } from "../interconnect/interconnect.js";

/** Which way: from the global buffer to sub-arrays, or back to the digital units. */
export type Route = "out" | "in";

/** How somebody does an act while holding resources; agents and the way out of a sub-array have one. */
export type Perform = (charge: Charge, then: () => void, holding: readonly Resource[]) => void;

/** What is sent, and what is done at its two ends besides. */
export interface Sending {
  readonly payloads: readonly Payload[];
  /** Reading at the near end, which overlaps with sending word by word: the slower one decides. */
  readonly source?: Charge;
  /** Resources of the near end that are held while sending, before the way. */
  readonly holding?: readonly Resource[];
  /** Stores at the ends whose delays hide behind the link. */
  readonly postings: readonly Posting[];
  /** When the tail has left. The head arrives a hop later: the receiver's port takes `hopPs` as its delay. */
  readonly onSent: (hopPs: TimePs) => void;
}

/** The ways between global buffer and sub-arrays, and how bits travel on them. */
export class InterconnectUnit {
  readonly ways: Readonly<Record<Route, Resource>>;
  readonly #cyclePs: number;
  readonly #hopPs: TimePs;

  constructor(
    engine: Engine,
    readonly interconnect: Interconnect,
    readonly meter: Meter<string>,
  ) {
    const way = (name: string): Resource => new Resource(engine, { name: `interconnect.${name}`, waitReason: "bus-busy" });
    this.ways = { out: way("way-out"), in: way("way-in") };
    this.#cyclePs = toPs(interconnect.cycleS, "interconnect cycle");
    // From the last word leaving one end to its arrival at the other.
    this.#hopPs = (interconnect.hopCycles * this.#cyclePs) as TimePs;
  }

  /** Send payloads along a route as an act of the sender. */
  send({ payloads, source, holding = [], postings, onSent }: Sending, route: Route, perform: Perform): void {
    const bits = payloads.reduce((sum, payload) => sum + payload.bits, 0);
    const charge: Charge = {
      durationPs: Math.max(source?.durationPs ?? 0, this.#serialPs(bits)),
      postings: [...(source?.postings ?? []), ...this.#linkPostings(payloads), ...postings],
    };
    perform(charge, () => onSent(this.#hopPs), [...holding, this.ways[route]]);
  }

  #serialPs(bits: number): number {
    return Math.ceil(bits / this.interconnect.widthBits) * this.#cyclePs;
  }

  #linkPostings(payloads: readonly Payload[]): Posting[] {
    return this.interconnect.loads(payloads).map(({ action, bits }) => ({ meter: this.meter, action, count: bits }));
  }
}

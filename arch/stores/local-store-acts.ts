// What passing through the stores around the arrays costs: row buffers, sum buffers, and the sum store at the digital units. Their
// delays hide behind the link and the array's cycles, so these are postings without a time of their own.
import type { Meter } from "../../sim/ledger.js";
import type { Posting } from "../act/performer.js";
import type { StoreAction } from "./local-buffers.js";

/** Postings of the stores around the arrays. */
export class LocalStoreActs {
  constructor(
    readonly rowBuffer: Meter<StoreAction>,
    readonly sumBuffer: Meter<StoreAction>,
    readonly sumStore: Meter<StoreAction>,
  ) {}

  /** Bits that arrive in row buffers. */
  bitsIn(bits: number): Posting {
    return { meter: this.rowBuffer, action: "write", count: bits };
  }

  /** Bits that a sub-array takes from its row buffer. */
  bitsTaken(bits: number): Posting {
    return { meter: this.rowBuffer, action: "read", count: bits };
  }

  /** Sums that a sub-array puts into its sum buffer. */
  sumsMade(sums: number): Posting {
    return { meter: this.sumBuffer, action: "write", count: sums };
  }

  /** Sums that leave the sum buffer for the way in. */
  sumsOut(sums: number): Posting {
    return { meter: this.sumBuffer, action: "read", count: sums };
  }

  /** Sums that arrive at the digital units and wait for those of the lane's other tiles. */
  sumsArrived(sums: number): Posting {
    return { meter: this.sumStore, action: "write", count: sums };
  }

  /** Sums that the digital unit takes. */
  sumsTaken(sums: number): Posting {
    return { meter: this.sumStore, action: "read", count: sums };
  }
}

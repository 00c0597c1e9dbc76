// What a sub-array's instructions cost as acts: counts of its actions and integer durations. Shared by the timed agent, the
// placement of replicas and the schedule listing, so that they cannot disagree.
import type { Charge, Posting } from "../act/performer.js";
import type { StoreAction } from "../stores/local-buffers.js";
import type { ChipParts } from "../chip/chip-parts.js";
import type { ArraySpec } from "../spec/chip-spec.js";
import type { SubArrayAction } from "../circuit/index.js";
import type { AndAccumulate, SenseRows, WritePlanes } from "../isa/instruction.js";
import type { Tile } from "../isa/program.js";
import { Ledger, type Meter } from "../../sim/ledger.js";
import { sensedColumns, sensePasses } from "./sense-passes.js";
import type { AccumulateBits, SensedBits, WrittenBits } from "./sub-array-state.js";

/** Name of a sense operation, as in its actions. */
type SenseName = "and" | "read" | (string & {});

/** Where a sub-array and the stores beside it are accounted. */
export interface ArrayMeters {
  readonly subArray: Meter<SubArrayAction>;
  readonly rowBuffer: Meter<StoreAction>;
  readonly sumBuffer: Meter<StoreAction>;
}

export const arrayMeters = (ledger: Ledger, parts: ChipParts): ArrayMeters => ({
  subArray: ledger.meter("sub-array", parts.subArray),
  rowBuffer: ledger.meter("row-buffer", parts.rowBuffer),
  sumBuffer: ledger.meter("sum-buffer", parts.sumBuffer),
});

export class ArrayActs {
  constructor(
    readonly spec: ArraySpec,
    readonly meters: ArrayMeters,
  ) {}

  /** For asking what acts would cost, without a chip. */
  static of(spec: ArraySpec, parts: ChipParts): ArrayActs {
    return new ArrayActs(spec, arrayMeters(new Ledger(), parts));
  }

  /** Write `columns` bits of each of `rows` rows; each step writes writeParallelism columns. */
  write(rows: number, columns: number, bits: WrittenBits): Charge {
    const steps = rows * Math.ceil(columns / this.spec.writeParallelism);
    return {
      durationPs: steps * this.#latency("write.activate"),
      postings: [this.#posting("write.activate", steps), this.#posting("write.set", bits.set), this.#posting("write.reset", bits.reset)],
    };
  }

  /** The window's bits leave the row buffer. */
  writePlanes(instruction: WritePlanes, tile: Tile, bits: WrittenBits): Charge {
    const written = this.write(instruction.bits, tile.elementCount, bits);
    return { ...written, postings: [...written.postings, this.#storePosting("rowBuffer", "read", tile.elementCount * instruction.bits)] };
  }

  /** How often an and-accumulate senses, ANDs and single-row reads (bipolar weights) apart. */
  senses(instruction: AndAccumulate, tile: Tile): { readonly and: number; readonly read: number } {
    return {
      and: tile.outCount * instruction.weightBits * instruction.inputBits,
      read: instruction.encoding === "bipolar" ? instruction.inputBits : 0,
    };
  }

  /** Time between two passes of an operation: sensing, counting and accumulating are stages of one pipeline. */
  passIntervalPs(operation: SenseName): number {
    return Math.max(this.#latency(`${operation}.activate`), this.#latency("count"), this.#latency("accumulate"));
  }

  /** All passes of one window; count and accumulate of the last pass drain behind them. Sums go to the sum buffer. */
  andAccumulate(instruction: AndAccumulate, tile: Tile, bits: AccumulateBits): Charge {
    const { and, read } = this.senses(instruction, tile);
    const columns = sensedColumns(this.spec, tile.elementCount);
    const passes = sensePasses(this.spec, tile.elementCount);
    return {
      durationPs: passes * (and * this.passIntervalPs("and") + read * this.passIntervalPs("read")) + this.#latency("count") + this.#latency("accumulate"),
      postings: [
        ...this.#sense("and", and, passes, columns, bits.and),
        ...(read === 0 ? [] : this.#sense("read", read, passes, columns, bits.read)),
        this.#posting("count", (and + read) * columns),
        this.#posting("accumulate", (and + read) * passes),
        this.#storePosting("sumBuffer", "write", tile.outCount),
      ],
    };
  }

  /** Sense rows together and write the results back. */
  senseRows(instruction: SenseRows, bits: { readonly sensed: SensedBits; readonly written: WrittenBits }): Charge {
    const columns = sensedColumns(this.spec, instruction.columns);
    const passes = sensePasses(this.spec, instruction.columns);
    const write = this.write(instruction.destinations.length, instruction.columns, bits.written);
    return {
      durationPs: passes * this.#latency(`${instruction.operation}.activate`) + write.durationPs,
      postings: [...this.#sense(instruction.operation, 1, passes, columns, bits.sensed), ...write.postings],
    };
  }

  /** `sums` sums of `bits` bits together leave the sum buffer and the sub-array. */
  output(sums: number, bits: number): Posting[] {
    return [this.#posting("output", bits), this.#storePosting("sumBuffer", "read", sums)];
  }

  /** Bits that arrive in the row buffer. */
  receive(bits: number): Posting {
    return this.#storePosting("rowBuffer", "write", bits);
  }

  /** Columns without an element that are sensed along read as zero. */
  #sense(operation: SenseName, senses: number, passes: number, columns: number, bits: SensedBits): Posting[] {
    return [
      this.#posting(`${operation}.activate`, senses * passes),
      this.#posting(`${operation}.sense-0`, senses * columns - bits.ones),
      this.#posting(`${operation}.sense-1`, bits.ones),
    ];
  }

  #posting(action: string, count: number): Posting {
    return { meter: this.meters.subArray, action, count };
  }

  #storePosting(store: "rowBuffer" | "sumBuffer", action: StoreAction, count: number): Posting {
    return { meter: this.meters[store], action, count };
  }

  #latency(action: string): number {
    return this.meters.subArray.latencyPs(action as SubArrayAction);
  }
}

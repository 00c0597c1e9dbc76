// What a sub-array's instructions cost as acts: counts of its actions and integer durations. Shared by the timed agent,
// the closed form and the schedule listing, so that they cannot disagree.
import type { Charge, Posting } from "../act/performer.js";
import type { ArraySpec } from "../chip/spec.js";
import type { SubArrayAction } from "../circuit/index.js";
import type { AndAccumulate, SenseRows, WritePlanes } from "../isa/instruction.js";
import type { Tile } from "../isa/program.js";
import type { Meter } from "../../sim/ledger.js";
import type { SensedBits, WrittenBits } from "./sub-array-state.js";

/** Sense-operation part of an action name. */
type SenseName = "and" | "read" | (string & {});

export class ArrayActs {
  constructor(
    readonly spec: ArraySpec,
    readonly meter: Meter<SubArrayAction>,
  ) {}

  /** Columns that are sensed when `columns` are needed: whole gating groups; all of them without gating. */
  sensedColumns(columns: number): number {
    const { columnGating } = this.spec;
    return columnGating === 0 ? this.spec.columns : Math.min(this.spec.columns, Math.ceil(columns / columnGating) * columnGating);
  }

  /** Passes of the sense amplifiers over so many sensed columns. Elements fill the first multiplexer phases. */
  passes(sensedColumns: number): number {
    return Math.ceil(sensedColumns / (this.spec.columns / this.spec.senseAmpMux));
  }

  /** Write `columns` bits of each of `rows` rows; each step writes writeParallelism columns. */
  write(rows: number, columns: number, bits: WrittenBits): Charge {
    const steps = rows * Math.ceil(columns / this.spec.writeParallelism);
    return {
      durationPs: steps * this.#latency("write.activate"),
      postings: [this.#posting("write.activate", steps), this.#posting("write.set", bits.set), this.#posting("write.reset", bits.reset)],
    };
  }

  writePlanes(instruction: WritePlanes, tile: Tile, bits: WrittenBits): Charge {
    return this.write(instruction.bits, tile.elementCount, bits);
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

  /** All passes of one window; count and accumulate of the last pass drain behind them. */
  andAccumulate(instruction: AndAccumulate, tile: Tile, bits: SensedBits): Charge {
    const { and, read } = this.senses(instruction, tile);
    const columns = this.sensedColumns(tile.elementCount);
    const passes = this.passes(columns);
    const total = (and + read) * columns;
    const ones = Math.min(bits.ones, total);
    const readShare = read === 0 ? [] : this.#senseBits("read", read * columns, Math.round((ones * read) / (and + read)));
    const readOnes = readShare[1]?.count ?? 0;
    return {
      durationPs: passes * (and * this.passIntervalPs("and") + read * this.passIntervalPs("read")) + this.#latency("count") + this.#latency("accumulate"),
      postings: [
        this.#posting("and.activate", and * passes),
        ...this.#senseBits("and", and * columns, ones - readOnes),
        ...(read === 0 ? [] : [this.#posting("read.activate", read * passes), ...readShare]),
        this.#posting("count", total),
        this.#posting("accumulate", (and + read) * passes),
      ],
    };
  }

  /** Sense rows together and write the results back. */
  senseRows(instruction: SenseRows, bits: { readonly sensed: SensedBits; readonly written: WrittenBits }): Charge {
    const columns = this.sensedColumns(instruction.columns);
    const passes = this.passes(columns);
    const write = this.write(instruction.destinations.length, instruction.columns, bits.written);
    return {
      durationPs: passes * this.#latency(`${instruction.operation}.activate`) + write.durationPs,
      postings: [
        this.#posting(`${instruction.operation}.activate`, passes),
        ...this.#senseBits(instruction.operation, columns, Math.min(bits.sensed.ones, columns)),
        ...write.postings,
      ],
    };
  }

  /** Bits that leave the sub-array. */
  output(bits: number): Posting {
    return this.#posting("output", bits);
  }

  #senseBits(operation: SenseName, bits: number, ones: number): Posting[] {
    return [this.#posting(`${operation}.sense-0`, bits - ones), this.#posting(`${operation}.sense-1`, ones)];
  }

  #posting(action: string, count: number): Posting {
    return { meter: this.meter, action, count };
  }

  #latency(action: string): number {
    return this.meter.latencyPs(action as SubArrayAction);
  }
}

// What the instructions of a bit-wise AND sub-array cost as acts: counts of its actions and integer durations.
import type { Charge, Posting } from "../../act/performer.js";
import type { ArrayUnits, ChipUnits } from "../../agents/chip-units.js";
import type { Tile } from "../../isa/program.js";
import type { LocalStoreActs } from "../../stores/local-store-acts.js";
import type { AccumulateBits, SensedBits, WrittenBits } from "./bitwise-state.js";
import { columnsOf } from "./bitwise-state.js";
import type { AndAccumulate, SenseRows } from "./instructions.js";
import { sensedColumns, sensePasses } from "./sense-passes.js";

/** Name of a sense operation, as in its actions. */
type SenseName = "and" | "read" | (string & {});

/** How often a pixel's ANDs and single-row reads (bipolar weights) sense. @param channels of the tile */
export function sensesOf(
  { encoding, weightBits, inputBits }: Pick<AndAccumulate, "encoding" | "weightBits" | "inputBits">, channels: number,
): { readonly and: number; readonly read: number } {
  return { and: channels * weightBits * inputBits, read: encoding === "bipolar" ? inputBits : 0 };
}

/** Durations [ps] and counts of what a bit-wise AND sub-array does. */
export class BitwiseActs {
  readonly #arrays: ArrayUnits;
  readonly #stores: LocalStoreActs;

  constructor({ arrays, stores }: Pick<ChipUnits, "arrays" | "stores">) {
    this.#arrays = arrays;
    this.#stores = stores;
  }

  /** Write `columns` bits of each of `rows` rows; each step writes writeParallelism columns. */
  write(rows: number, columns: number, bits: WrittenBits): Charge {
    const steps = rows * Math.ceil(columns / this.#arrays.spec.writeParallelism);
    return {
      durationPs: steps * this.#latency("write.activate"),
      postings: [this.#posting("write.activate", steps), this.#posting("write.set", bits.set), this.#posting("write.reset", bits.reset)],
    };
  }

  /** The elements that have arrived leave the row buffer, `bits` planes of them. */
  writePlanes(bits: number, tile: Tile, written: WrittenBits): Charge {
    const charge = this.write(bits, tile.elementCount, written);
    return { ...charge, postings: [...charge.postings, this.#stores.bitsTaken(tile.elementCount * bits)] };
  }

  /** All passes of one window; count and accumulate of the last pass drain behind them. Sums go to the sum buffer. */
  andAccumulate(instruction: AndAccumulate, tile: Tile, bits: AccumulateBits): Charge {
    const { spec } = this.#arrays;
    const { and, read } = sensesOf(instruction, tile.outCount);
    const elements = columnsOf(instruction.columns, tile);
    const columns = sensedColumns(spec, elements);
    const passes = sensePasses(spec, elements);
    const sensing = passes * (and * this.#intervalPs("and") + read * this.#intervalPs("read"));
    return {
      durationPs: sensing + this.#latency("count") + this.#latency("accumulate"),
      postings: [
        ...this.#sense("and", and, passes, columns, bits.and),
        ...(read === 0 ? [] : this.#sense("read", read, passes, columns, bits.read)),
        this.#posting("count", (and + read) * columns),
        this.#posting("accumulate", (and + read) * passes),
        this.#stores.sumsMade(tile.outCount),
      ],
    };
  }

  /** Sense rows together and write the results back. */
  senseRows(instruction: SenseRows, bits: { readonly sensed: SensedBits; readonly written: WrittenBits }): Charge {
    const { spec } = this.#arrays;
    const columns = sensedColumns(spec, instruction.columns);
    const passes = sensePasses(spec, instruction.columns);
    const write = this.write(instruction.destinations.length, instruction.columns, bits.written);
    return {
      durationPs: passes * this.#latency(`${instruction.operation}.activate`) + write.durationPs,
      postings: [...this.#sense(instruction.operation, 1, passes, columns, bits.sensed), ...write.postings],
    };
  }

  /** Columns without an element that are sensed along read as zero. */
  #sense(operation: SenseName, senses: number, passes: number, columns: number, bits: SensedBits): Posting[] {
    return [
      this.#posting(`${operation}.activate`, senses * passes),
      this.#posting(`${operation}.sense-0`, senses * columns - bits.ones),
      this.#posting(`${operation}.sense-1`, bits.ones),
    ];
  }

  /** Time between two passes of an operation: sensing, counting and accumulating are stages of one pipeline. */
  #intervalPs(operation: SenseName): number {
    return Math.max(this.#latency(`${operation}.activate`), this.#latency("count"), this.#latency("accumulate"));
  }

  #posting(action: string, count: number): Posting {
    return { meter: this.#arrays.meter, action, count };
  }

  #latency(action: string): number {
    return this.#arrays.meter.latencyPs(action);
  }
}

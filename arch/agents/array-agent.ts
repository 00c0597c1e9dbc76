// A sub-array at work in one lane: takes windows from its row buffer, writes planes, senses and accumulates, hands sums on.
// In order, one act at a time: reading and writing share the wordlines.
import type { AndAccumulate, Instruction, SendSums, SenseRows, WritePlanes } from "../isa/instruction.js";
import type { Tile } from "../isa/program.js";
import { AgentSequencer, handlersOf } from "./agent.js";
import type { Lane } from "./lane.js";
import type { Performer } from "../act/performer.js";
import type { ArrayActs } from "../array/array-acts.js";
import type { AccumulateBits, SensedBits, SubArrayState, TruthFunction, WrittenBits } from "../array/sub-array-state.js";
import type { SubArrayUnit, SumsMessage } from "../array/sub-array-unit.js";

/** Share of ones assumed where no image decides the bits. */
export interface Density {
  readonly inputOnes: number;
  readonly weightOnes: number;
}

/** What array agents need of the chip. */
export interface ArrayServices {
  readonly performer: Performer;
  readonly acts: ArrayActs;
  readonly density: Density;
  readonly truthOf: (operation: string) => TruthFunction;
  /** Carry one set of sums (so many, so many bits together) from a lane's tile to the digital unit, then free its place. */
  readonly send: (lane: Lane, tile: number, sums: { readonly count: number; readonly bits: number; readonly values: SumsMessage }) => void;
}

/** P(output is 1) of a function of the count of ones among independent bits: a binomial sum. */
function onesRatio(truth: TruthFunction, output: number, rows: number, ones: number): number {
  let ratio = 0;
  for (let pattern = 0; pattern < 2 ** rows; pattern++) {
    const count = Array.from({ length: rows }, (_, row) => (pattern >> row) & 1).reduce((sum, bit) => sum + bit, 0);
    if (truth(count)[output] === 1) ratio += ones ** count * (1 - ones) ** (rows - count);
  }
  return ratio;
}

export class ArrayAgent extends AgentSequencer {
  readonly #tile: Tile;
  readonly #unit: SubArrayUnit;
  readonly #state: SubArrayState | null;

  constructor(
    readonly services: ArrayServices,
    lane: Lane,
    readonly tileIndex: number,
    done: () => void,
  ) {
    super("array", lane.units[tileIndex]!.name, services.performer, lane, done);
    this.#tile = lane.context.step.group.tiles[tileIndex]!;
    this.#unit = lane.units[tileIndex]!;
    this.#state = lane.context.values?.subArrayAt(this.#unit.index) ?? null;
  }

  protected override execute(instruction: Instruction): void {
    dispatch(instruction, this);
  }

  writePlanes(instruction: WritePlanes): void {
    const { windows } = this.#unit;
    if (windows.size === 0) {
      this.waitFor(windows.name, "dependency");
      this.#unit.onWindow = () => this.writePlanes(instruction);
      return;
    }
    const window = windows.peek();
    if (this.#state !== null && window != null) this.#state.receive(window);
    const bits = this.#state?.writePlanes(instruction) ?? this.#assumedWrite(instruction.bits * this.#tile.elementCount);
    this.perform("write", this.services.acts.writePlanes(instruction, this.#tile, bits), () => {
      windows.take();
      this.next();
    });
  }

  andAccumulate(instruction: AndAccumulate): void {
    const { sumPlaces } = this.#unit;
    if (sumPlaces.tryAcquire()) {
      this.#compute(instruction);
      return;
    }
    this.waitFor(sumPlaces.name, sumPlaces.waitReason);
    sumPlaces.acquire({ who: this.name, onGranted: () => this.#compute(instruction) });
  }

  senseRows(instruction: SenseRows): void {
    const truth = this.services.truthOf(instruction.operation);
    const moved = this.#state?.senseRows(instruction, truth) ?? this.#assumedRows(instruction, truth);
    this.perform("compute", this.services.acts.senseRows(instruction, moved), () => this.next());
  }

  sendSums(instruction: SendSums): void {
    const count = this.#tile.outCount;
    this.services.send(this.lane, this.tileIndex, { count, bits: count * instruction.sumBits, values: this.#state?.takeSums() ?? null });
    this.next();
  }

  #compute(instruction: AndAccumulate): void {
    const bits = this.#state?.andAccumulate(instruction, this.#tile) ?? this.#assumedSense(instruction);
    this.perform("compute", this.services.acts.andAccumulate(instruction, this.#tile, bits), () => this.next());
  }

  #assumedWrite(bits: number): WrittenBits {
    const set = Math.round(bits * this.services.density.inputOnes);
    return { set, reset: bits - set };
  }

  /** Outputs of independent stored bits, each 1 with the share of weights. */
  #assumedRows(instruction: SenseRows, truth: TruthFunction): { readonly sensed: SensedBits; readonly written: WrittenBits } {
    const ones = instruction.destinations.map((_, output) => Math.round(instruction.columns * onesRatio(truth, output, instruction.rows.length, this.services.density.weightOnes)));
    const set = ones.reduce((sum, count) => sum + count, 0);
    return { sensed: { ones: ones[0] ?? 0 }, written: { set, reset: instruction.columns * instruction.destinations.length - set } };
  }

  /** ANDs of independent bits; reads see the inputs alone. */
  #assumedSense(instruction: AndAccumulate): AccumulateBits {
    const { and, read } = this.services.acts.senses(instruction, this.#tile);
    const { inputOnes, weightOnes } = this.services.density;
    const columns = this.#tile.elementCount;
    return { and: { ones: Math.round(and * columns * inputOnes * weightOnes) }, read: { ones: Math.round(read * columns * inputOnes) } };
  }
}

const dispatch = handlersOf<ArrayAgent>({
  "write-planes": (i, agent) => agent.writePlanes(i),
  "and-accumulate": (i, agent) => agent.andAccumulate(i),
  "sense-rows": (i, agent) => agent.senseRows(i),
  "send-sums": (i, agent) => agent.sendSums(i),
});

// The digital unit's work for one lane: waits until all tiles' sums of a pixel are there, fetches the residual, finishes
// the pixel and stores it.
import { evaluate } from "../isa/affine.js";
import type { GlobalAveragePool, Instruction, MaxPool, PostProcess } from "../isa/instruction.js";
import type { TensorSpec } from "../isa/program.js";
import { AgentSequencer, handlersOf } from "./agent.js";
import type { Lane } from "./lane.js";
import type { Performer } from "../act/performer.js";
import type { BufferActs } from "../buffer/buffer-acts.js";
import { insideWindow } from "../buffer/feature-maps.js";
import type { Resource } from "../../sim/resource.js";
import type { DigitalActs } from "../digital/digital-acts.js";
import { addPartialSums, globalAveragePool, maxPool, storePixel } from "../digital/digital-state.js";

export interface DigitalServices {
  readonly performer: Performer;
  readonly acts: DigitalActs;
  readonly bufferActs: BufferActs;
  /** All digital units of the chip; a lane takes any free one. */
  readonly units: Resource;
  readonly readPort: Resource;
  readonly writePort: Resource;
}

export class DigitalAgent extends AgentSequencer {
  constructor(
    readonly services: DigitalServices,
    lane: Lane,
    done: () => void,
  ) {
    super("digital", `digital.lane[${lane.index}]`, services.performer, lane, done);
  }

  protected override execute(instruction: Instruction): void {
    dispatch(instruction, this);
  }

  /** Wait for the sums of every tile, then finish the pixel. */
  postProcess(instruction: PostProcess, tile = 0): void {
    const unit = this.lane.units[tile];
    if (unit === undefined) this.#fetchResidual(instruction);
    else if (unit.arrivals.size > 0) this.postProcess(instruction, tile + 1);
    else {
      this.waitFor(unit.arrivals.name, "dependency");
      unit.onArrival = () => this.postProcess(instruction, tile);
    }
  }

  globalAveragePool(instruction: GlobalAveragePool): void {
    const { acts, bufferActs, readPort, units } = this.services;
    const input = this.#tensor(instruction.input);
    const output = this.#tensor(instruction.output);
    const size = input.channels * input.height * input.width;
    this.performWith(readPort, "load", bufferActs.read(size * input.bits), () =>
      this.performWith(units, "digital", acts.pool(size, output.channels), () => {
        const { values, tables } = this.lane.context;
        if (values !== null) globalAveragePool(values.maps, tables.get(instruction.table)!, instruction);
        this.#store(output.channels * output.bits);
      }));
  }

  /** Reads what of the window lies in the map, compares, stores; nothing of the next pixel overlaps with it. */
  maxPool(instruction: MaxPool): void {
    const { acts, bufferActs, readPort, units } = this.services;
    const input = this.#tensor(instruction.window.tensor);
    const pixel = evaluate(instruction.window.pixel, this.cursor.indices);
    const { top, bottom, left, right } = insideWindow(input, instruction.window, pixel);
    const size = input.channels * (bottom - top) * (right - left);
    this.performWith(readPort, "load", bufferActs.read(size * input.bits), () =>
      this.performWith(units, "digital", acts.maxPool(size), () => {
        const { values } = this.lane.context;
        if (values !== null) maxPool(values.maps, instruction, pixel);
        this.#store(input.channels * input.bits);
      }));
  }

  #fetchResidual(instruction: PostProcess): void {
    if (instruction.residual === null) {
      this.#finish(instruction);
      return;
    }
    const output = this.#tensor(instruction.output);
    const residual = this.#tensor(instruction.residual.tensor);
    const bits = Math.min(output.channels, residual.channels) * residual.bits;
    this.performWith(this.services.readPort, "load", this.services.bufferActs.read(bits), () => this.#finish(instruction));
  }

  #finish(instruction: PostProcess): void {
    const { acts, units } = this.services;
    const { tiles } = this.lane.context.step.group;
    const output = this.#tensor(instruction.output);
    const partialSums = tiles.reduce((sum, tile) => sum + tile.outCount, 0);
    this.performWith(units, "digital", acts.postProcess(partialSums, output.channels, instruction.residual !== null), () => {
      this.#storeValues(instruction, output);
      this.#store(output.channels * output.bits);
    });
  }

  #storeValues(instruction: PostProcess, output: TensorSpec): void {
    const { step, values, tables } = this.lane.context;
    const sums = this.lane.units.map((unit) => unit.arrivals.take());
    if (values === null) return;
    const total = addPartialSums(step.group, sums as Float64Array[], output.channels);
    storePixel(values.maps, tables.get(instruction.table)!, instruction, evaluate(instruction.pixel, this.cursor.indices), total);
  }

  #store(bits: number): void {
    this.performWith(this.services.writePort, "store", this.services.bufferActs.write(bits), () => this.next());
  }

  #tensor(id: string): TensorSpec {
    return this.lane.context.tensors.get(id)!;
  }
}

const dispatch = handlersOf<DigitalAgent>({
  "post-process": (i, agent) => agent.postProcess(i),
  "global-average-pool": (i, agent) => agent.globalAveragePool(i),
  "max-pool": (i, agent) => agent.maxPool(i),
});

// The digital unit's work for one lane: waits until all tiles' sums of a pixel are there, fetches the residual, finishes
// the pixel and stores it.
import { pixelsBelow, insideWindow } from "../buffer/feature-maps.js";
import { addPartialSums, globalAveragePool, maxPool, storePixel } from "../digital/digital-state.js";
import { evaluate } from "../isa/affine.js";
import type { GlobalAveragePool, MaxPool, PostProcess, Residual } from "../isa/instruction.js";
import type { TensorSpec } from "../isa/program.js";
import { AgentSequencer } from "./agent.js";
import type { ChipUnits } from "./chip-units.js";
import type { Lane } from "./lane.js";

/** The pixel of the residual's map that an output pixel adds. */
const residualPixel = ({ stride }: Residual, { width }: TensorSpec, outWidth: number, pixel: number): number =>
  Math.floor(pixel / outWidth) * stride * width + (pixel % outWidth) * stride;

/** The sequencer of the digital unit for one lane. */
export class DigitalAgent extends AgentSequencer {
  constructor(readonly units: ChipUnits, lane: Lane, done: () => void) {
    super("digital", `digital.lane[${lane.index}]`, units.performer, lane, done);
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
    const input = this.tensor(instruction.input);
    const output = this.tensor(instruction.output);
    const size = input.channels * input.height * input.width;
    this.whenStored(instruction.input, input.height * input.width, () => this.#read(size * input.bits, () =>
      this.#work(this.units.digitalActs.pool(size, output.channels), () => {
        const { values, tables } = this.lane.context;
        if (values !== null) globalAveragePool(values.maps, tables.get(instruction.table)!, instruction);
        this.#store(output, 0);
      })));
  }

  /** Reads what of the window lies in the map, compares, stores; nothing of the next pixel overlaps with it. */
  maxPool(instruction: MaxPool): void {
    const { window } = instruction;
    const input = this.tensor(window.tensor);
    const pixel = evaluate(window.pixel, this.cursor.indices);
    const { top, bottom, left, right } = insideWindow(input, window, pixel);
    const size = input.channels * (bottom - top) * (right - left);
    this.whenStored(window.tensor, pixelsBelow(input, window, pixel), () => this.#read(size * input.bits, () =>
      this.#work(this.units.digitalActs.maxPool(size), () => {
        const { values } = this.lane.context;
        if (values !== null) maxPool(values.maps, instruction, pixel);
        this.#store(this.tensor(instruction.output), pixel);
      })));
  }

  #fetchResidual(instruction: PostProcess): void {
    const { residual } = instruction;
    if (residual === null) {
      this.#finish(instruction);
      return;
    }
    const output = this.tensor(instruction.output);
    const map = this.tensor(residual.tensor);
    const bits = Math.min(output.channels, map.channels) * map.bits;
    const pixel = residualPixel(residual, map, instruction.outWidth, evaluate(instruction.pixel, this.cursor.indices));
    this.whenStored(residual.tensor, pixel + 1, () => this.#read(bits, () => this.#finish(instruction)));
  }

  #finish(instruction: PostProcess): void {
    const { digitalActs, stores } = this.units;
    const { tiles } = this.lane.context.step.group;
    const output = this.tensor(instruction.output);
    const partialSums = tiles.reduce((sum, tile) => sum + tile.outCount, 0);
    const charge = digitalActs.postProcess(partialSums, output.channels, instruction.residual !== null);
    const pixel = evaluate(instruction.pixel, this.cursor.indices);
    this.#work({ ...charge, postings: [...charge.postings, stores.sumsTaken(partialSums)] }, () => {
      this.#storeValues(instruction, output, pixel);
      this.#store(output, pixel);
    });
  }

  #storeValues(instruction: PostProcess, output: TensorSpec, pixel: number): void {
    const { step, values, tables } = this.lane.context;
    const sums = this.lane.units.map((unit) => unit.arrivals.take());
    if (values === null) return;
    const total = addPartialSums(step.group, sums as Float64Array[], output.channels);
    storePixel(values.maps, tables.get(instruction.table)!, instruction, pixel, total);
  }

  #read(bits: number, then: () => void): void {
    const { globalBuffer } = this.units;
    this.perform("load", globalBuffer.read(bits), then, [globalBuffer.readPort]);
  }

  #work(charge: Parameters<DigitalAgent["perform"]>[1], then: () => void): void {
    this.perform("digital", charge, then, [this.units.digitalUnits]);
  }

  /** One pixel of the output. */
  #store({ id, channels, bits }: TensorSpec, pixel: number): void {
    const { globalBuffer } = this.units;
    this.perform("store", globalBuffer.write(channels * bits), () => {
      this.lane.context.progress.get(id)!.store(pixel);
      this.next();
    }, [globalBuffer.writePort]);
  }
}

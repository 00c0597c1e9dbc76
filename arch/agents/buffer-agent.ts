// The global buffer's sequencer for one lane: expands windows and sends them out, loads images, tables and weights.
// A window leaves only when its pixels are stored and the row buffers of all the lane's sub-arrays have a place for it.
import type { SubArrayUnit, WindowMessage } from "../units/sub-array-unit.js";
import { gatherWindow, pixelsBelow } from "../buffer/feature-maps.js";
import { payloadsOf } from "../buffer/payloads.js";
import type { Payload } from "../interconnect/interconnect.js";
import { evaluate } from "../isa/affine.js";
import type { LoadImage, LoadTable, LoadWeights, LoadWindow } from "../isa/instruction.js";
import type { Tile } from "../isa/program.js";
import { AgentSequencer } from "./agent.js";
import type { ChipUnits } from "./chip-units.js";
import type { Lane } from "./lane.js";

/** A tile that is sent something, and where it lies. */
interface Target {
  readonly tile: Tile;
  readonly unit: SubArrayUnit;
}

/** The sequencer of the global buffer for one lane. */
export class BufferAgent extends AgentSequencer {
  readonly #targets: readonly Target[];
  readonly #payloads = new Map<number, readonly Payload[]>();

  constructor(readonly units: ChipUnits, lane: Lane, done: () => void) {
    super("buffer", `global-buffer.lane[${lane.index}]`, units.performer, lane, done);
    this.#targets = lane.context.step.group.tiles.map((tile, t) => ({ tile, unit: lane.units[t]! }));
  }

  loadImage({ tensor: id }: LoadImage): void {
    const { channels, height, width, bits } = this.tensor(id);
    const { globalBuffer } = this.units;
    this.perform("load", globalBuffer.write(channels * height * width * bits), () => {
      this.lane.context.progress.get(id)!.storeAll();
      this.next();
    }, [globalBuffer.writePort]);
  }

  loadTable({ table: id }: LoadTable): void {
    const table = this.lane.context.tables.get(id)!;
    const { globalBuffer } = this.units;
    this.perform("load", globalBuffer.read(table.multipliers.length * table.entryBits), () => this.next(), [globalBuffer.readPort]);
  }

  loadWindow(instruction: LoadWindow): void {
    const { window } = instruction;
    const pixel = evaluate(window.pixel, this.cursor.indices);
    this.whenStored(window.tensor, pixelsBelow(this.tensor(window.tensor), window, pixel), () =>
      this.#reserve(this.#targets, 0, () => this.#sendWindow(instruction, pixel)));
  }

  /** Weights stream through the buffer: they are written and read word by word while they are sent. */
  loadWeights({ weights, bits, group: index }: LoadWeights): void {
    const group = evaluate(index, this.cursor.indices);
    const targets = this.#targets.filter(({ tile }) => group < tile.outCount);
    const { globalBuffer } = this.units;
    const payloads = targets.map(({ tile, unit }): Payload => ({ bits: tile.elementCount * bits, targets: [unit.index] }));
    const total = payloads.reduce((sum, payload) => sum + payload.bits, 0);
    const [written, read] = [globalBuffer.write(total), globalBuffer.read(total)];
    const source = { durationPs: Math.max(written.durationPs, read.durationPs), postings: [...written.postings, ...read.postings] };
    const values = this.lane.context.values?.weights ?? null;
    const messages = targets.map(({ tile }): WindowMessage => values?.(weights, tile, group) ?? null);
    this.#reserve(targets, 0, () => this.#send(targets, messages, payloads, source, total));
  }

  /** One place in the row buffer of every target. */
  #reserve(targets: readonly Target[], position: number, then: () => void): void {
    const target = targets[position];
    if (target === undefined) {
      then();
      return;
    }
    const { windows } = target.unit;
    this.waitFor(windows.name, "buffer-full");
    windows.reserve({ who: this.name, onGranted: () => this.#reserve(targets, position + 1, then) });
  }

  #sendWindow({ window }: LoadWindow, pixel: number): void {
    const map = this.lane.context.values?.maps.get(window.tensor);
    const messages = this.#targets.map(({ tile }): WindowMessage => (map === undefined ? null : gatherWindow(map, window, pixel, tile)));
    const { bits } = this.tensor(window.tensor);
    const payloads = this.#payloadsFor(bits);
    const source = this.units.globalBuffer.read(payloads.reduce((sum, payload) => sum + payload.bits, 0));
    const received = this.#targets.reduce((sum, { tile }) => sum + tile.elementCount * bits, 0);
    this.#send(this.#targets, messages, payloads, source, received);
  }

  #send(
    targets: readonly Target[], messages: readonly WindowMessage[], payloads: readonly Payload[],
    source: ReturnType<ChipUnits["globalBuffer"]["read"]>, received: number,
  ): void {
    const { globalBuffer, interconnect, stores } = this.units;
    const sending = {
      payloads, source, holding: [globalBuffer.readPort], postings: [stores.bitsIn(received)],
      onSent: (hopPs: Parameters<SubArrayUnit["windows"]["deliver"]>[1]): void => {
        targets.forEach(({ unit }, t) => unit.windows.deliver(messages[t]!, hopPs));
        this.next();
      },
    };
    interconnect.send(sending, "out", (charge, then, holding) => this.perform("load", charge, then, holding));
  }

  #payloadsFor(bits: number): readonly Payload[] {
    const known = this.#payloads.get(bits)
      ?? payloadsOf(this.lane.context.step.group.tiles, this.lane.units.map((unit) => unit.index), bits);
    this.#payloads.set(bits, known);
    return known;
  }
}

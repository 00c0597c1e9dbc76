// The global buffer's sequencer for one lane: expands windows and sends them out, loads images and tables.
// A window leaves only when the row buffers of all the lane's sub-arrays have a place for it.
import { evaluate } from "../isa/affine.js";
import type { Instruction, LoadImage, LoadTable, LoadWindow } from "../isa/instruction.js";
import { AgentSequencer, handlersOf } from "./agent.js";
import type { Lane } from "./lane.js";
import type { Performer, Posting } from "../act/performer.js";
import type { SubArrayUnit, WindowMessage } from "../array/sub-array-unit.js";
import type { Payload } from "../interconnect/interconnect.js";
import type { Resource } from "../../sim/resource.js";
import type { TimePs } from "../../sim/time.js";
import type { BufferActs } from "../buffer/buffer-acts.js";
import { gatherWindow } from "../buffer/feature-maps.js";
import { payloadsOf } from "../buffer/payloads.js";

export interface BufferServices {
  readonly performer: Performer;
  readonly acts: BufferActs;
  /** What the row buffers of the lane take in. */
  readonly receive: (bits: number) => Posting;
  readonly readPort: Resource;
  readonly writePort: Resource;
}

export class BufferAgent extends AgentSequencer {
  readonly #payloads = new Map<number, readonly Payload[]>();

  constructor(
    readonly services: BufferServices,
    lane: Lane,
    done: () => void,
  ) {
    super("buffer", `global-buffer.lane[${lane.index}]`, services.performer, lane, done);
  }

  protected override execute(instruction: Instruction): void {
    dispatch(instruction, this);
  }

  loadImage(instruction: LoadImage): void {
    const spec = this.lane.context.tensors.get(instruction.tensor)!;
    const charge = this.services.acts.write(spec.channels * spec.height * spec.width * spec.bits);
    this.performWith(this.services.writePort, "load", charge, () => this.next());
  }

  loadTable(instruction: LoadTable): void {
    const table = this.lane.context.tables.get(instruction.table)!;
    this.performWith(this.services.readPort, "load", this.services.acts.read(table.multipliers.length * table.entryBits), () => this.next());
  }

  loadWindow(instruction: LoadWindow): void {
    const pixel = evaluate(instruction.window.pixel, this.cursor.indices);
    this.#reserve(0, () => this.#send(instruction, pixel));
  }

  /** One place in every row buffer of the lane. */
  #reserve(tile: number, then: () => void): void {
    const unit = this.lane.units[tile];
    if (unit === undefined) {
      then();
      return;
    }
    this.waitFor(unit.windows.name, "buffer-full");
    unit.windows.reserve({ who: this.name, onGranted: () => this.#reserve(tile + 1, then) });
  }

  #send(instruction: LoadWindow, pixel: number): void {
    const { readPort, acts, receive } = this.services;
    const { values, step, tensors } = this.lane.context;
    const map = values?.maps.get(instruction.window.tensor);
    const windows = step.group.tiles.map((tile): WindowMessage => (map === undefined ? null : gatherWindow(map, instruction.window, pixel, tile)));
    const { bits } = tensors.get(instruction.window.tensor)!;
    const charge = acts.sendOut(this.#payloadsFor(bits));
    const received = step.group.tiles.reduce((sum, tile) => sum + tile.elementCount * bits, 0);
    this.performWith(readPort, "load", { ...charge, postings: [...charge.postings, receive(received)] }, () => {
      this.lane.units.forEach((unit: SubArrayUnit, t) => unit.windows.deliver(windows[t]!, acts.hopPs as TimePs));
      this.next();
    });
  }

  #payloadsFor(bits: number): readonly Payload[] {
    const known = this.#payloads.get(bits) ?? payloadsOf(this.lane.context.step.group.tiles, this.lane.units.map((unit) => unit.index), bits);
    this.#payloads.set(bits, known);
    return known;
  }
}

const dispatch = handlersOf<BufferAgent>({
  "load-image": (i, agent) => agent.loadImage(i),
  "load-table": (i, agent) => agent.loadTable(i),
  "load-window": (i, agent) => agent.loadWindow(i),
});

// A sub-array at work in one lane: takes windows from its row buffer, does what its compute style makes of its instructions, hands
// sums on. In order, one act at a time: reading and writing share the wordlines.
import type { Charge, Posting } from "../act/performer.js";
import { TimeLine } from "../act/time-line.js";
import type { SubArrayUnit } from "../units/sub-array-unit.js";
import type { SendSums } from "../isa/instruction.js";
import type { Tile } from "../isa/program.js";
import { AgentSequencer } from "./agent.js";
import type { ArrayState } from "./array-state.js";
import type { ChipUnits } from "./chip-units.js";
import type { Lane } from "./lane.js";

/** The sequencer of one sub-array; its instructions are those of the compute style, and sending sums. */
export class ArrayAgent<S extends ArrayState> extends AgentSequencer {
  readonly tile: Tile;
  /** Contents; null when the run is timed without images. */
  readonly state: S | null;
  readonly #unit: SubArrayUnit;

  constructor(readonly units: ChipUnits, lane: Lane, tileIndex: number, done: () => void) {
    super("array", lane.units[tileIndex]!.name, units.performer, lane, done);
    this.tile = lane.context.step.group.tiles[tileIndex]!;
    this.#unit = lane.units[tileIndex]!;
    this.state = (lane.context.values?.subArrayAt(this.#unit.index) ?? null) as S | null;
  }

  /** Sense or write, as far as the bank lets this mat be active. */
  act(kind: "write" | "compute", charge: Charge, then: () => void): void {
    this.perform(kind, charge, then, this.#unit.activity);
  }

  /** Once a window is in the row buffer; it stays there until `dropWindow`. */
  withWindow(then: () => void): void {
    const { windows } = this.#unit;
    if (windows.size === 0) {
      this.waitFor(windows.name, "dependency");
      this.#unit.onWindow = () => this.withWindow(then);
      return;
    }
    const window = windows.peek();
    if (this.state !== null && window != null) this.state.receive(window);
    then();
  }

  /** The oldest window is written: its place is free. */
  dropWindow(): void {
    this.#unit.windows.take();
  }

  /** Once there is a place for another set of sums. */
  withSumPlace(then: () => void): void {
    const { sumPlaces } = this.#unit;
    if (sumPlaces.tryAcquire()) {
      then();
      return;
    }
    this.waitFor(sumPlaces.name, sumPlaces.waitReason);
    sumPlaces.acquire({ who: this.name, onGranted: then });
  }

  /** Sums wait for a place at the digital unit, then for the way in, then travel; the sub-array goes on meanwhile. */
  sendSums({ sumBits }: SendSums): void {
    const { lane, units } = this;
    const { arrivals, sumPlaces, index } = this.#unit;
    const who = `${this.name}.way-out`;
    const { tag, totals } = lane.context;
    const { engine } = units.performer;
    const line = new TimeLine({ who, ...tag }, totals, engine.hooks);
    const count = this.tile.outCount;
    const values = this.state?.takeSums() ?? null;
    const sending = {
      payloads: [{ bits: count * sumBits, targets: [index] }],
      postings: this.#sumsLeave(count, count * sumBits),
      onSent: (hopPs: Parameters<typeof arrivals.deliver>[1]): void => {
        line.close(engine.now);
        sumPlaces.release();
        arrivals.deliver(values, hopPs);
      },
    };
    line.wait("buffer-full", engine.now);
    const send = (): void => units.interconnect.send(sending, "in", (charge, then, holding) => {
      const act = { unit: who, kind: "send", tag, durationPs: charge.durationPs, postings: [units.performer.issue, ...charge.postings] };
      units.performer.perform(act, line, then, holding);
    });
    arrivals.reserve({ who, onGranted: send });
    this.next();
  }

  #sumsLeave(count: number, bits: number): Posting[] {
    const { arrays, stores } = this.units;
    return [{ meter: arrays.meter, action: "output", count: bits }, stores.sumsOut(count), stores.sumsArrived(count)];
  }
}

// A stable 4-ary heap over typed arrays: no object per event, ties broken by phase and then by order of insertion.
// Popping leaves the root empty until the next call: the engine mostly schedules right after taking an event, and the
// new event can then sink from the root, which saves moving the last leaf up and down.

import type { EventQueue, Phase } from "./event-queue.js";

// Phase and sequence share one exact double: 2^50 events is years of simulation.
const PHASE_UNIT = 2 ** 50;

/** Push and pop take a time that grows with the logarithm of what is queued. */
export class HeapEventQueue implements EventQueue {
  poppedTimePs = 0;
  #poppedOrder = 0;
  #times: Float64Array<ArrayBuffer>;
  #orders: Float64Array<ArrayBuffer>;
  #payloads: Int32Array<ArrayBuffer>;
  /** Elements in the heap, counting the root even while it is a hole. */
  #length = 0;
  #rootIsHole = false;
  #sequence = 0;

  constructor(capacity = 1024) {
    this.#times = new Float64Array(capacity);
    this.#orders = new Float64Array(capacity);
    this.#payloads = new Int32Array(capacity);
  }

  get size(): number {
    return this.#rootIsHole ? this.#length - 1 : this.#length;
  }

  get nextTimePs(): number {
    if (this.#rootIsHole) this.#fillRoot();
    return this.#length === 0 ? Infinity : this.#times[0]!;
  }

  get poppedPhase(): Phase {
    return Math.floor(this.#poppedOrder / PHASE_UNIT) as Phase;
  }

  push(timePs: number, phase: Phase, payload: number): void {
    const order = phase * PHASE_UNIT + this.#sequence++;
    if (this.#rootIsHole) {
      this.#rootIsHole = false;
      this.#sink(timePs, order, payload);
    } else {
      if (this.#length === this.#times.length) this.#grow();
      this.#rise(this.#length++, timePs, order, payload);
    }
  }

  pop(): number {
    if (this.#rootIsHole) this.#fillRoot();
    this.#rootIsHole = true;
    this.poppedTimePs = this.#times[0]!;
    this.#poppedOrder = this.#orders[0]!;
    return this.#payloads[0]!;
  }

  #fillRoot(): void {
    this.#rootIsHole = false;
    const last = --this.#length;
    if (last > 0) this.#sink(this.#times[last]!, this.#orders[last]!, this.#payloads[last]!);
  }

  /** Places an event at `hole` or above it. */
  #rise(hole: number, timePs: number, order: number, payload: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const payloads = this.#payloads;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const parentTime = times[parent]!;
      if (parentTime < timePs || (parentTime === timePs && orders[parent]! < order)) break;
      times[hole] = parentTime;
      orders[hole] = orders[parent]!;
      payloads[hole] = payloads[parent]!;
      hole = parent;
    }
    times[hole] = timePs;
    orders[hole] = order;
    payloads[hole] = payload;
  }

  /** Places an event at the root or below it. */
  #sink(timePs: number, order: number, payload: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const payloads = this.#payloads;
    const length = this.#length;
    let hole = 0;
    for (let child = 1; child < length; child = 4 * hole + 1) {
      let first = child;
      let time = times[child]!;
      const end = child + 4 < length ? child + 4 : length;
      for (let other = child + 1; other < end; other++) {
        const otherTime = times[other]!;
        if (otherTime > time || (otherTime === time && orders[other]! > orders[first]!)) continue;
        first = other;
        time = otherTime;
      }
      if (time > timePs || (time === timePs && orders[first]! > order)) break;
      times[hole] = time;
      orders[hole] = orders[first]!;
      payloads[hole] = payloads[first]!;
      hole = first;
    }
    times[hole] = timePs;
    orders[hole] = order;
    payloads[hole] = payload;
  }

  #grow(): void {
    const capacity = Math.max(16, 2 * this.#times.length);
    this.#times = copied(new Float64Array(capacity), this.#times);
    this.#orders = copied(new Float64Array(capacity), this.#orders);
    this.#payloads = copied(new Int32Array(capacity), this.#payloads);
  }
}

function copied<A extends { set(source: ArrayLike<number>): void }>(target: A, source: ArrayLike<number>): A {
  target.set(source);
  return target;
}

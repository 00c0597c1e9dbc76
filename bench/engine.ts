// Speed of the event queue and of the engine under the hold model: n events pend, and each one handled schedules one
// more after an exponential delay. In the same run, as the peer, a flat binary heap with a hand-written loop, which
// gives no order to equal times. C++ std::priority_queue on the machine of docs/references: 11.7 / 7.1 / 3.2 M events/s.
// Run: npx esbuild bench/engine.ts --bundle --platform=node --format=esm --outfile=out/bench/engine.mjs && node out/bench/engine.mjs
// [--json]

import { Engine } from "../sim/engine.js";
import { ACT } from "../sim/event-queue.js";
import { HeapEventQueue } from "../sim/heap-event-queue.js";
import { randomStream } from "../sim/random.js";

const MEAN_DELAY_PS = 100_000;
const DELAYS = exponentialDelays(1 << 16);
const REPEATS = 5;

/** The peer: two plain arrays and a binary heap, as one writes it by hand. */
class FlatBinaryHeap {
  size = 0;
  poppedTimePs = 0;
  readonly #times: number[] = [];
  readonly #payloads: number[] = [];

  push(timePs: number, _phase: number, payload: number): void {
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (timePs >= this.#times[parent]!) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#times[hole] = timePs;
    this.#payloads[hole] = payload;
  }

  pop(): number {
    const first = this.#payloads[0]!;
    this.poppedTimePs = this.#times[0]!;
    const last = --this.size;
    const lastTime = this.#times[last]!;
    const half = last >> 1;
    let hole = 0;
    while (hole < half) {
      let child = 2 * hole + 1;
      if (child + 1 < last && this.#times[child + 1]! < this.#times[child]!) child++;
      if (this.#times[child]! >= lastTime) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#move(last, hole);
    return first;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from]!;
    this.#payloads[to] = this.#payloads[from]!;
  }
}

type Queue = Pick<HeapEventQueue, "size" | "poppedTimePs" | "pop"> & { push(timePs: number, phase: typeof ACT, payload: number): void };

function exponentialDelays(count: number): Float64Array {
  const random = randomStream(1, "bench", "hold");
  return Float64Array.from({ length: count }, () => 1 + Math.round(-Math.log1p(-random.double()) * MEAN_DELAY_PS));
}

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function holdQueue(queue: Queue, pending: number, events: number): number {
  for (let i = 0; i < pending; i++) queue.push(DELAYS[i & 0xffff]!, ACT, i);
  const hold = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const payload = queue.pop();
      queue.push(queue.poppedTimePs + DELAYS[i & 0xffff]!, ACT, payload);
    }
  };
  hold(pending);
  return secondsOf(() => hold(events));
}

function holdEngine(pending: number, events: number): number {
  const engine = new Engine();
  let left = pending + events;
  let next = 0;
  const handler = (unit: number): void => {
    if (left-- > 0) engine.after(DELAYS[next++ & 0xffff]!, ACT, handler, unit);
  };
  for (let i = 0; i < pending; i++) engine.schedule(DELAYS[i & 0xffff]!, ACT, handler, i);
  return secondsOf(() => engine.run()) * (events / (events + 2 * pending));
}

function bestRate(events: number, seconds: () => number): number {
  const best = Math.min(...Array.from({ length: REPEATS }, seconds));
  return events / best / 1e6;
}

function measure(pending: number): Record<string, number> {
  const events = pending >= 1e6 ? 1e6 : 2e6;
  const queue = bestRate(events, () => holdQueue(new HeapEventQueue(), pending, events));
  const peer = bestRate(events, () => holdQueue(new FlatBinaryHeap(), pending, events));
  const engine = bestRate(events, () => holdEngine(pending, events));
  return { pending, queueMEventsPerS: queue, peerMEventsPerS: peer, ratioToPeer: queue / peer, engineMEventsPerS: engine };
}

const results = [1e3, 1e5, 1e6].map(measure);
if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ benchmark: "engine hold model", results }));
} else {
  console.log("hold model, M events/s (best of 5)\n  pending    queue     peer    ratio   engine");
  for (const row of results) {
    console.log(Object.values(row).map((value, i) => (i === 0 ? String(value) : value.toFixed(2)).padStart(9)).join(""));
  }
}

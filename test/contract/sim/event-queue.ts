// The contract of every EventQueue: total, stable order by (time, phase, sequence), against a sorted-array model.

import fc from "fast-check";
import type { EventQueue, Phase } from "../../../sim/event-queue.js";

type Step = { readonly push: true; readonly delay: number; readonly phase: Phase } | { readonly push: false };

const phases = fc.constantFrom<Phase>(0, 1, 2);
const steps = (maxDelay: number) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ push: fc.constant(true as const), delay: fc.nat(maxDelay), phase: phases }) },
      { weight: 2, arbitrary: fc.constant<Step>({ push: false }) },
    ),
    { maxLength: 300 },
  );

interface ModelEvent {
  readonly timePs: number;
  readonly phase: Phase;
  readonly payload: number;
}

function compare(a: ModelEvent, b: ModelEvent): number {
  return a.timePs - b.timePs || a.phase - b.phase || a.payload - b.payload;
}

export function runEventQueueContract(name: string, make: () => EventQueue): void {
  describe(`${name} as an event queue`, () => {
    it("starts empty", () => {
      expect([make().size, make().nextTimePs]).toEqual([0, Infinity]);
    });

    it("pops equal times in the order of phase, then of insertion", () => {
      const queue = make();
      for (let i = 0; i < 30; i++) queue.push(5, (2 - (i % 3)) as Phase, i);
      const popped = Array.from({ length: 30 }, () => queue.pop());
      const expected = [2, 1, 0].flatMap((remainder) => Array.from({ length: 10 }, (_, i) => 3 * i + remainder));
      expect(popped).toEqual(expected);
    });

    it.each([1, 20, 2 ** 40])("agrees with a sorted array, delays up to %p ps", (maxDelay) => {
      fc.assert(
        fc.property(steps(maxDelay), (list) => {
          const queue = make();
          const model: ModelEvent[] = [];
          list.forEach((step, payload) => {
            if (step.push) {
              const event = { timePs: queue.poppedTimePs + step.delay, phase: step.phase, payload };
              queue.push(event.timePs, event.phase, payload);
              model.push(event);
              model.sort(compare);
            } else if (model.length > 0) {
              const event = model.shift()!;
              expect([queue.pop(), queue.poppedTimePs, queue.poppedPhase]).toEqual([event.payload, event.timePs, event.phase]);
            }
            expect(queue.size).toBe(model.length);
            if (payload % 3 === 0) expect(queue.nextTimePs).toBe(model[0]?.timePs ?? Infinity);
          });
        }),
      );
    });

    it("keeps the order of many events", () => {
      const queue = make();
      let state = 1;
      for (let i = 0; i < 5000; i++) {
        state = (state * 48271) % 2147483647;
        queue.push(state % 500, ((state >> 5) % 3) as Phase, i);
      }
      let previous: ModelEvent = { timePs: -1, phase: 0, payload: -1 };
      while (queue.size > 0) {
        const payload = queue.pop();
        const event = { timePs: queue.poppedTimePs, phase: queue.poppedPhase, payload };
        expect(compare(previous, event)).toBeLessThan(0);
        previous = event;
      }
    });
  });
}

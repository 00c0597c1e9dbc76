import { Engine, eventEndPoint, eventStartPoint } from "../../../sim/engine.js";
import { ACT, DELIVER, OBSERVE } from "../../../sim/event-queue.js";
import { asTimePs } from "../../../sim/time.js";
import type { Waiting } from "../../../sim/waiting.js";

describe("Engine", () => {
  it("runs events in the order of time, phase, and scheduling", () => {
    const engine = new Engine();
    const seen: string[] = [];
    const note = (name: string) => seen.push(`${engine.now}:${name}`);
    engine.schedule(20, ACT, note, "late");
    engine.schedule(10, OBSERVE, note, "observe");
    engine.schedule(10, ACT, note, "act 1");
    engine.schedule(10, ACT, note, "act 2");
    engine.schedule(10, DELIVER, note, "deliver");
    engine.run();
    expect(seen).toEqual(["10:deliver", "10:act 1", "10:act 2", "10:observe", "20:late"]);
    expect([engine.now, engine.pending, engine.eventCount]).toEqual([20, 0, 5]);
  });

  it("runs events scheduled for the present next, an earlier phase as a delta cycle", () => {
    const engine = new Engine();
    const seen: string[] = [];
    engine.schedule(5, ACT, () => {
      seen.push("first");
      engine.after(0, DELIVER, () => seen.push("delta"));
    });
    engine.schedule(5, ACT, () => seen.push("second"));
    engine.run();
    expect(seen).toEqual(["first", "delta", "second"]);
  });

  it("stops after the given time, inclusive, and sets the clock to it", () => {
    const engine = new Engine();
    const seen: number[] = [];
    for (const time of [1, 2, 3]) engine.schedule(time, ACT, (value) => seen.push(value), time);
    engine.run(asTimePs(2));
    expect([seen, engine.now, engine.pending]).toEqual([[1, 2], 2, 1]);
    engine.run(asTimePs(10));
    expect([seen, engine.now]).toEqual([[1, 2, 3], 10]);
    expect(() => engine.schedule(9, ACT, () => undefined)).toThrow(/\[10 ps\] engine: an event was scheduled at 9 ps, which is past/);
  });

  it("refuses times that are not whole picoseconds", () => {
    const engine = new Engine();
    for (const bad of [1.5, NaN, Infinity])
      expect(() => engine.after(bad, ACT, () => undefined)).toThrow(/not a whole number of picoseconds/);
  });

  it("uses its slots again: a long chain of events keeps no memory of arguments", () => {
    const engine = new Engine();
    let left = 1000;
    const handler = (payload: { id: number }) => {
      expect(payload.id).toBe(left);
      if (--left > 0) engine.after(1, ACT, handler, { id: left });
    };
    engine.schedule(0, ACT, handler, { id: left });
    engine.run();
    expect(left).toBe(0);
  });

  it("reports a deadlock with who waits for what and why", () => {
    const engine = new Engine();
    const waits: Waiting[] = [{ who: "bank[0]", waitsFor: "bus", reason: "bus-busy", sincePs: asTimePs(40) }];
    const leave = engine.watch({ openWork: () => waits });
    engine.schedule(50, ACT, () => undefined);
    expect(() => engine.run()).toThrow(
      "[50 ps] engine: deadlock: no event is left, 1 still waiting:\n  bank[0] waits for bus (bus-busy) since 40 ps",
    );
    engine.run(asTimePs(60));
    leave();
    engine.run();
  });

  it("shortens a long deadlock report", () => {
    const engine = new Engine();
    engine.watch({ openWork: () => Array.from({ length: 25 }, (_, i) => ({ who: `u${i}`, waitsFor: "x", reason: "dependency" })) });
    expect(() => engine.run()).toThrow(/25 still waiting:[^]*u19 waits for x \(dependency\)\n {2}\.\.\. and 5 more$/);
  });

  it("emits the start and the end of every event, and stays usable after a handler throws", () => {
    const engine = new Engine();
    const seen: string[] = [];
    engine.hooks.on(eventStartPoint, (event) => seen.push(`start ${event.timePs}/${event.phase}`));
    engine.hooks.on(eventEndPoint, (event) => seen.push(`end ${event.timePs}`));
    engine.schedule(3, ACT, () => seen.push("work"));
    engine.run();
    expect(seen).toEqual(["start 3/1", "work", "end 3"]);
    engine.schedule(4, ACT, () => {
      throw new Error("broken handler");
    });
    expect(() => engine.run()).toThrow("broken handler");
    engine.schedule(5, ACT, () => expect(() => engine.run()).toThrow(/from inside an event/));
    engine.run();
  });
});

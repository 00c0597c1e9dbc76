import { Engine } from "../../../sim/engine.js";
import { ACT, DELIVER } from "../../../sim/event-queue.js";
import { Resource } from "../../../sim/resource.js";
import { asTimePs } from "../../../sim/time.js";
import { waitPoint } from "../../../sim/waiting.js";

const ps = asTimePs;
const busSpec = { name: "bus", waitReason: "bus-busy" } as const;

describe("Resource", () => {
  it("serves first come first served, one at a time, and measures busy and blocked time", () => {
    const engine = new Engine();
    const bus = new Resource(engine, busSpec);
    const log: string[] = [];
    for (const [who, at] of [["a", 0], ["b", 10], ["c", 20]] as const) {
      engine.schedule(at, ACT, () =>
        bus.serve({
          who,
          durationPs: ps(100),
          onStart: (waited) => log.push(`${who} starts ${engine.now} after ${waited}`),
          onDone: () => log.push(`${who} done ${engine.now}`),
        }),
      );
    }
    engine.run();
    expect(log).toEqual([
      "a starts 0 after 0", "a done 100", "b starts 100 after 90", "b done 200", "c starts 200 after 180", "c done 300",
    ]);
    expect([bus.busyPs, bus.blockedPs, bus.grants, bus.inUse]).toEqual([300, 270, 3, 0]);
  });

  it("grants as many at once as its capacity", () => {
    const engine = new Engine();
    const ports = new Resource(engine, { ...busSpec, capacity: 2 });
    const done: number[] = [];
    for (let i = 0; i < 5; i++) ports.serve({ who: `u${i}`, durationPs: ps(10), onDone: () => done.push(engine.now) });
    engine.run();
    expect(done).toEqual([10, 10, 20, 20, 30]);
    expect(ports.busyPs).toBe(50);
  });

  it("decides by priority among all requests of one picosecond, first come first served within one priority", () => {
    const engine = new Engine();
    const bus = new Resource(engine, { ...busSpec, discipline: "priority" });
    const order: string[] = [];
    const ask = (who: string, priority: number) => bus.serve({ who, priority, durationPs: ps(1), onDone: () => order.push(who) });
    engine.schedule(5, DELIVER, () => ask("low", 0));
    engine.schedule(5, DELIVER, () => ask("high 1", 2));
    engine.schedule(5, DELIVER, () => ask("high 2", 2));
    engine.schedule(5, DELIVER, () => ask("middle", 1));
    engine.run();
    expect(order).toEqual(["high 1", "high 2", "middle", "low"]);
  });

  it("ignores priorities under the FIFO discipline", () => {
    const engine = new Engine();
    const bus = new Resource(engine, busSpec);
    const order: number[] = [];
    for (const priority of [0, 5, 3]) bus.serve({ who: "u", priority, durationPs: ps(1), onDone: () => order.push(priority) });
    engine.run();
    expect(order).toEqual([0, 5, 3]);
  });

  it("is taken at once only when free and nobody waits", () => {
    const engine = new Engine();
    const bus = new Resource(engine, busSpec);
    expect([bus.tryAcquire(), bus.tryAcquire()]).toEqual([true, false]);
    bus.acquire({ who: "waiter", onGranted: () => bus.release() });
    bus.release();
    expect(bus.tryAcquire()).toBe(false);
    engine.run();
    expect(bus.tryAcquire()).toBe(true);
  });

  it("lists who waits when the run gets stuck", () => {
    const engine = new Engine();
    const bus = new Resource(engine, busSpec);
    bus.tryAcquire();
    bus.acquire({ who: "bank[3]", onGranted: () => undefined });
    expect(() => engine.run()).toThrow(/bank\[3\] waits for bus \(bus-busy\) since 0 ps/);
  });

  it("emits every wait that took time", () => {
    const engine = new Engine();
    const waits: unknown[] = [];
    engine.hooks.on(waitPoint, (span) => waits.push(span));
    const bus = new Resource(engine, busSpec);
    for (const who of ["a", "b"]) bus.serve({ who, durationPs: ps(7), onDone: () => undefined });
    engine.run();
    expect(waits).toEqual([{ who: "b", waitedFor: "bus", reason: "bus-busy", fromPs: 0, toPs: 7 }]);
  });

  it("refuses a capacity below one and a release too many", () => {
    const engine = new Engine();
    expect(() => new Resource(engine, { ...busSpec, capacity: 0 })).toThrow(/bus\.capacity/);
    expect(() => new Resource(engine, busSpec).release()).toThrow(/\[0 ps\] bus: was released more often/);
  });

  it("keeps order through many joins and leaves", () => {
    const engine = new Engine();
    const bus = new Resource(engine, busSpec);
    const order: number[] = [];
    for (let i = 0; i < 500; i++)
      engine.schedule(i >> 2, ACT, () => bus.serve({ who: "u", durationPs: ps(1), onDone: () => order.push(i) }));
    engine.run();
    expect(order).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });
});

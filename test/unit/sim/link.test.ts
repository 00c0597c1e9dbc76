import { Engine } from "../../../sim/engine.js";
import { Link, type LinkSpec, type Message } from "../../../sim/link.js";
import { Port } from "../../../sim/port.js";
import { ZERO_PS, asTimePs } from "../../../sim/time.js";

const ps = asTimePs;
const spec: LinkSpec = { name: "link", widthBits: 32, cyclePs: ps(100), latencyPs: ps(30) };
const message = (bits: number): Message => ({ who: "u", bits, tailPs: ZERO_PS });

function chain(engine: Engine, specs: readonly LinkSpec[], capacity = 8) {
  const arrivals: { headPs: number; tailPs: number }[] = [];
  const ports = specs.map((_, i) => new Port<Message>(engine, { name: `port${i}`, capacity }));
  const links = specs.map((one, i) => new Link(engine, one, ports[i]!));
  ports.forEach((port, i) => {
    port.listen(() => {
      if (i + 1 === ports.length) arrivals.push({ headPs: engine.now, tailPs: port.take().tailPs });
      else links[i + 1]!.send(port.take());
    });
  });
  return { first: links[0]!, links, ports, arrivals };
}

describe("Link", () => {
  it("takes bits over width cycles plus the latency", () => {
    const engine = new Engine();
    const { first, arrivals } = chain(engine, [spec]);
    first.send(message(33));
    engine.run();
    expect(arrivals).toEqual([{ headPs: 230, tailPs: 230 }]);
    expect(first.wires.busyPs).toBe(200);
  });

  it("carries one message at a time", () => {
    const engine = new Engine();
    const { first, arrivals } = chain(engine, [spec]);
    const sent: number[] = [];
    for (let i = 0; i < 3; i++) first.send(message(64), () => sent.push(engine.now));
    engine.run();
    expect(arrivals.map((arrival) => arrival.tailPs)).toEqual([230, 430, 630]);
    expect(sent).toEqual([200, 400, 600]);
    expect(first.wires.blockedPs).toBe(200 + 400);
  });

  it("cuts through: hops add a cycle and a latency each, the message is serialised once", () => {
    const engine = new Engine();
    const hops = 3;
    const { first, arrivals } = chain(engine, Array.from({ length: hops }, (_, i) => ({ ...spec, name: `l${i}`, cutThrough: true })));
    first.send(message(320));
    engine.run();
    expect(arrivals).toEqual([{ headPs: hops * 130, tailPs: (hops - 1) * 130 + 1000 + 30 }]);
  });

  it("stores and forwards by default", () => {
    const engine = new Engine();
    const { first, arrivals } = chain(engine, [spec, { ...spec, name: "second" }]);
    first.send(message(320));
    engine.run();
    expect(arrivals[0]!.tailPs).toBe(2 * 1030);
  });

  it("never lets the tail overtake: a fast link behind a slow one waits for the bits", () => {
    const engine = new Engine();
    const fast = { ...spec, name: "fast", cyclePs: ps(10), cutThrough: true };
    const { first, arrivals } = chain(engine, [{ ...spec, cutThrough: true }, fast]);
    first.send(message(320));
    engine.run();
    expect(arrivals[0]!.tailPs).toBe(1000 + 30 + 10 + 30);
  });

  it("waits for a place at the far end while it holds the wires", () => {
    const engine = new Engine();
    const port = new Port<Message>(engine, { name: "in", capacity: 1 });
    const link = new Link(engine, spec, port);
    link.send(message(32));
    link.send(message(32));
    link.send(message(32));
    expect(() => engine.run()).toThrow(/u waits for in \(buffer-full\) since 100 ps[^]*u waits for link \(bus-busy\)/);
  });

  it("refuses widths and messages that are not whole positive bits", () => {
    const engine = new Engine();
    const port = new Port<Message>(engine, { name: "in", capacity: 1 });
    expect(() => new Link(engine, { ...spec, widthBits: 0 }, port)).toThrow(/link\.widthBits/);
    expect(() => new Link(engine, spec, port).send(message(0))).toThrow(/link\.message\.bits/);
  });
});

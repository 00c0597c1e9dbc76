import { Engine } from "../../../sim/engine.js";
import { ACT } from "../../../sim/event-queue.js";
import { Port, messageDeliveredPoint, messageSentPoint } from "../../../sim/port.js";
import { asTimePs } from "../../../sim/time.js";

const ps = asTimePs;

describe("Port", () => {
  it("delivers in order, after the delay", () => {
    const engine = new Engine();
    const port = new Port<string>(engine, { name: "in", capacity: 4 });
    const seen: string[] = [];
    port.listen(() => seen.push(`${engine.now}:${port.take()}`));
    port.send("a", { who: "u", delayPs: ps(10) });
    port.send("b", { who: "u", delayPs: ps(10) });
    expect(port.trySend("c", ps(3))).toBe(false);
    engine.run();
    expect(seen).toEqual(["10:a", "10:b"]);
    expect(port.trySend("c")).toBe(true);
    engine.run();
    expect(seen).toEqual(["10:a", "10:b", "10:c"]);
  });

  it("holds the sender back while it is full, and never drops", () => {
    const engine = new Engine();
    const port = new Port<number>(engine, { name: "in", capacity: 2 });
    const sent: string[] = [];
    const taken: number[] = [];
    const drain = (): void => void taken.push(port.take());
    port.listen(() => engine.after(100, ACT, drain));
    for (let i = 0; i < 5; i++) port.send(i, { who: "u", onSent: (waited) => sent.push(`${i}@${engine.now} waited ${waited}`) });
    engine.run();
    expect(taken).toEqual([0, 1, 2, 3, 4]);
    expect(sent).toEqual(["0@0 waited 0", "1@0 waited 0", "2@100 waited 100", "3@100 waited 100", "4@200 waited 200"]);
    expect(port.places.blockedPs).toBe(400);
  });

  it("reports the sender of a full port and items nobody takes as a deadlock", () => {
    const engine = new Engine();
    const port = new Port<number>(engine, { name: "bank.in", capacity: 1 });
    port.send(1, { who: "controller" });
    port.send(2, { who: "controller" });
    expect(() => engine.run()).toThrow(
      /controller waits for bank\.in \(buffer-full\)[^]*bank\.in waits for its receiver to take 1 item\(s\) \(dependency\)/,
    );
    expect(port.peek()).toBe(1);
  });

  it("emits sent and delivered", () => {
    const engine = new Engine();
    const port = new Port<string>(engine, { name: "in", capacity: 1 });
    const seen: unknown[] = [];
    engine.hooks.on(messageSentPoint, (message) => seen.push(["sent", message.timePs]));
    engine.hooks.on(messageDeliveredPoint, (message) => seen.push(["delivered", message.timePs, message.item]));
    port.listen(() => port.take());
    port.trySend("x", ps(4));
    engine.run();
    expect(seen).toEqual([["sent", 0], ["delivered", 4, "x"]]);
  });

  it("refuses misuse: taking nothing, sending without a place, a second receiver", () => {
    const engine = new Engine();
    const port = new Port<string>(engine, { name: "in", capacity: 1 });
    port.listen(() => undefined);
    expect(() => port.take()).toThrow(/in: has nothing to take/);
    expect(() => port.deliver("x", ps(0))).toThrow(/without a reserved place/);
    port.reserve({ who: "u", onGranted: () => port.deliver("x", ps(0)) });
    engine.run(ps(1));
    expect(() => port.deliver("y", ps(0))).toThrow(/without a reserved place/);
    expect(() => port.listen(() => undefined)).toThrow(/already has a receiver/);
  });
});

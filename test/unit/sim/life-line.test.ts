import { BusyTime } from "../../../sim/busy-time.js";
import { Hooks } from "../../../sim/hooks.js";
import { LifeLine, lifeSpanPoint } from "../../../sim/life-line.js";
import { asTimePs } from "../../../sim/time.js";

const ps = asTimePs;

const track = (request: string) => ({ who: "step", request, layer: "conv1" });

describe("LifeLine", () => {
  it("sums work and waits of a life that is fully explained, whatever the order of posting", () => {
    const life = new LifeLine(track("image 3"), ps(100));
    life.wait("bus-busy", ps(150), ps(160));
    life.work("sense", ps(100), ps(120));
    life.work("sense", ps(120), ps(150));
    life.work("transfer", ps(160), ps(200));
    life.work("nothing", ps(160), ps(160));
    expect(life.end(ps(200))).toEqual({
      track: track("image 3"),
      startPs: 100,
      endPs: 200,
      workPs: { sense: 50, transfer: 40 },
      waitPs: { "bus-busy": 10 },
    });
    expect(life.spans()).toHaveLength(3);
  });

  it("refuses gaps, overlaps, and ends that do not match", () => {
    const life = () => {
      const line = new LifeLine(track("r"), ps(0));
      line.work("a", ps(0), ps(10));
      return line;
    };
    const gap = life();
    gap.work("b", ps(15), ps(20));
    expect(() => gap.end(ps(20))).toThrow(/\[10 ps\] r\.conv1: nothing explains the time until "b" at 15 ps/);
    const pause = life();
    pause.work("a", ps(15), ps(20));
    expect(() => pause.end(ps(20))).toThrow(/nothing explains the time until "a"/);
    const overlap = life();
    overlap.wait("power-capped", ps(5), ps(20));
    expect(() => overlap.end(ps(20))).toThrow(/"power-capped" from 5 ps overlaps/);
    expect(() => life().end(ps(12))).toThrow(/explained only until 10 ps, but it ended at 12 ps/);
    expect(() => life().end(ps(8))).toThrow(/ended at 8 ps/);
    expect(() => life().work("x", ps(9), ps(8))).toThrow(/before it starts/);
    expect(new LifeLine(track("empty"), ps(5)).end(ps(5)).workPs).toEqual({});
  });

  it("tells tracers of every span", () => {
    const hooks = new Hooks();
    const seen: unknown[] = [];
    hooks.on(lifeSpanPoint, (span) => seen.push(span));
    new LifeLine(track("r"), ps(0), hooks).wait("dependency", ps(0), ps(3));
    expect(seen).toEqual([{ ...track("r"), isWait: true, name: "dependency", fromPs: 0, toPs: 3 }]);
  });
});

describe("BusyTime", () => {
  it("sums busy time by kind and blocked time by reason", () => {
    const time = new BusyTime("bank");
    time.work("write", ps(0), ps(5));
    time.work("read", ps(5), ps(8));
    time.work("write", ps(8), ps(9));
    time.wait("bus-busy", ps(9), ps(20));
    expect([time.busyPs, time.blockedPs]).toEqual([9, 11]);
    expect(time.busyByKind()).toEqual({ read: 3, write: 6 });
    expect(time.blockedByReason()).toEqual({ "bus-busy": 11 });
    expect(() => time.work("x", ps(2), ps(1))).toThrow(/\[2 ps\] bank: "x" ends at 1 ps/);
  });
});

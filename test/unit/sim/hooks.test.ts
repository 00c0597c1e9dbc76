import { Hooks, hookPoint } from "../../../sim/hooks.js";

const point = hookPoint<number>("test.number");

describe("hooks", () => {
  it("builds the item only when someone listens, once for all listeners", () => {
    const hooks = new Hooks();
    let built = 0;
    const make = () => ++built;
    hooks.emit(point, make);
    expect(built).toBe(0);
    const seen: string[] = [];
    hooks.on(point, (item) => seen.push(`a${item}`));
    hooks.on(point, (item) => seen.push(`b${item}`));
    hooks.emit(point, make);
    expect(seen).toEqual(["a1", "b1"]);
  });

  it("unsubscribes exactly what was subscribed, also during an emission", () => {
    const hooks = new Hooks();
    const seen: string[] = [];
    const listener = (item: number) => seen.push(String(item));
    const first = hooks.on(point, listener);
    hooks.on(point, listener);
    const third = hooks.on(point, () => third());
    hooks.emit(point, () => 1);
    first();
    first();
    hooks.emit(point, () => 2);
    expect(seen).toEqual(["1", "1", "2"]);
    expect(hooks.isHeard(point)).toBe(true);
  });

  it("keeps simulations apart", () => {
    const heard = new Hooks();
    heard.on(point, () => undefined);
    expect(new Hooks().isHeard(point)).toBe(false);
  });

  it("refuses a name that is malformed or taken", () => {
    expect(() => hookPoint("test.number")).toThrow(/declared twice/);
    expect(() => hookPoint("Test")).toThrow(/look like/);
  });
});

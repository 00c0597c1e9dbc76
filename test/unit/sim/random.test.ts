import { randomStream } from "../../../sim/random.js";

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe("randomStream", () => {
  it("gives the same numbers for the same seed and names, other numbers for others", () => {
    const draw = (...args: Parameters<typeof randomStream>) => {
      const stream = randomStream(...args);
      return take(4, () => stream.next());
    };
    expect(draw(1, "noise")).toEqual(draw(1, "noise"));
    expect(draw(1, "noise")).not.toEqual(draw(2, "noise"));
    expect(draw(1, "ab", "c")).not.toEqual(draw(1, "a", "bc"));
  });

  it("never changes the numbers it promised (a change here changes every result)", () => {
    const stream = randomStream(1, "pinned");
    expect([stream.next(), stream.int(1000), stream.double(), stream.normal(), stream.geometric(0.01)]).toMatchInlineSnapshot(`
[
  0.0326478339266032,
  648,
  0.01535993360051846,
  -1.0010295842475583,
  48,
]
`);
  });

  it("continues from a saved state, the spare normal included", () => {
    const stream = randomStream(7);
    take(5, () => stream.normal());
    const saved = JSON.parse(JSON.stringify(stream.state())) as ReturnType<typeof stream.state>;
    const first = [...take(5, () => stream.normal()), stream.next(), stream.int(9)];
    const other = randomStream("anything");
    other.restore(saved);
    expect([...take(5, () => other.normal()), other.next(), other.int(9)]).toEqual(first);
  });

  it("has the moments of its distributions", () => {
    const stream = randomStream(3, "moments");
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const normals = take(20_000, () => stream.normal());
    expect(Math.abs(mean(normals))).toBeLessThan(0.03);
    expect(Math.abs(mean(normals.map((value) => value * value)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(take(20_000, () => stream.int(10))) - 4.5)).toBeLessThan(0.1);
    expect(Math.abs(mean(take(20_000, () => stream.geometric(0.1))) - 9)).toBeLessThan(0.4);
  });

  it("checks its arguments", () => {
    const stream = randomStream(1);
    expect(stream.geometric(1)).toBe(0);
    expect(() => stream.int(0)).toThrow(/1\.\.2\^32/);
    expect(() => stream.geometric(0)).toThrow(/\(0, 1\]/);
  });
});

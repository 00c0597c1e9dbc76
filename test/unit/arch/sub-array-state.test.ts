// The functional sub-array: bulk bitwise operations on real rows, and the seam where sensing errors enter.
import { BitMemory } from "../../../arch/bits/bit-memory.js";
import { faultless, type ErrorSource } from "../../../arch/array/error-source.js";
import { BitwiseState } from "../../../arch/styles/bitwise-and/bitwise-state.js";
import { truthOf } from "../../../arch/styles/bitwise-and/instruction-kinds.js";
import type { AndAccumulate } from "../../../arch/styles/bitwise-and/instructions.js";
import type { Tile } from "../../../arch/isa/program.js";

const compute: AndAccumulate = {
  op: "and-accumulate", inputRow: 0, inputBits: 3, inputSigned: false, weightRow: 3, weightBits: 2, encoding: "twos-complement", columns: 4,
  accumulate: false,
};
const tile: Tile = { outStart: 0, outStride: 1, outCount: 2, elementStart: 0, elementCount: 4 };

/** Inputs 1, 5, 7, 2; weights of channel 0: 1, -1, 0, -2; of channel 1: 1, 1, 1, 1. */
function loaded(errors: ErrorSource): BitwiseState {
  const memory = new BitMemory({ rows: 16, columns: 40 }, 1);
  const state = new BitwiseState(memory, 0, errors);
  const rows = [[1, -1, 0, -2], [1, 1, 1, 1]];
  rows.forEach((values, c) => {
    memory.values.set(values);
    memory.packPlanes(0, 3 + 2 * c, 2, 4);
  });
  state.receive(Uint16Array.from([1, 5, 7, 2]));
  state.writePlanes(0, 3);
  return state;
}

describe("sub-array", () => {
  it("counts set and reset bits, and sums signed products", () => {
    const state = loaded(faultless);
    expect(state.andAccumulate(compute, tile)).toEqual({ and: { ones: 13 }, read: { ones: 0 } });
    expect([...state.takeSums()]).toEqual([1 - 5 - 4, 15]);
    expect(state.isDrained).toBe(true);
  });

  it("adds to the newest sums where it is told to", () => {
    const state = loaded(faultless);
    state.andAccumulate(compute, tile);
    state.andAccumulate({ ...compute, accumulate: true }, tile);
    expect([...state.takeSums()]).toEqual([2 * -8, 2 * 15]);
    expect(state.isDrained).toBe(true);
  });

  it("a flipped bit changes its channel by the weight of its two planes", () => {
    // position = ((channel x M + m) x N + n) x columns + column; channel 1, m = 0, n = 2, column 1: AND = 1, weight 4.
    const flip = ((1 * 2 + 0) * 3 + 2) * 4 + 1;
    // channel 0, m = 1 (weight -2), n = 0, column 0: AND = 0, weight 1 x -2.
    const other = ((0 * 2 + 1) * 3 + 0) * 4 + 0;
    let asked = 0;
    const state = loaded({
      isFaultless: false,
      forEachFlip: (act, onFlip) => {
        asked = act.senses * act.columns;
        for (const position of [other, flip]) onFlip(Math.floor(position / act.columns), position % act.columns, 1);
      },
    });
    state.andAccumulate(compute, tile);
    expect(asked).toBe(2 * 2 * 3 * 4);
    expect([...state.takeSums()]).toEqual([-8 - 2, 15 - 4]);
  });

  it.each([
    ["and", [0b0011, 0b0101], [0b0001]],
    ["or", [0b0011, 0b0101], [0b0111]],
    ["xor", [0b0011, 0b0101], [0b0110]],
    ["maj3", [0b0011, 0b0101, 0b1001], [0b0001]],
    ["full-add", [0b0011, 0b0101, 0b1001], [0b1111, 0b0001]],
  ])("%s of rows gives the Boolean function, written back", (operation, rows, expected) => {
    const memory = new BitMemory({ rows: 8, columns: 4 }, 1);
    const state = new BitwiseState(memory, 0, faultless);
    rows.forEach((word, r) => (memory.row(0, r)[0] = word));
    const destinations = expected.map((_, i) => 5 + i);
    const { written } = state.senseRows(
      { op: "sense-rows", operation, rows: rows.map((_, r) => r), destinations, columns: 4 }, truthOf(operation)
    );
    expect(destinations.map((row) => memory.row(0, row)[0])).toEqual(expected);
    expect(written.set + written.reset).toBe(4 * expected.length);
  });

  it("says what is missing when a program is out of order", () => {
    const state = new BitwiseState(new BitMemory({ rows: 8, columns: 4 }, 1), 3, faultless);
    expect(() => state.writePlanes(0, 1)).toThrow("a write of planes without a window");
    expect(() => state.takeSums()).toThrow("send-sums without finished sums");
    expect(() => truthOf("nand")).toThrow('no sense operation "nand"');
  });
});

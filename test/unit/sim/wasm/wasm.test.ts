// The assembler emits modules that the engine accepts and that compute what was written.
import { signedLeb, unsignedLeb } from "../../../../sim/wasm/encoding.js";
import { LOAD_OPCODES, PLAIN_OPCODES } from "../../../../sim/wasm/opcodes.js";
import * as w from "../../../../sim/wasm/index.js";

describe("the WebAssembly assembler", () => {
  it("encodes LEB128 as the specification's examples", () => {
    expect(unsignedLeb(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(unsignedLeb(0)).toEqual([0]);
    expect(signedLeb(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signedLeb(64)).toEqual([0xc0, 0x00]);
  });

  it("runs a loop over memory", () => {
    const memory = w.createMemory(1);
    const module = new w.ModuleBuilder({ initialPages: 1 });
    module.add("sum", ["i32", "i32"], "i32", (f) => {
      const pointer = f.parameter(0);
      const [counter, total] = [f.local("i32"), f.local("i32")];
      return w.sequence(
        w.repeat(counter, w.get(f.parameter(1)),
          w.set(total, w.op("i32.add", w.get(total), w.load("i32.load", w.get(pointer), 4))),
          w.advance(pointer, 4)),
        w.get(total));
    });
    new Int32Array(memory.buffer).set([100, 1, 2, 3, -10]);
    expect(w.instantiate<"sum">(module.toBytes(), memory).sum(0, 4)).toBe(-4);
  });

  it("calls functions, chooses and shuffles lanes", () => {
    const memory = w.createMemory(1, true);
    const module = new w.ModuleBuilder({ initialPages: 1, maximumPages: 1, shared: true });
    const larger = module.add("larger", ["i32", "i32"], "i32", (f) => {
      const [a, b] = [w.get(f.parameter(0)), w.get(f.parameter(1))];
      return w.choose("i32", w.op("i32.gt_s", a, b), a, b);
    });
    module.add("largest", ["i32", "i32", "i32"], "i32", (f) =>
      w.call(larger, w.get(f.parameter(0)), w.call(larger, w.get(f.parameter(1)), w.get(f.parameter(2)))));
    module.add("reverse", ["i32"], null, (f) => {
      const v = w.load("v128.load", w.get(f.parameter(0)));
      return w.store("v128.store", w.get(f.parameter(0)), w.shuffle32([3, 2, 1, 0], v, v), 16);
    });
    const run = w.instantiate<"largest" | "reverse">(module.toBytes(), memory);
    expect(run.largest(3, 9, -4)).toBe(9);
    const floats = new Float32Array(memory.buffer);
    floats.set([1, 2, 3, 4]);
    run.reverse(0);
    expect([...floats.subarray(4, 8)]).toEqual([4, 3, 2, 1]);
  });

  it("counts the ones of an AND with vector instructions", () => {
    const memory = w.createMemory(1);
    const module = new w.ModuleBuilder({ initialPages: 1 });
    module.add("andCount", ["i32", "i32"], "i32", (f) => {
      const and = w.op("v128.and", w.load("v128.load", w.get(f.parameter(0))), w.load("v128.load", w.get(f.parameter(1))));
      const words = w.op("i32x4.extadd_pairwise_i16x8_u", w.op("i16x8.extadd_pairwise_i8x16_u", w.op("i8x16.popcnt", and)));
      const counts = f.local("v128");
      const lanes = [1, 2, 3].map((n) => w.lane("i32x4.extract_lane", n, w.get(counts)));
      return lanes.reduce((sum, x) => w.op("i32.add", sum, x), w.lane("i32x4.extract_lane", 0, w.tee(counts, words)));
    });
    const bytes = new Uint8Array(memory.buffer);
    bytes.fill(0b10110111, 0, 16);
    bytes.fill(0b11100001, 16, 32);
    expect(w.instantiate<"andCount">(module.toBytes(), memory).andCount(0, 16)).toBe(16 * 3);
  });

  it("knows every opcode once", () => {
    const encodings = [...Object.values(PLAIN_OPCODES), ...Object.values(LOAD_OPCODES).map((x) => x.bytes)].map((x) => x.join(" "));
    expect(new Set(encodings).size).toBe(encodings.length);
  });
});

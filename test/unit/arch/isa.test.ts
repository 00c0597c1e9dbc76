// The instruction set: loops walked lazily and per agent, programs checked as a whole, printed as text.
import { Cursor, project } from "../../../arch/isa/cursor.js";
import { evaluate } from "../../../arch/isa/affine.js";
import type { BufferInstruction, DigitalInstruction, SendSums } from "../../../arch/isa/instruction.js";
import { printProgram } from "../../../arch/isa/print.js";
import { noTiles, type Node, type Program, type TensorSpec } from "../../../arch/isa/program.js";
import { instructionsOf } from "../../../arch/styles/index.js";
import type { BitwiseInstruction } from "../../../arch/styles/bitwise-and/instructions.js";
import { validateProgram, type MachineGeometry } from "../../../arch/isa/validate.js";

const act = (instruction: BufferInstruction | DigitalInstruction | SendSums | BitwiseInstruction): Node => ({ kind: "act", instruction });
const set = instructionsOf("bitwise-and");
const compute = {
  op: "and-accumulate", inputRow: 0, inputBits: 2, inputSigned: false, weightRow: 2, weightBits: 2, encoding: "twos-complement", columns: 1,
  accumulate: false,
} as const;
const pixel = { base: 0, terms: { lane: 1, round: 2 } };
const body: Node[] = [
  {
    kind: "loop", index: "round", count: 2,
    body: [
      {
        kind: "when", value: pixel, below: 3,
        body: [
          act({ op: "load-window", window: { tensor: "x", kernel: 1, stride: 1, padding: 0, outWidth: 3, pixel } }),
          act({ op: "write-planes", row: 0, bits: 2 }),
          act(compute),
          act({ op: "send-sums", sumBits: 6 }),
          act({ op: "post-process", table: "t", output: "y", outWidth: 3, pixel, residual: null }),
        ],
      },
    ],
  },
];
const tensor = (id: string): TensorSpec => ({ id, channels: 1, height: 1, width: 3, bits: 2, signed: false, zeroPoint: 0 });
const program: Program = {
  format: "pimento-program-2", name: "small", style: "bitwise-and", tensors: [tensor("x"), tensor("y")], input: "x", output: "y",
  tables: [{ id: "t", offsets: [0], multipliers: [1], biases: [
    0,
  ], shift: 0, fractionBits: 0, residualMultiplier: 0, residualShift: 0, min: 0, max: 3, entryBits: 8 }],
  steps: [
    { layer: "in", after: [], group: noTiles, body: [act({ op: "load-image", tensor: "x" })] },
    { layer: "fc", after: [0], group: {
      tiles: [{ outStart: 0, outStride: 1, outCount: 1, elementStart: 0, elementCount: 1 }], lanes: [[0], [1]],
    }, body },
  ],
};
const machine: MachineGeometry = { subArrays: 2, rows: 4, columns: 8 };

const walk = (lane: number, nodes: readonly Node[]): string[] => {
  const cursor = new Cursor(nodes, lane);
  const seen: string[] = [];
  for (let instruction = cursor.next(); instruction !== undefined; instruction = cursor.next()) seen.push(
    `${instruction.op}@${evaluate(pixel, cursor.indices)}`
  );
  return seen;
};

describe("cursor", () => {
  it("walks loops and leaves out iterations whose condition does not hold", () => {
    expect(walk(0, body).filter((text) => text.startsWith("post"))).toEqual(["post-process@0", "post-process@2"]);
    expect(walk(1, body).filter((text) => text.startsWith("post"))).toEqual(["post-process@1"]);
  });

  it("gives each agent its own instructions in order", () => {
    expect(walk(1, project(body, "array", set.agentOf))).toEqual(["write-planes@1", "and-accumulate@1", "send-sums@1"]);
    expect(walk(1, project(body, "buffer", set.agentOf))).toEqual(["load-window@1"]);
  });
});

describe("printed programs", () => {
  it("show tiles, lanes, loops and operands", () => {
    expect(printProgram(program, set.textOf)).toMatchInlineSnapshot(`
"program small
step in
  load-image x
step fc
  tile channels 0+1*i x 1, elements 0..0
  lane 0: sub-arrays 0
  lane 1: sub-arrays 1
  loop round x 2
    when 0 + 1*lane + 2*round < 3
      load-window x 1x1/1 pad 0 pixel 0 + 1*lane + 2*round
      write-planes rows 0..1
      and-accumulate inputs u2 at row 0, weights 2 bits twos-complement at row 2, columns 1
      send-sums 6 bits
      post-process y pixel 0 + 1*lane + 2*round by t
"
`);
  });
});

describe("a max pool", () => {
  const window = { tensor: "x", kernel: 3, stride: 2, padding: 1, outWidth: 2, pixel: { base: 0, terms: { p: 1 } } };

  it("prints its window and what it makes", () => {
    const step = { layer: "max", after: [], group: noTiles, body: [act({ op: "max-pool", window, output: "y" })] };
    expect(printProgram({ ...program, steps: [step] }, set.textOf)).toContain("  max-pool x 3x3/2 pad 1 pixel 0 + 1*p -> y\n");
  });
});

describe("validation", () => {
  const broken = (change: (step: Program["steps"][number]) => Program["steps"][number]): string => {
    try {
      validateProgram({ ...program, steps: program.steps.map(change) }, machine, set.check);
    } catch (error) {
      return (error as Error).message;
    }
    return "accepted";
  };
  const inFc = (nodes: Node[]) =>
    (step: Program["steps"][number]): Program["steps"][number] => (step.layer === "fc" ? { ...step, body: nodes } : step);

  it("accepts the program", () => expect(broken((step) => step)).toBe("accepted"));

  it.each<[string, Node, string]>([
    ["rows outside the array", act({ op: "write-planes", row: 3, bits: 2 }), "rows 3..4 are outside the sub-array of 4 rows"],
    ["an unknown tensor", act({ op: "load-image", tensor: "z" }), 'unknown tensor "z"'],
    ["an unknown table", act({ op: "load-table", table: "z" }), 'unknown scale table "z"'],
    ["weights that do not fit under the input planes", act({ ...compute, weightBits: 3 }), "rows 2..4"],
    ["bipolar weights of more bits", act({ ...compute, encoding: "bipolar" }), "bipolar weights have 1 bit"],
    ["fewer columns than elements", act({ ...compute, columns: 0 }), "senses 0 columns of a tile with 1 elements"],
    ["an instruction of no machine of this style", {
      kind: "act", instruction: { op: "convert" },
    }, "is no instruction of machines of style bitwise-and"],
    ["an unknown sense operation", act(
      { op: "sense-rows", operation: "nand", rows: [0, 1], destinations: [2], columns: 4 }
    ), 'unknown sense operation "nand"'],
    ["a sense operation on the wrong number of rows", act(
      { op: "sense-rows", operation: "and", rows: [0], destinations: [2], columns: 4 }
    ), "and activates 2 rows, not 1"],
    ["a max pool of an unknown tensor", act(
      { op: "max-pool", window: { tensor: "z", kernel: 2, stride: 2, padding: 0, outWidth: 1, pixel }, output: "y" }
    ), 'unknown tensor "z"'],
    ["a max pool whose windows may lie in the padding", act(
      { op: "max-pool", window: { tensor: "x", kernel: 2, stride: 2, padding: 2, outWidth: 1, pixel }, output: "y" }
    ), "windows of 2 with padding 2 may hold no pixel"],
    ["sums too wide", act({ op: "send-sums", sumBits: 60 }), "sums of 60 bits"],
    ["a negative loop", { kind: "loop", index: "i", count: -1, body: [] }, 'loop "i" runs -1 times'],
  ])("refuses %s and says where", (_, node, message) => {
    const text = broken(inFc([node]));
    expect(text).toContain(message);
    expect(text).toContain("steps[1] (fc).body[0]");
  });

  it("refuses steps that come after later ones", () => {
    expect(broken((step) => (step.layer === "in" ? { ...step, after: [1] } : step)))
      .toContain("steps[0] (in).after: step 1 is not an earlier one");
  });

  it("refuses sub-arrays that do not exist or serve two tiles", () => {
    const lanes = (list: number[][]): string =>
      broken((step) => (step.layer === "fc" ? { ...step, group: { ...step.group, lanes: list } } : step));
    expect(lanes([[7]])).toContain("sub-array 7 does not exist; the chip has 2");
    expect(lanes([[0], [0]])).toContain("sub-array 0 is used twice");
  });
});

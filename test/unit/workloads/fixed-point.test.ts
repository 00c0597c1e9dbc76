// Scale tables against the real numbers that they stand for: how far a code can be from the real value that it should round.
import type { ScaleTable } from "../../../arch/isa/program.js";
import { randomStream } from "../../../sim/random.js";
import { networkNamed, subnetsOf } from "../../../workloads/nets/index.js";
import type { FloatModel } from "../../../workloads/quant/float-model.js";
import { quantizeModel } from "../../../workloads/quant/quantize.js";
import { randomModel } from "../../../workloads/quant/random-model.js";

const spec = networkNamed("resnet8");
const subnets = subnetsOf(spec, [1]);

function tablesOf(bits: number, reach: (tensor: string) => number): ScaleTable[] {
  const model: FloatModel = { ...randomModel(spec, subnets, randomStream("weights")), range: (tensor) =>
    ({ min: -reach(tensor), max: reach(tensor) }) };
  const { layers } = quantizeModel(model, { weightBits: 4, activationBits: bits }).subnets[0]!;
  return layers.flatMap((layer) => ("table" in layer ? [layer.table] : [])).slice(0, -1);
}

describe("scale tables", () => {
  it.each([[1, 15], [2, 14], [4, 12], [8, 8], [16, 8]])("of codes of %i bits keep %i fraction bits", (bits, fraction) => {
    for (const table of tablesOf(bits, () => 1)) if (table.residualMultiplier === 0) {
      expect([table.id, table.fractionBits]).toEqual([table.id, fraction]);
    }
  });

  it("keep fewer where the shortcut's scale is much coarser than the sum's, and still hold its factor", () => {
    // The first block's input reaches 40 times as far as its output, so one of its codes is 40 of the sum's.
    const table = tablesOf(2, (tensor) => (tensor === "stem.relu" ? 40 : 1)).find(({ residualMultiplier }) => residualMultiplier !== 0)!;
    expect(table.fractionBits).toBe(9);
    expect(table.residualMultiplier / 2 ** (table.residualShift + table.fractionBits)).toBeCloseTo(40, 2);
  });
});

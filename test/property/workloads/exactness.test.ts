// Compiled, interpreted on real bits = integer reference network, for any shape, width, sign, zero point and channel order.
import fc from "fast-check";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { deployed } from "../../fixtures/deployed.js";
import { networkShape, randomImage, randomModel } from "../../fixtures/random-network.js";

const machine = fc.record({
  rows: fc.constantFrom(33, 48, 64, 256),
  columns: fc.constantFrom(7, 32, 100, 512),
  channelOrder: fc.constantFrom("contiguous" as const, "striped" as const),
  replicas: fc.constantFrom("auto" as const, 1, 3),
});

function chipOf(rows: number, columns: number): ChipSpec {
  const edge = resolveChip({});
  return {
    ...edge, array: { ...edge.array, rows, columns, accumulatorBits: 53 }, organization: { matsPerBank: 4, banksPerGroup: 16, groups: 20 },
  };
}

describe("exactness", () => {
  it("interpreted programs give every feature map of the reference network, bit for bit", () => {
    fc.assert(
      fc.property(networkShape, machine, (shape, { rows, columns, channelOrder, replicas }) => {
        const model = randomModel(shape);
        fc.pre(model !== null);
        const chip = chipOf(rows, columns);
        const { programs, arrays, run } = deployed(model, chip, { channelOrder, replicas });
        for (const seed of [1, 2]) {
          const image = randomImage(model, shape.seed + seed);
          const maps = run(programs[0]!, image);
          for (const [id, values] of runReferenceMaps(model.subnets[0]!, image)) {
            expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
          }
        }
        expect(arrays.every((subArray) => subArray.isDrained)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

// Compiled, interpreted on real bits = integer reference network, for any shape, width, sign, zero point and channel order.
import fc from "fast-check";
import { BitMemory } from "../../../arch/bits/bit-memory.js";
import { faultless } from "../../../arch/array/error-source.js";
import { SubArrayState } from "../../../arch/array/sub-array-state.js";
import { interpret, type MachineState } from "../../../arch/interpreter/interpreter.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { loadWeights } from "../../../workloads/compile/load-weights.js";
import { defaultMapping } from "../../../workloads/compile/mapping.js";
import { compileModel } from "../../../workloads/compile/passes.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { networkShape, randomImage, randomModel } from "../../fixtures/random-network.js";

const machine = fc.record({
  rows: fc.constantFrom(33, 48, 64, 256),
  columns: fc.constantFrom(7, 32, 100, 512),
  channelOrder: fc.constantFrom("contiguous" as const, "striped" as const),
  replicas: fc.constantFrom("auto" as const, 1, 3),
});

function chipOf(rows: number, columns: number): ChipSpec {
  const edge = resolveChip({});
  return { ...edge, array: { ...edge.array, rows, columns, accumulatorBits: 53 }, organization: { matsPerBank: 4, banksPerGroup: 16, groups: 20 } };
}

describe("exactness", () => {
  it("interpreted programs give every feature map of the reference network, bit for bit", () => {
    fc.assert(
      fc.property(networkShape, machine, (shape, { rows, columns, channelOrder, replicas }) => {
        const model = randomModel(shape);
        fc.pre(model !== null);
        const chip = chipOf(rows, columns);
        const { deployment, programs } = compileModel(model, chip, { ...defaultMapping, channelOrder, replicas });
        const memory = new BitMemory(chip.array, deployment.subArraysUsed);
        loadWeights(memory, model, deployment);
        const subArrays = new Map(Array.from({ length: deployment.subArraysUsed }, (_, i) => [i, new SubArrayState(memory, i, faultless)]));
        const state: MachineState = { subArrays, truthOf: () => () => [0] };
        for (const seed of [1, 2]) {
          const image = randomImage(model, shape.seed + seed);
          const maps = interpret(programs[0]!, state, image);
          for (const [id, values] of runReferenceMaps(model.subnets[0]!, image)) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
        }
        expect([...subArrays.values()].every((subArray) => subArray.isDrained)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

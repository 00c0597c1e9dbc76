// The contract of every interconnect: bits cost energy on the links that they cross, and nothing gets nearer on a larger chip.
import fc from "fast-check";
import { circuitContext } from "../../../arch/circuit/index.js";
import { processOf } from "../../../arch/chip/chip-costs.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { OrganizationSpec } from "../../../arch/spec/chip-spec.js";
import { INTERCONNECTS, type Interconnect, type InterconnectModel, type Payload } from "../../../arch/interconnect/index.js";

const edge = resolveChip({});
const context = circuitContext(processOf(edge), edge.conventions);

const built = (model: InterconnectModel, organization: OrganizationSpec): Interconnect =>
  model.build({ organization, spec: edge.interconnect, mat: { widthM: 3e-4, heightM: 2e-4 }, context });

const organization = fc.record(
  { matsPerBank: fc.integer({ min: 1, max: 8 }), banksPerGroup: fc.integer({ min: 1, max: 8 }), groups: fc.integer({ min: 1, max: 6 }) }
);

/** A chip and some payloads to its sub-arrays. */
const traffic = organization.chain((chip) => fc.record({
  chip: fc.constant(chip),
  payloads: fc.array(fc.record({
    bits: fc.integer({ min: 1, max: 4096 }),
    targets: fc.uniqueArray(fc.nat(chip.matsPerBank * chip.banksPerGroup * chip.groups - 1), { minLength: 1, maxLength: 12 }),
  }), { minLength: 1, maxLength: 5 }),
}));

/** Bits of each action of some payloads. */
function loadOf(interconnect: Interconnect, payloads: readonly Payload[]): Map<string, number> {
  const bits = new Map<string, number>();
  for (const load of interconnect.loads(payloads)) bits.set(load.action, (bits.get(load.action) ?? 0) + load.bits);
  return bits;
}

const energyJ = (interconnect: Interconnect, payloads: readonly Payload[]): number =>
  [...loadOf(interconnect, payloads)].reduce((sum, [action, bits]) => sum + bits * interconnect.costs.actions[action]!.energyJ, 0);

describe.each(Object.entries<InterconnectModel>(INTERCONNECTS))("the interconnect %s", (_, model) => {
  it("says what it is, and is as wide and fast as asked", () => {
    expect(model.summary).not.toBe("");
    expect(built(model, edge.organization))
      .toMatchObject({ widthBits: edge.interconnect.widthBits, cycleS: 1 / edge.interconnect.frequencyHz });
  });

  it("has finite costs and takes at least one cycle for a hop", () => {
    fc.assert(fc.property(organization, (chip) => {
      const { costs, hopCycles } = built(model, chip);
      expect(Number.isInteger(hopCycles) && hopCycles >= 1).toBe(true);
      expect([costs.areaM2, costs.leakageW].every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      for (const { energyJ: perBitJ, latencyS } of Object.values(costs.actions)) {
        expect(Number.isFinite(perBitJ) && perBitJ >= 0 && Number.isFinite(latencyS) && latencyS >= 0).toBe(true);
      }
    }), { numRuns: 40 });
  });

  it("charges energy for every bit, in whole bits of actions that it has, and the sum of payloads for payloads together", () => {
    fc.assert(fc.property(traffic, ({ chip, payloads }) => {
      // A single mat sits at the buffer: no wire, no energy.
      fc.pre(chip.matsPerBank * chip.banksPerGroup * chip.groups > 1);
      const interconnect = built(model, chip);
      const together = loadOf(interconnect, payloads);
      for (const [action, bits] of together) {
        expect(interconnect.costs.actions[action]).toBeDefined();
        expect(Number.isInteger(bits)).toBe(true);
        expect(bits).toBe(payloads.reduce((sum, payload) => sum + (loadOf(interconnect, [payload]).get(action) ?? 0), 0));
      }
      for (const payload of payloads) expect(energyJ(interconnect, [payload])).toBeGreaterThan(0);
    }), { numRuns: 60 });
  });

  it("carries a multicast for no less than to its dearest target alone and no more than to all of them one by one", () => {
    fc.assert(fc.property(traffic, ({ chip, payloads }) => {
      const interconnect = built(model, chip);
      for (const { bits, targets } of payloads) {
        const alone = targets.map((target) => energyJ(interconnect, [{ bits, targets: [target] }]));
        const multicastJ = energyJ(interconnect, [{ bits, targets }]);
        expect(multicastJ).toBeGreaterThanOrEqual(Math.max(...alone) * (1 - 1e-12));
        expect(multicastJ).toBeLessThanOrEqual(alone.reduce((sum, one) => sum + one) * (1 + 1e-12));
      }
    }), { numRuns: 60 });
  });

  it.each(["matsPerBank", "banksPerGroup", "groups"] as const)("gets no shorter and no smaller with more %s", (field) => {
    const sizes = [1, 2, 3, 4, 8, 16, 64].map((count) => built(model, { ...edge.organization, groups: 4, [field]: count }));
    for (const of of [
      ({ hopCycles }: Interconnect) => hopCycles, ({ costs }: Interconnect) => costs.areaM2, ({ costs }: Interconnect) => costs.leakageW,
    ]) {
      const values = sizes.map(of);
      expect([...values].sort((a, b) => a - b)).toEqual(values);
    }
  });
});

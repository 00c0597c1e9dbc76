// What every compute style must do: lay out weights once and completely, compute what the reference network computes, in time as
// well as in meaning, and account for all of it.
import fc from "fast-check";
import { buildChip } from "../../../arch/chip/chip-costs.js";
import { Chip } from "../../../arch/chip/chip.js";
import { partList } from "../../../arch/chip/chip-parts.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { ENERGY_CATEGORIES } from "../../../arch/spec/energy-category.js";
import { printProgram } from "../../../arch/isa/print.js";
import { validateProgram } from "../../../arch/isa/validate.js";
import { COMPUTE_STYLES, instructionsOf, type ComputeStyleName } from "../../../arch/styles/index.js";
import { PowerMeter } from "../../../sim/power.js";
import { weightSource } from "../../../workloads/compile/deploy-weights.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { deployed } from "../../fixtures/deployed.js";
import { networkShape, randomImage, randomModel } from "../../fixtures/random-network.js";

const chipOf = (style: string): ChipSpec => {
  const edge = resolveChip({});
  return { ...edge, computeStyle: style, array: { ...edge.array, accumulatorBits: 53 }, organization: {
    matsPerBank: 4, banksPerGroup: 16, groups: 4,
  } };
};
const density = { inputOnes: 0.5, weightOnes: 0.5 };

describe.each(Object.keys(COMPUTE_STYLES) as ComputeStyleName[])("the compute style %s", (name) => {
  const style = COMPUTE_STYLES[name];
  const spec = chipOf(name);
  const build = buildChip(spec);
  const set = instructionsOf(name);

  it("says what it is, what its sub-arrays cost, and what each action's energy counts as", () => {
    expect(style.summary.length).toBeGreaterThan(20);
    const { costs } = build.parts.subArray;
    expect(Object.keys(costs.actions)).toContain("output");
    for (const action of Object.keys(costs.actions)) expect(ENERGY_CATEGORIES).toContain(style.category(action));
    expect(style.peakBitOpsPerS(spec.array, costs)).toBeGreaterThan(0);
  });

  it("computes what the reference network computes, from weights that its own instructions wrote, timed or not", () => {
    fc.assert(
      fc.property(networkShape, (shape) => {
        const model = randomModel(shape);
        fc.pre(model !== null);
        const { programs, deploymentProgram, arrays, state, run } = deployed(model, spec);
        const geometry = { subArrays: arrays.length, rows: spec.array.rows, columns: spec.array.columns };
        for (const program of [deploymentProgram, ...programs]) validateProgram(program, geometry, set.check);
        const image = randomImage(model, shape.seed);
        const reference = runReferenceMaps(model.subnets[0]!, image);
        const maps = run(programs[0]!, image);
        for (const [id, values] of reference) expect([id, ...maps.get(id).values]).toEqual([id, ...values]);
        expect(arrays.every((array) => array.isDrained)).toBe(true);
        const chip = new Chip(spec, build, { machine: state, density, power: (engine) => new PowerMeter(engine) });
        chip.submit(deploymentProgram, 0, "weights", { weights: weightSource(model) });
        chip.engine.run();
        const request = chip.submit(programs[0]!, chip.engine.now, "image", { image });
        chip.engine.run();
        for (const [id, values] of reference) expect([id, ...request.values!.maps.get(id).values]).toEqual([id, ...values]);
        const known = new Map(partList(build.parts).map((part) => [part.name, part]));
        for (const { unit, action } of chip.ledger.rows()) expect(action === "leak" || action in known.get(unit)!.categories).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it("takes as long with assumed densities as with bits, and prints its programs", () => {
    const model = randomModel({ ...fixed })!;
    const { programs, deploymentProgram, state } = deployed(model, spec);
    const time = (image: ArrayLike<number> | null): number => {
      const chip = new Chip(spec, build, { machine: state, density, power: (engine) => new PowerMeter(engine) });
      chip.submit(programs[0]!, 0, "image", { image });
      chip.engine.run();
      return chip.engine.now;
    };
    expect(time(null)).toBe(time(randomImage(model, 1)));
    expect(printProgram(deploymentProgram, set.textOf)).toContain("load-weights");
    expect(style.pixelWork(deployed(model, spec).deployment.layers[0]!.matrix, programs[0]!.steps[2]!.group.tiles[0]!, spec.array).passes)
      .toBeGreaterThan(0);
  });
});

const fixed = {
  inChannels: 3, size: 6, hidden: 5, hiddenActive: 5, kernel: 3, stride: 1, padding: 1, maxPool: null, inputBits: 8, hiddenBits: 8,
  lastBits: 8,
  weightBits: [8, 8, 8] as [number, number, number], inputSigned: false, hiddenSigned: false, zeroPointRatio: 0.5, seed: 7,
};

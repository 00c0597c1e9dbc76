// Requests on one chip: two networks at once, steps that overlap, banks that let few mats work, accounts that tell them apart.
import type { ArrayState, MachineState } from "../../../arch/agents/array-state.js";
import { deploy } from "../../../arch/interpreter/interpreter.js";
import { faultless } from "../../../arch/array/error-source.js";
import { Chip } from "../../../arch/chip/chip.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { Program } from "../../../arch/isa/program.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { instructionsOf, styleOf } from "../../../arch/styles/index.js";
import { Hooks } from "../../../sim/hooks.js";
import { lifeSpanPoint, type LifeSpan, type Track } from "../../../sim/life-line.js";
import { PowerMeter } from "../../../sim/power.js";
import { deploymentProgram, weightSource } from "../../../workloads/compile/deploy-weights.js";
import { defaultMapping } from "../../../workloads/compile/mapping.js";
import { compileTogether } from "../../../workloads/compile/passes.js";
import type { QuantizedModel } from "../../../workloads/quant/integer-network.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { plainParts } from "../../fixtures/plain-parts.js";
import { randomImage, randomModel, type NetworkShape } from "../../fixtures/random-network.js";

const shape: NetworkShape = {
  inChannels: 3, size: 6, hidden: 5, hiddenActive: 5, kernel: 3, stride: 1, padding: 1, maxPool: null, inputBits: 8, hiddenBits: 8,
  lastBits: 8,
  weightBits: [8, 8, 8], inputSigned: false, hiddenSigned: false, zeroPointRatio: 0.5, seed: 7,
};
const spec: ChipSpec = resolveChip({});
const [one, other] = [randomModel(shape)!, randomModel({ ...shape, seed: 8, hidden: 7, hiddenActive: 7, kernel: 1, padding: 0 })!];

interface Loaded {
  readonly programs: readonly Program[];
  readonly state: MachineState;
}

/** Both networks placed and written. */
function loaded(models: readonly QuantizedModel[]): Loaded {
  const compiled = compileTogether(models, spec, { ...defaultMapping, replicas: 1 });
  const arrays = styleOf(spec).newArrays(spec.array, compiled[0]!.deployment.subArraysUsed, () => faultless);
  const state = new Map<number, ArrayState>(arrays.map((array) => [array.index, array]));
  const set = instructionsOf("bitwise-and");
  compiled.forEach(({ deployment }, m) => deploy(deploymentProgram(deployment, spec), set, state, weightSource(models[m]!)));
  return { programs: compiled.map(({ programs }) => programs[0]!), state };
}

const chipWith = (state: MachineState, chip: ChipSpec = spec, hooks = new Hooks()): Chip => new Chip(chip, plainParts(chip), {
  machine: state, density: { inputOnes: 0.5, weightOnes: 0.5 }, power: (engine) => new PowerMeter(engine), hooks,
});

function expectExact(chip: Chip, requests: readonly [Program, QuantizedModel, number, string][]): void {
  const runs = requests.map(([program, model, atPs, name], n) => {
    const image = randomImage(model, n);
    return { request: chip.submit(program, atPs, name, { image }), model, image };
  });
  chip.engine.run();
  for (const { request, model, image } of runs) {
    expect(request.isDone).toBe(true);
    for (const [id, values] of runReferenceMaps(model.subnets[0]!, image)) {
      expect([request.name, id, ...request.values!.maps.get(id).values]).toEqual([request.name, id, ...values]);
    }
  }
}

describe("two networks on one chip", () => {
  const { programs, state } = loaded([one, other]);

  it("lie in different sub-arrays", () => {
    const [a, b] = programs.map((program) => new Set(program.steps.flatMap((step) => step.group.lanes.flat())));
    expect([...a!].filter((index) => b!.has(index))).toEqual([]);
  });

  it("are each bit-exact with their requests interleaved, and the ledger tells them apart", () => {
    const chip = chipWith(state);
    expectExact(chip, [
      [programs[0]!, one, 0, "one a"], [programs[1]!, other, 1000, "other a"], [programs[0]!, one, 50_000, "one b"], [
        programs[1]!, other, 60_000, "other b",
      ],
    ]);
    const rows = chip.ledger.rows();
    const alone = (program: Program, model: QuantizedModel, n: number): ReturnType<typeof chip.ledger.rows> => {
      const quiet = chipWith(state);
      quiet.submit(program, 0, "alone", { image: randomImage(model, n) });
      quiet.engine.run();
      return quiet.ledger.rows();
    };
    const dynamic = (all: typeof rows, request: string): [string, string, string, number][] =>
      all.filter((row) => row.request === request && row.action !== "leak")
        .map(({ unit, action, layer, count }) => [unit, action, layer, count]);
    expect(dynamic(rows, "one a")).toEqual(dynamic(alone(programs[0]!, one, 0), "alone"));
    expect(dynamic(rows, "other a")).toEqual(dynamic(alone(programs[1]!, other, 1), "alone"));
    expect(new Set(rows.map(({ request }) => request))).toEqual(new Set(["one a", "one b", "other a", "other b"]));
  });

  it("have spans of work and waiting that carry request and layer, and tile every agent's time", () => {
    const hooks = new Hooks();
    const spans: (LifeSpan & Track)[] = [];
    hooks.on(lifeSpanPoint, (span) => spans.push(span));
    const chip = chipWith(state, spec, hooks);
    expectExact(chip, [[programs[0]!, one, 0, "one"], [programs[1]!, other, 0, "other"]]);
    expect(new Set(spans.map(({ request }) => request))).toEqual(new Set(["one", "other"]));
    const agents = spans.filter(({ who }) => !who.startsWith("step ") && !who.endsWith("way-out"));
    const tracks = new Map<string, (LifeSpan & Track)[]>();
    for (const span of agents) {
      const key = `${span.request} ${span.layer} ${span.who}`;
      tracks.set(key, [...(tracks.get(key) ?? []), span]);
    }
    expect(tracks.size).toBeGreaterThan(10);
    for (const track of tracks.values()) track.slice(1).forEach((span, n) => expect(span.fromPs).toBeGreaterThanOrEqual(track[n]!.toPs));
  });
});

describe("steps", () => {
  const { programs, state } = loaded([one]);
  const freed: Program = { ...programs[0]!, steps: programs[0]!.steps.map((step) => ({ ...step, after: [] })) };

  it("that come after nothing overlap, wait for the pixels they read, and give the same maps sooner", () => {
    const inOrder = chipWith(state);
    expectExact(inOrder, [[programs[0]!, one, 0, "in order"]]);
    const overlapping = chipWith(state);
    expectExact(overlapping, [[freed, one, 0, "overlapping"]]);
    expect(overlapping.engine.now).toBeLessThan(inOrder.engine.now);
  });

  it("of several requests for the same sub-arrays wait for one another by name", () => {
    const hooks = new Hooks();
    const waits = new Set<string>();
    hooks.on(lifeSpanPoint, ({ isWait, name, request, toPs, fromPs }) => void (isWait && toPs > fromPs && waits.add(`${request} ${name}`)));
    expectExact(chipWith(state, spec, hooks), [[programs[0]!, one, 0, "first"], [programs[0]!, one, 0, "second"]]);
    expect(waits).toContain("second sub-array-busy");
    expect(waits).not.toContain("first sub-array-busy");
  });
});

describe("a bank that lets one mat work at once", () => {
  it("makes the others wait by name, and changes no value", () => {
    const { programs, state } = loaded([one, other]);
    const narrow: ChipSpec = { ...spec, organization: { ...spec.organization, activeMatsPerBank: 1 } };
    const wide = chipWith(state);
    expectExact(wide, [[programs[0]!, one, 0, "one"], [programs[1]!, other, 0, "other"]]);
    const hooks = new Hooks();
    const waits = new Set<string>();
    hooks.on(lifeSpanPoint, ({ isWait, name }) => void (isWait && waits.add(name)));
    const chip = chipWith(state, narrow, hooks);
    expectExact(chip, [[programs[0]!, one, 0, "one"], [programs[1]!, other, 0, "other"]]);
    expect(waits).toContain("bank-busy");
    expect(chip.engine.now).toBeGreaterThan(wide.engine.now);
  });
});

// A further compute style is its own file and one line of the registry: here digital multiply-accumulate beside each memory array.
import type { ArrayState } from "../../../arch/agents/array-state.js";
import type { ArrayKindsOf } from "../../../arch/agents/instruction-kind.js";
import { Chip } from "../../../arch/chip/chip.js";
import { buildChip } from "../../../arch/chip/chip-costs.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { Affine } from "../../../arch/isa/affine.js";
import { evaluate } from "../../../arch/isa/affine.js";
import type { Tile } from "../../../arch/isa/program.js";
import { bitwiseAnd } from "../../../arch/styles/bitwise-and/index.js";
import { COMPUTE_STYLES, instructionsOf, type ComputeStyle } from "../../../arch/styles/index.js";
import { PowerMeter } from "../../../sim/power.js";
import { weightSource } from "../../../workloads/compile/deploy-weights.js";
import { runReferenceMaps } from "../../../workloads/reference/reference-network.js";
import { deployed } from "../../fixtures/deployed.js";
import { randomImage, randomModel } from "../../fixtures/random-network.js";

const NS = 1000;

interface Store {
  readonly op: "store";
  readonly group: Affine;
}
interface Multiply {
  readonly op: "multiply";
  readonly isSigned: boolean;
}

class MacState implements ArrayState {
  readonly #windows: Uint16Array[] = [];
  readonly #sums: Float64Array[] = [];
  readonly #weights = new Map<number, Int16Array>();

  constructor(readonly index: number) {}

  receive = (window: Uint16Array): void => void this.#windows.push(window);
  takeSums = (): Float64Array => this.#sums.shift()!;
  withErrors = (): MacState => this;
  get isDrained(): boolean {
    return this.#windows.length === 0 && this.#sums.length === 0;
  }

  store(group: number): void {
    this.#weights.set(group, Int16Array.from(this.#windows.shift()!));
  }

  multiply(tile: Tile, isSigned: boolean): void {
    const window = this.#windows.shift()!;
    const inputs = [...(isSigned ? Int16Array.from(window) : window)];
    const dot = (group: number): number => inputs.reduce((sum, value, e) => sum + value * this.#weights.get(group)![e]!, 0);
    this.#sums.push(Float64Array.from({ length: tile.outCount }, (_, group) => dot(group)));
  }
}

const instructions: ArrayKindsOf<Store | Multiply, MacState> = {
  store: {
    text: () => "",
    check: () => undefined,
    run: (i, state, tile, indices) => {
      if (evaluate(i.group, indices) < tile.outCount) state.store(evaluate(i.group, indices));
    },
    execute: (i, agent) => {
      const group = evaluate(i.group, agent.cursor.indices);
      if (group >= agent.tile.outCount) return agent.next();
      agent.withWindow(() => {
        agent.state?.store(group);
        const postings = [{ meter: agent.units.arrays.meter, action: "write", count: 1 }];
        agent.act("write", { durationPs: 5 * NS, postings }, () => (agent.dropWindow(), agent.next()));
      });
    },
  },
  multiply: {
    text: () => "",
    check: () => undefined,
    run: (i, state, tile) => state.multiply(tile, i.isSigned),
    execute: (i, agent) => agent.withWindow(() => agent.withSumPlace(() => {
      agent.state?.multiply(agent.tile, i.isSigned);
      const macs = agent.tile.outCount * agent.tile.elementCount;
      const postings = [{ meter: agent.units.arrays.meter, action: "mac", count: macs }];
      agent.act("compute", { durationPs: macs * NS, postings }, () => (agent.dropWindow(), agent.next()));
    })),
  },
};

const mac = (energyJ: number) => ({ energyJ, latencyS: 0, per: "one" });
const digitalMac: ComputeStyle = {
  ...bitwiseAnd,
  summary: "one multiplier beside each memory array",
  instructions,
  costs: () =>
    ({ costs: { areaM2: 1e-9, leakageW: 1e-6, actions: { mac: mac(1e-13), write: mac(1e-12), output: mac(1e-15) } }, widthM: 3e-5 }),
  category: (action) => (action === "mac" ? "digital units" : "activation writes"),
  newArrays: (_, count) => Array.from({ length: count }, (_each, index) => new MacState(index)),
  pixelBody: ({ inputSigned }) => [{ op: "multiply", isSigned: inputSigned } as Multiply],
  weightsBody: (_, group) => [{ op: "store", group } as Store],
  pixelWork: (_, tile) => ({ passes: tile.outCount * tile.elementCount, writtenBits: 0 }),
  peakBitOpsPerS: () => 1e9,
  countBitOps: (rows) => rows.reduce((sum, { action, count }) => sum + (action === "mac" ? count : 0), 0),
};

const shape = {
  inChannels: 3, size: 6, hidden: 5, hiddenActive: 4, kernel: 3, stride: 1, padding: 1, maxPool: null, inputBits: 8, hiddenBits: 6,
  lastBits: 8,
  weightBits: [8, 4, 8] as [number, number, number], inputSigned: true, hiddenSigned: true, zeroPointRatio: 0.5, seed: 11,
};

describe("a toy compute style", () => {
  const registry = COMPUTE_STYLES as Record<string, ComputeStyle>;
  beforeAll(() => void (registry["digital-mac"] = digitalMac));
  afterAll(() => void delete registry["digital-mac"]);

  it("is placed, deployed, run and timed like any other, and gives the reference network's maps", () => {
    const spec = { ...resolveChip({}), computeStyle: "digital-mac" };
    const model = randomModel(shape)!;
    const { programs, deploymentProgram, state, run } = deployed(model, spec);
    const image = randomImage(model, 1);
    const reference = runReferenceMaps(model.subnets[0]!, image);
    for (const [id, values] of reference) expect([id, ...run(programs[0]!, image).get(id).values]).toEqual([id, ...values]);
    const chip = new Chip(spec, buildChip(spec), { machine: state, density: { inputOnes: 0.5, weightOnes: 0.5 }, power: (engine) =>
      new PowerMeter(engine) });
    chip.submit(deploymentProgram, 0, "weights", { weights: weightSource(model) });
    chip.engine.run();
    const request = chip.submit(programs[0]!, chip.engine.now, "image", { image });
    chip.engine.run();
    for (const [id, values] of reference) expect([id, ...request.values!.maps.get(id).values]).toEqual([id, ...values]);
    const macs = chip.ledger.rows().filter(({ unit, action }) => unit === "sub-array" && action === "mac");
    expect(macs.reduce((sum, { count }) => sum + count, 0)).toBe(programs[0]!.steps.reduce((sum, { group, layer }) =>
      sum + group.tiles.reduce((all, tile) => all + tile.outCount * tile.elementCount, 0) * pixelsOf(model, layer), 0));
    expect(instructionsOf("digital-mac").agentOf("multiply")).toBe("array");
  });
});

const pixelsOf = (model: NonNullable<ReturnType<typeof randomModel>>, id: string): number => {
  const network = model.subnets[0]!;
  const layer = network.layers.find((each) => each.id === id);
  const output = network.tensors.find((tensor) => tensor.id === layer?.output);
  return output === undefined ? 0 : output.height * output.width;
};

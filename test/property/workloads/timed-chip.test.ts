// The timed chip = the interpreter, bit for bit; with and without a power budget; alone and with several requests in flight.
import fc from "fast-check";
import { Chip } from "../../../arch/chip/chip.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import type { ChipSpec } from "../../../arch/spec/chip-spec.js";
import { BUDGETS } from "../../../sim/budget/index.js";
import { PowerMeter } from "../../../sim/power.js";
import { deployed } from "../../fixtures/deployed.js";
import { networkShape, randomImage, randomModel } from "../../fixtures/random-network.js";
import { plainParts } from "../../fixtures/plain-parts.js";

const machine = fc.record({
  rows: fc.constantFrom(33, 64, 256),
  columns: fc.constantFrom(16, 100, 512),
  senseAmpMux: fc.constantFrom(1, 4),
  columnGating: fc.constantFrom(0, 8),
  windows: fc.integer({ min: 1, max: 3 }),
  sums: fc.integer({ min: 1, max: 3 }),
  replicas: fc.constantFrom("auto" as const, 1, 2),
  channelOrder: fc.constantFrom("contiguous" as const, "striped" as const),
  /** Where the power cap lies between what the largest act needs (0) and the peak (1). */
  cap: fc.double({ min: 0, max: 0.95, noNaN: true }),
});

/** Rounding of the leakage and of one act to whole picowatts. */
const ROUNDING_W = 3e-12;
const RUNS = 40;

function chipSpec(
  draw: { rows: number; columns: number; senseAmpMux: number; columnGating: number; windows: number; sums: number },
): ChipSpec {
  const edge = resolveChip({});
  const { rows, columns, senseAmpMux, columnGating } = draw;
  return {
    ...edge, rowBufferWindows: draw.windows, sumBuffers: draw.sums,
    array: { ...edge.array, rows, columns, senseAmpMux, columnGating, writeParallelism: Math.min(16, columns), accumulatorBits: 53 },
    organization: { matsPerBank: 4, banksPerGroup: 8, groups: 20 },
  };
}

describe("timed chip", () => {
  it("gives the interpreter's values whatever the queues, and a power cap only makes it later", () => {
    let capped = 0;
    let slower = 0;
    fc.assert(
      fc.property(networkShape, machine, (shape, draw) => {
        const model = randomModel(shape);
        fc.pre(model !== null);
        const spec = chipSpec(draw);
        const parts = plainParts(spec);
        const { programs, state, run: interpreted } = deployed(model, spec, { replicas: draw.replicas, channelOrder: draw.channelOrder });
        const density = { inputOnes: 0.5, weightOnes: 0.5 };
        const image = randomImage(model, shape.seed);
        const expected = interpreted(programs[0]!, image);

        const run = (limit: number, images: number): Chip => {
          const chip = new Chip(spec, parts, { machine: state, density, power: (engine) =>
            new PowerMeter(engine, { budget: BUDGETS.constant.build(limit) }) });
          const requests = Array.from({ length: images }, (_, n) => chip.submit(programs[0]!, n * 1000, `image ${n}`, { image }));
          chip.engine.run();
          for (const request of requests) {
            expect(request.isDone).toBe(true);
            for (const tensor of programs[0]!.tensors) {
              expect([...request.values!.maps.get(tensor.id).values]).toEqual([...expected.get(tensor.id).values]);
            }
          }
          return chip;
        };
        const free = run(Infinity, 1);
        const infinite = new Chip(spec, parts, { machine: state, density, power: (engine) => new PowerMeter(engine) });
        infinite.submit(programs[0]!, 0, "image 0", { image });
        infinite.engine.run();
        expect(infinite.engine.now).toBe(free.engine.now);
        expect(infinite.ledger.rows()).toEqual(free.ledger.rows());
        const leastW = free.leakageW + free.largestActW + ROUNDING_W;
        const limit = leastW + draw.cap * (free.power.peakW - leastW);
        if (leastW < free.power.peakW) {
          const under = run(limit, 1);
          expect(under.power.peakW).toBeLessThanOrEqual(limit);
          expect(under.engine.now).toBeGreaterThanOrEqual(free.engine.now);
          const dynamic = (chip: Chip) => chip.ledger.rows().filter((row) => row.action !== "leak");
          expect(dynamic(under)).toEqual(dynamic(free));
          capped++;
          if (under.engine.now > free.engine.now) slower++;
        }
        run(Infinity, 3);
      }),
      { numRuns: RUNS },
    );
    // The cap must have been one: most chips do two things at once somewhere.
    expect(capped).toBeGreaterThanOrEqual(RUNS / 4);
    expect(slower).toBeGreaterThanOrEqual(1);
  });
});

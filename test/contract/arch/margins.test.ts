// Every registered sense operation, either polarity and sense mode, every memory technology: closed form and Monte Carlo agree.
import { operationMargin, readPoint, resolveVariation, type VariationSpec } from "../../../arch/margin/index.js";
import { SENSE_OPERATIONS, type SenseOperation } from "../../../arch/sense-ops/index.js";
import { MEMORY_TECHNOLOGIES, cmosProcess, type MemoryTechnology } from "../../../arch/technology/index.js";

const POLARITIES = ["high-resistance", "low-resistance"] as const;
const MODES = ["current", "voltage"] as const;
const operations: SenseOperation[] = Object.values(SENSE_OPERATIONS);
const technologies: [string, MemoryTechnology][] = Object.entries(MEMORY_TECHNOLOGIES);
const cases = technologies.flatMap(([name, technology]) => POLARITIES.flatMap((polarity) => MODES.map((senseMode) => [name, polarity, senseMode, technology] as const)));

/** Standard errors apart: many comparisons are made, so up to 4.5, and a little for what the closed form leaves out. */
function apart(closed: number, estimate: { probability: number; error: number }): number {
  const tolerance = 4.5 * estimate.error + 0.003 * closed;
  return Math.abs(closed - estimate.probability) / Math.max(tolerance, Number.MIN_VALUE);
}

const spreads: [string, Partial<VariationSpec>][] = [
  ["at the card's sigma, where errors are rare", {}],
  ["at inflated sigma, where they are not", { sigmaResistanceArea: 0.15, sigmaTunnelMagnetoresistance: 0.06, senseAmpOffsetV: 0.02 }],
];

describe.each(spreads)("margins %s", (_, spread) => {
  it.each(cases)("of %s, 1 = %s, by %s: closed form and Monte Carlo agree in every crossing and moment", (_name, polarity, senseMode, technology) => {
    const point = readPoint(technology, cmosProcess({ featureSizeM: technology.nativeFeatureSizeM.value }));
    const variation = { ...resolveVariation({ polarity, senseMode }, technology), samples: 1500, ...spread };
    for (const operation of operations) {
      const margin = operationMargin(operation, point, variation, "contract");
      for (const { gap, fewer, more } of margin.references) {
        for (const { ones, crossing, monteCarlo } of [fewer, more]) {
          expect({ operation: operation.name, gap, ones, crossing, monteCarlo, agrees: apart(crossing, monteCarlo) <= 1 }).toMatchObject({ agrees: true });
          if (crossing > 0.001 && crossing < 0.5) expect(monteCarlo.error / crossing).toBeLessThan(0.2);
        }
      }
      for (const level of margin.levels) {
        expect(level.errorRate).toBeGreaterThanOrEqual(0);
        expect(level.errorRate).toBeLessThanOrEqual(1);
        expect(Math.abs(level.mean / level.nominal - 1)).toBeLessThan(0.1);
      }
    }
  });
});

// Every registered sense operation, either polarity and sense mode, every memory technology: closed form and Monte Carlo agree.
import { technologyOf } from "../../../arch/chip/chip-costs.js";
import { resolveChip } from "../../../arch/chip/presets.js";
import { chipSchema } from "../../../arch/chip/schema.js";
import {
  chipReadPoint, operationMargin, readPoint, resolveVariation, scaledVariation, spreadsOf, yieldAgainstRows, type ReadPoint,
  type VariationSpec,
} from "../../../arch/margin/index.js";
import { SENSE_OPERATIONS, type SenseOperation } from "../../../arch/sense-ops/index.js";
import { cmosProcess } from "../../../arch/technology/index.js";
import { sensedTechnologies } from "../../fixtures/technologies.js";

const POLARITIES = ["high-resistance", "low-resistance"] as const;
const MODES = ["current", "voltage"] as const;
const INFLATED = 3;
/** As wide as a config may state it. */
const MOST_SPREAD = 0.35;
/** A sum of widely lognormal cells fails by any one of them: chance around one point finds that too seldom where it is rarer than this. */
const [WIDE, RARE] = [0.2, 1e-6];
const operations: SenseOperation[] = Object.values(SENSE_OPERATIONS);
const cases = sensedTechnologies.flatMap(([name, technology]) =>
  POLARITIES.flatMap((polarity) => MODES.map((senseMode) => [name, polarity, senseMode, technology] as const)));

/** Standard errors apart: many comparisons are made, so up to 4.5, and a little for what the closed form leaves out. */
function apart(closed: number, estimate: { probability: number; error: number }): number {
  const tolerance = 4.5 * estimate.error + 0.003 * closed;
  return Math.abs(closed - estimate.probability) / Math.max(tolerance, Number.MIN_VALUE);
}

const widest = (variation: VariationSpec): number => Math.max(...(Object.values(spreadsOf(variation)) as number[]));

const spreads: [string, (variation: VariationSpec) => VariationSpec][] = [
  ["at the card's sigma, where errors are rare", (variation) => variation],
  ["at inflated sigma, where they are not", (variation) => scaledVariation(variation, Math.min(INFLATED, MOST_SPREAD / widest(variation)))],
];

describe.each(spreads)("margins %s", (_, spread) => {
  it.each(cases)("of %s, 1 = %s, by %s: closed form and Monte Carlo agree in every crossing and moment", (
    _name, polarity, senseMode, technology
  ) => {
    const point = readPoint(technology, cmosProcess({ featureSizeM: technology.nativeFeatureSizeM.value }));
    const variation = spread(resolveVariation({ polarity, senseMode, samples: 1500 }, technology));
    for (const operation of operations) {
      const margin = operationMargin(operation, point, variation, "contract");
      for (const { gap, fewer, more } of margin.references) {
        for (const { ones, crossing, monteCarlo } of [fewer, more]) {
          const agrees = (widest(variation) > WIDE && crossing < RARE) || apart(crossing, monteCarlo) <= 1;
          expect({ operation: operation.name, gap, ones, crossing, monteCarlo, agrees }).toMatchObject({ agrees: true });
          if (crossing > 0.001 && crossing < 0.5) expect(monteCarlo.error / crossing).toBeLessThan(0.2);
        }
      }
      for (const level of margin.levels) {
        expect(level.errorRate).toBeGreaterThanOrEqual(0);
        expect(level.errorRate).toBeLessThanOrEqual(1);
        // The mean of a conductance is above that of the nominal resistance by the square of its spread.
        expect(Math.abs(level.mean / level.nominal - 1)).toBeLessThan(0.05 + 1.2 * widest(variation) ** 2);
      }
    }
  });
});

describe("cells as unlike as a config may state", () => {
  const wide = { sigmaResistanceArea: 0.2, sigmaTunnelMagnetoresistance: 0.2 };
  const cellOf = (resistanceOn: string, resistanceOff: string): [ReadPoint, ReturnType<typeof technologyOf>] => {
    const chip = resolveChip(chipSchema.parse({ cell: { resistanceOn, resistanceOff } }));
    return [chipReadPoint(chip), technologyOf(chip)];
  };

  it.each(
    [["100 kohm", "10 Mohm"], ["20 kohm", "500 kohm"]]
  )("%s and %s, sensed by current: closed form and Monte Carlo agree", (on, off) => {
    const [point, technology] = cellOf(on, off);
    for (const operation of [SENSE_OPERATIONS.and, SENSE_OPERATIONS.or]) {
      const { references } = operationMargin(operation, point, { ...resolveVariation({}, technology), samples: 4000, ...wide }, "contract");
      for (const { gap, fewer, more } of references) {
        for (const { ones, crossing, monteCarlo } of [fewer, more]) {
          const agrees = Math.abs(crossing - monteCarlo.probability) <= 4.5 * monteCarlo.error + 0.03 * crossing;
          expect({ operation: operation.name, gap, ones, crossing, monteCarlo, agrees }).toMatchObject({ agrees: true });
        }
      }
    }
  });

  it.each(
    [["100 kohm", "10 Mohm"], ["1 ohm", "1 Gohm"], ["1 Mohm", "1 Gohm"]]
  )("%s and %s: eight rows take seconds, and every figure is a number", (on, off) => {
    const [point, technology] = cellOf(on, off);
    for (const senseMode of MODES) {
      const variation = { ...resolveVariation({ senseMode }, technology), samples: 100, ...wide };
      const start = process.cpuUsage();
      const rows = yieldAgainstRows(8, 512, point, variation);
      const { user } = process.cpuUsage(start);
      expect(user / 1e6).toBeLessThan(60);
      for (const { gates } of rows) for (const { crossing } of gates) expect(crossing >= 0 && crossing <= 1).toBe(true);
    }
  }, 240_000);
});

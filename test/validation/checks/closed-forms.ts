// Figures that follow from stated numbers alone: work of a network, levels of a junction, energy of a pulse. They must agree to
// the last printed digit.

import { technologyOf } from "../../../arch/chip/chip-costs.js";
import { sensingOf, type SensedTechnology } from "../../../arch/technology/index.js";
import { countNetwork, networkNamed, subnetsOf } from "../../../workloads/nets/index.js";
import { exactly, specOf, type Check } from "../check.js";

const WIDTHS = [
  [1, 40.55e6, 2.6e9],
  [0.75, 22.89e6, 1.47e9],
  [0.5, 10.25e6, 6.56e8],
  [0.25, 2.62e6, 1.68e8],
] as const;

function work(width: number): number {
  const network = networkNamed("resnet20");
  return countNetwork(network, subnetsOf(network, [width])[0]).macs;
}

const workChecks = WIDTHS.flatMap(([width, macs, bitOperations]): Check[] => [
  {
    title: `MACs of ResNet-20 at width ${width}`, unit: "1", config: "", unknowns: null,
    anchor: { ...exactly(macs), source: "arithmetic on the network's shapes", evidence: "derived" },
    ours: () => exactly(work(width)), tolerance: 0.002, expected: "met", accepted: exactly(
      macs
    ), band: 0.002, reason: "Printed with three or four digits.",
  },
  {
    title: `AND bit-operations of ResNet-20 at width ${width}, 8 x 8 bits`, unit: "1", config: "", unknowns: null,
    anchor: { ...exactly(bitOperations), source: "64 a MAC", evidence: "derived" },
    ours: () => exactly(64 * work(width)), tolerance: 0.004, expected: "met", accepted: exactly(
      bitOperations
    ), band: 0.004, reason: "Printed with three digits.",
  },
]);

/** Ohm of k rows open of which `antiParallel` are anti-parallel. */
function level(technology: SensedTechnology, rows: number, antiParallel: number): number {
  const [parallelOhm, antiParallelOhm] = sensingOf(technology).resistances(technology);
  return 1 / (antiParallel / antiParallelOhm + (rows - antiParallel) / parallelOhm);
}

const LEVELS = {
  "sot-mram": [[1, 0, 5.61e3], [1, 1, 15.22e3], [2, 0, 2.81e3], [2, 1, 4.1e3], [2, 2, 7.61e3], [3, 0, 1.87e3], [3, 1, 2.37e3], [
    3, 2, 3.23e3,
  ], [3, 3, 5.07e3]],
  "sot-mram-22nm": [[2, 0, 5e3], [2, 1, 6.71e3], [2, 2, 10.2e3], [3, 0, 3.33e3], [3, 1, 4.02e3], [3, 2, 5.05e3], [3, 3, 6.8e3]],
} as const;

const levelChecks = Object.entries(LEVELS).flatMap(([name, levels]) => levels.map(([rows, antiParallel, ohm]): Check => {
  const config = `chip: { technology: ${name} }\n`;
  return {
    title: `Resistance of ${rows} open row${rows === 1 ? "" : "s"}, ${antiParallel} anti-parallel, ${name}`, unit: "ohm", config,
    unknowns: null,
    anchor: { ...exactly(ohm), source: "Ohm's law on the junction's stated resistances", evidence: "derived" },
    ours: () => exactly(level(technologyOf(specOf(config).chip), rows, antiParallel)),
    tolerance: 0.003, expected: "met", accepted: exactly(ohm), band: 0.003, reason: "Printed with three digits.",
  };
}));

const CELL_22NM = "chip: { technology: sot-mram-22nm }\n";

/** A, ohm, s and V of the card's write. */
function writeOf(): { currentA: number; channelOhm: number; pulseS: number; supplyV: number } {
  const technology = technologyOf(specOf(CELL_22NM).chip);
  const { set, writeSupplyV } = sensingOf(technology).writing(technology);
  return { currentA: set.currentA, channelOhm: set.elementOhm, pulseS: set.pulseS, supplyV: writeSupplyV };
}

const pulseChecks: readonly Check[] = [
  {
    title: "Joule energy in the channel of the 22 nm SOT cell", unit: "J", config: CELL_22NM, unknowns: null,
    anchor: { ...exactly(73e-15), source: "I^2 R t of the cell's parameters", evidence: "derived" },
    ours: () => {
      const { currentA, channelOhm, pulseS } = writeOf();
      return exactly(currentA ** 2 * channelOhm * pulseS);
    },
    tolerance: 0.005, expected: "met", accepted: exactly(73e-15), band: 0.005, reason: "Printed with two digits.",
  },
  {
    title: "Energy of the full write path of the 22 nm SOT cell at 0.8 V", unit: "J", config: CELL_22NM, unknowns: null,
    anchor: { ...exactly(264e-15), source: "I V t of the cell's parameters", evidence: "derived" },
    ours: () => {
      const { currentA, pulseS, supplyV } = writeOf();
      return exactly(currentA * supplyV * pulseS);
    },
    tolerance: 0.005, expected: "met", accepted: exactly(
      264e-15
    ), band: 0.005, reason: "The supply is the node's, which the source does not print.",
  },
];

export const CLOSED_FORMS: readonly Check[] = [...workChecks, ...levelChecks, ...pulseChecks];

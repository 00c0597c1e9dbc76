// Evaluates one chip and network with numbers replaced: parts are costed anew, the compiled programs stay. Where no duration differs
// from the stated chip's and power is not limited, events come in the same order: then its counts are priced instead of timed again.
import { buildChip, subArrayEstimateOf } from "../../arch/chip/chip-costs.js";
import { areaOf, leakageOf, partList, type ChipBuild } from "../../arch/chip/chip-parts.js";
import type { ChipPart } from "../../arch/spec/chip-part.js";
import { totalEnergyJ, type LedgerRow } from "../../sim/ledger-rows.js";
import { toPs } from "../../sim/time.js";
import type { QuantizedModel } from "../../workloads/quant/integer-network.js";
import { refuseBeyondCounting } from "../machine/counting-limits.js";
import { buildMachine, freshChip, type Machine } from "../machine/machine.js";
import type { ExperimentSpec } from "../spec.js";
import { latencyOf, timeSubnet, type SubnetTiming } from "../run/time-subnet.js";
import type { EvaluationFigures, EvaluationRequest, SubjectFigures } from "../services.js";

/** What is timed: one image without values, whatever images the experiment has. */
export const withoutImages = (experiment: ExperimentSpec): ExperimentSpec =>
  ({ ...experiment, data: { ...experiment.data, name: "none" }, run: { ...experiment.run, images: 0, timedImages: 1 } });

/** @throws ConfigError when the network does not fit the chip; the function it gives throws one for numbers that a circuit refuses */
export function chipEvaluator(given: ExperimentSpec, model: QuantizedModel): (request: EvaluationRequest) => EvaluationFigures {
  const experiment = withoutImages(given);
  const machine = buildMachine(experiment, model);
  refuseBeyondCounting(experiment, machine, model);
  const statedDurations = durationsOf(machine);
  const stated = new Map<number, SubnetTiming>();
  const statedTiming = (subnet: number): SubnetTiming => {
    const timing = stated.get(subnet) ?? timeSubnet(experiment, machine, subnet, [null]);
    stated.set(subnet, timing);
    return timing;
  };
  return ({ replacements, subjects }) => {
    const chip = { ...experiment.chip, assumptions: { ...experiment.chip.assumptions, ...replacements } };
    const changed = { ...experiment, chip };
    const other: Machine = { ...machine, ...buildChip(chip) };
    refuseBeyondCounting(changed, other, model);
    const keepsTime = experiment.power.budgetW === null && durationsOf(other) === statedDurations;
    const timing = (subnet: number): SubnetTiming =>
      keepsTime
        ? { ...statedTiming(subnet), rows: pricedRows(changed, other, statedTiming(subnet).rows) }
        : timeSubnet(changed, other, subnet, [null]);
    return {
      areaM2: areaOf(partList(other.parts)),
      leakageW: leakageOf(partList(other.parts)),
      writeHeadroomV: subArrayEstimateOf(chip).writeHeadroomV,
      subjects: subjects.map((subnet) => figuresOf(timing(subnet))),
    };
  };
}

/** As a run states them. */
const figuresOf = (timing: SubnetTiming): SubjectFigures => ({
  latencyS: latencyOf(timing),
  energyJ: totalEnergyJ(timing.rows) / timing.images,
});

const pricedRows = (experiment: ExperimentSpec, machine: Machine, rows: readonly LedgerRow[]): LedgerRow[] =>
  freshChip(experiment, machine).ledger.priced(rows);

/** Everything that decides when things happen, as text. */
function durationsOf({ parts, network }: ChipBuild): string {
  const latenciesOf = ({ costs }: ChipPart): number[] =>
    Object.entries(costs.actions).map(([action, { latencyS }]) => toPs(latencyS, action));
  return JSON.stringify([network.cycleS, network.hopCycles, ...partList(parts).map(latenciesOf)]);
}

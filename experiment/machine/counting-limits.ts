// Whether the simulator can count what a chip does: times in whole picoseconds, and the ledger's leakage of all units of a class together,
// stay below 2^53, power in whole picowatts below 9 kW. Told before anything is simulated, with the field that asks for too much. Times are
// lower bounds, each as if nothing else took time (loading weights: of full sub-arrays), and must fit twice, for waits come on top.
import { leakageOf, partList } from "../../arch/chip/chip-parts.js";
import { PIPELINE_STAGES } from "../../arch/digital/digital-acts.js";
import { subArrayCount, type ChipSpec } from "../../arch/spec/chip-spec.js";
import { ConfigError, type ConfigProblem } from "../../sim/errors.js";
import { formatQuantity, PICO_PER_UNIT } from "../../sim/quantity.js";
import { describeSchedule, type ScheduleRow } from "../../workloads/compile/describe-schedule.js";
import type { QuantizedModel } from "../../workloads/quant/integer-network.js";
import type { ExperimentSpec } from "../spec.js";
import type { Machine } from "./machine.js";

const MAX_UNIT_TIME_S = 2 ** 52 / PICO_PER_UNIT;
const MAX_POWER_W = 2 ** 53 / PICO_PER_UNIT;

/** What a layer takes at least of one resource, and the field that decides it. */
interface Demand {
  readonly timeS: number;
  readonly path: string;
  /** What the field states, as it would be written. */
  readonly found: string;
  /** The field's value, were the time so many times shorter. */
  readonly allowed: (factor: number) => string;
}

/** @throws ConfigError naming the field with which an image takes longer, or leaks more, than can be counted */
export function refuseBeyondCounting(experiment: ExperimentSpec, machine: Machine, model: QuantizedModel): void {
  const problems = [...leakageProblems(machine), ...timeProblems(experiment, machine, model)];
  if (problems.length > 0) throw new ConfigError(problems[0]!);
}

function leakageProblems({ parts }: Machine): ConfigProblem[] {
  const list = partList(parts);
  const leakageW = leakageOf(list);
  if (leakageW <= MAX_POWER_W) return [];
  const largest = list.reduce((a, b) => (leakageOf([b]) > leakageOf([a]) ? b : a));
  const isDigital = largest.name === "digital";
  const path = isDigital ? "chip.digital.units" : "chip.organization";
  const share = largest.count - (leakageW - MAX_POWER_W) / largest.costs.leakageW;
  const allowed = isDigital && share >= 1 ? `up to ${Math.floor(share)}` : `what leaks up to ${formatQuantity(MAX_POWER_W, "W", 1)}`;
  const message = `with this the chip leaks ${formatQuantity(leakageW, "W")}`;
  return [{ path, message, found: `${largest.count} of ${largest.name}`, allowed }];
}

function timeProblems(experiment: ExperimentSpec, machine: Machine, model: QuantizedModel): ConfigProblem[] {
  const { chip, run } = experiment;
  const members = Math.max(subArrayCount(chip), chip.digital.units);
  const layers = model.subnets.flatMap((network) => describeSchedule(network, machine.deployment, chip)
    .map((row) => ({ ...demandOf(row, experiment, machine), what: `${row.layer} of ${network.name}` })));
  const demands = [...layers, { ...loadingDemand(chip, machine), what: "loading the weights" }];
  const longest = demands.reduce((a, b) => (b.timeS > a.timeS ? b : a));
  const factor = (longest.timeS * members * run.timedImages) / MAX_UNIT_TIME_S;
  if (!(factor > 1)) return [];
  const least = `${longest.what} takes ${formatQuantity(longest.timeS, "s")} or more`;
  const message = `${least}: too long to be counted for ${members} units together`;
  const fewer = fewerOf(chip, run.timedImages, factor);
  if (fewer !== undefined) return [{ message, ...fewer }];
  return [{ path: longest.path, message, found: longest.found, allowed: longest.allowed(factor) }];
}

/** A count that would do if it alone were smaller. */
function fewerOf(chip: ChipSpec, timedImages: number, factor: number): Omit<ConfigProblem, "message"> | undefined {
  const fewer = (path: string, count: number): Omit<ConfigProblem, "message"> =>
    ({ path, found: String(count), allowed: `up to ${Math.floor(count / factor)}` });
  if (timedImages / factor >= 1) return fewer("run.timedImages", timedImages);
  const { units } = chip.digital;
  return units / factor >= subArrayCount(chip) ? fewer("chip.digital.units", units) : undefined;
}

/** All rows of the sub-arrays in use come over the links before the first image. */
function loadingDemand({ array, interconnect }: ChipSpec, { deployment }: Machine): Demand {
  const bits = deployment.subArraysUsed * array.rows * array.columns;
  const timeS = bits / interconnect.widthBits / interconnect.frequencyHz;
  return { timeS, ...frequencyField("chip.interconnect.frequency", interconnect.frequencyHz) };
}

/** The largest of what a layer needs: writing and sensing in its busiest copy, its links, its digital units. */
function demandOf(row: ScheduleRow, { chip, network }: ExperimentSpec, { parts }: Machine): Demand {
  const pixels = Math.ceil(row.pixels / row.replicas);
  const { actions } = parts.subArray.costs;
  // A compute style without such an action does not need it.
  const latencyS = (action: string): number => actions[action]?.latencyS ?? 0;
  const writes = row.bitsWritten / row.pixels / row.tiles / chip.array.writeParallelism;
  const senses = pixels * row.passesPerPixel;
  // Of the passes with one-bit weights at most half read the inputs alone.
  const andShare = [network.weightBits, network.firstLayerBits, network.lastLayerBits].includes(1) ? 1 / 2 : 1;
  const linkS = Math.max(row.bitsIn, row.bitsOut) / chip.interconnect.widthBits / chip.interconnect.frequencyHz;
  const cycles = Math.ceil((row.outChannels * row.chunks) / chip.digital.lanes) + PIPELINE_STAGES;
  const digitalS = (Math.max(pixels, row.pixels / chip.digital.units) * cycles) / chip.digital.frequencyHz;
  const demands: Demand[] = [
    { timeS: pixels * writes * latencyS("write.activate"), ...writeField(chip) },
    { timeS: senses * latencyS("count"), ...cycleField(chip, "popcount") },
    { timeS: senses * andShare * latencyS("and.activate"), ...cycleField(chip, "and2") },
    { timeS: linkS, ...frequencyField("chip.interconnect.frequency", chip.interconnect.frequencyHz) },
    { timeS: digitalS, ...frequencyField("chip.digital.frequency", chip.digital.frequencyHz) },
  ];
  return demands.reduce((a, b) => (b.timeS > a.timeS ? b : a));
}

type Field = Omit<Demand, "timeS">;

/** Two digits, on the side that is allowed. */
function timeField(path: string, timeS: number): Field {
  const allowed = (factor: number): string => `up to ${formatQuantity(towards(timeS / factor, Math.floor), "s")}`;
  return { path, found: formatQuantity(timeS, "s"), allowed };
}

function frequencyField(path: string, frequencyHz: number): Field {
  const allowed = (factor: number): string => `${formatQuantity(towards(frequencyHz * factor, Math.ceil), "Hz")} or more`;
  return { path, found: formatQuantity(frequencyHz, "Hz"), allowed };
}

function towards(value: number, round: (value: number) => number): number {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return round(value / step) * step;
}

/** A measured cycle, or else what the circuits were built from. */
function cycleField(chip: ChipSpec, name: "and2" | "popcount" | "write"): Field {
  const cycleS = chip.measured[name]?.cycleS;
  if (cycleS !== undefined) return timeField(`chip.measured.${name}.cycle`, cycleS);
  const allowed = (): string => `fewer rows and columns, or a chip.measured.${name}.cycle`;
  return { path: "chip.array", found: `a computed cycle of ${name}`, allowed };
}

function writeField(chip: ChipSpec): Field {
  const { setPulseS = 0, resetPulseS = 0 } = chip.cell ?? {};
  const pulseS = Math.max(setPulseS, resetPulseS);
  if (chip.measured.write?.cycleS !== undefined || pulseS === 0) return cycleField(chip, "write");
  const key = setPulseS === resetPulseS ? "writePulse" : setPulseS > resetPulseS ? "setPulse" : "resetPulse";
  return timeField(`chip.cell.${key}`, pulseS);
}

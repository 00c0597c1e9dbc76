// From what the chip and the images gave to the numbers of one subnet. Energy comes from the ledger only, time from the
// engine only; everything else is a ratio of the two.
import type { StepTimes } from "../../arch/requests/step-run.js";
import { areaOf, partList } from "../../arch/chip/chip-parts.js";
import { styleOf } from "../../arch/styles/index.js";
import type { BusyTime } from "../../sim/busy-time.js";
import { LEAK } from "../../sim/ledger.js";
import { totalEnergyJ, type LedgerRow } from "../../sim/ledger-rows.js";
import { psToS } from "../../sim/time.js";
import { countNetwork } from "../../workloads/nets/index.js";
import { layerBitOps, layerMacs, tensorOf, type IntegerNetwork } from "../../workloads/quant/integer-network.js";
import type { MatrixLayer } from "../../workloads/layers/index.js";
import type { LoadedModel } from "../machine/load-model.js";
import type { Machine } from "../machine/machine.js";
import type { LayerResult, LedgerRowResult, SubnetResult } from "./result.js";
import type { ImageOutcome } from "./run.js";
import type { ExperimentSpec } from "../spec.js";
import { latencyOf, type SubnetTiming } from "./time-subnet.js";

const matrixLayers = (network: IntegerNetwork): MatrixLayer[] => network.layers.filter((layer) => layer.kind === "matrix");

const totalBitOps = (network: IntegerNetwork, layers: readonly MatrixLayer[]): number =>
  layers.reduce((sum, layer) => sum + layerBitOps(network, layer), 0);

/** Bit operations that one sub-array could do a second, all the time at work. */
const peakBitOpsPerS = ({ chip }: ExperimentSpec, { parts }: Machine): number =>
  styleOf(chip).peakBitOpsPerS(chip.array, parts.subArray.costs);

/** Weight bits of the active parts of all layers. */
function memoryBits(network: IntegerNetwork): number {
  return matrixLayers(network).reduce((sum, layer) => {
    const { weights } = layer;
    return sum + tensorOf(network, layer.output).channels * tensorOf(network, layer.input).channels * weights.kernel ** 2 * weights.bits;
  }, 0);
}

/** Kinds of work and reasons of waits together. */
const reasonsOf = (time: BusyTime): [string, number][] => [...Object.entries(time.busyByKind()), ...Object.entries(time.blockedByReason())];

/** All steps of one layer as one interval. */
interface LayerSpan {
  readonly name: string;
  readonly startPs: number;
  readonly endPs: number;
  readonly timeByReasonPs: Map<string, number>;
}

function layerSpans(times: readonly StepTimes[]): LayerSpan[] {
  const spans = new Map<string, LayerSpan>();
  for (const { layer, startPs, endPs, agentTime } of times) {
    const known = spans.get(layer);
    const timeByReasonPs = known?.timeByReasonPs ?? new Map<string, number>();
    const span: LayerSpan = { name: layer, startPs: Math.min(known?.startPs ?? startPs, startPs), endPs, timeByReasonPs };
    for (const [reason, ps] of reasonsOf(agentTime)) span.timeByReasonPs.set(reason, (span.timeByReasonPs.get(reason) ?? 0) + ps);
    spans.set(layer, span);
  }
  return [...spans.values()];
}

const inSeconds = (times: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...times].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, ps]) => [reason, psToS(ps)]));

function layerResults(network: IntegerNetwork, machine: Machine, subnet: number, timing: SubnetTiming, peak: number): LayerResult[] {
  const groups = new Map(
    machine.programs[subnet]!.steps.filter((step) => step.group.tiles.length > 0).map((step) => [step.layer, step.group]),
  );
  const layers = new Map(matrixLayers(network).map((layer) => [layer.id, layer]));
  return layerSpans(timing.steps).map((span): LayerResult => {
    const layer = layers.get(span.name);
    const group = groups.get(span.name);
    const subArrays = group === undefined ? 0 : group.tiles.length * group.lanes.length;
    const latencyS = psToS(span.endPs - span.startPs);
    return {
      name: span.name,
      startS: psToS(span.startPs),
      latencyS,
      energyJ: totalEnergyJ(timing.rows.filter((row) => row.layer === span.name)) / timing.images,
      macs: layer === undefined ? 0 : layerMacs(network, layer),
      bitOps: layer === undefined ? 0 : layerBitOps(network, layer),
      subArrays,
      replicas: group?.lanes.length ?? 0,
      utilisation: layer === undefined || latencyS === 0 ? 0 : layerBitOps(network, layer) / (subArrays * peak * latencyS),
      timeByReasonS: inSeconds(span.timeByReasonPs),
    };
  });
}

function totalTimes(steps: readonly StepTimes[]): Record<string, number> {
  const totals = new Map<string, number>();
  for (const { agentTime } of steps) for (const [reason, ps] of reasonsOf(agentTime)) totals.set(reason, (totals.get(reason) ?? 0) + ps);
  return inSeconds(totals);
}

const usedSubArrays = (machine: Machine, subnet: number): number =>
  new Set(machine.programs[subnet]!.steps.flatMap((step) => step.group.lanes.flat())).size;

/** Mats in use, and everything that is shared. */
function activeAreaM2({ parts }: Machine, used: number): number {
  const list = partList(parts);
  const inMats = list.filter(({ place }) => place === "mat");
  return areaOf(list) - inMats.reduce((sum, { count, costs }) => sum + (count - used) * costs.areaM2, 0);
}

/** The ledger as results state it: an image at a time, so the request goes without saying. */
const ledgerRows = (rows: readonly LedgerRow[]): LedgerRowResult[] =>
  rows.map(({ unit, action, layer, count, unitEnergyJ }) => ({ unit, action, tag: layer, count, unitEnergyJ }));

/** One subnet's entry of the result. */
export function summariseSubnet(
  experiment: ExperimentSpec,
  loaded: LoadedModel,
  machine: Machine,
  subnet: number,
  timing: SubnetTiming,
  outcome: ImageOutcome | null,
): SubnetResult {
  const { name, width, channels } = loaded.subnets[subnet]!;
  const network = loaded.model.subnets[subnet]!;
  const latencyS = latencyOf(timing);
  const energyJ = totalEnergyJ(timing.rows) / timing.images;
  const macs = matrixLayers(network).reduce((sum, layer) => sum + layerMacs(network, layer), 0);
  const bitOps = totalBitOps(
    network,
    matrixLayers(network).filter((layer) => layer.source === "conv"),
  );
  const subArraysUsed = usedSubArrays(machine, subnet);
  const areaM2 = activeAreaM2(machine, subArraysUsed);
  const peak = peakBitOpsPerS(experiment, machine);
  return {
    name,
    width,
    channels,
    timedImages: timing.images,
    images: outcome === null ? 0 : experiment.run.images,
    accuracy: outcome?.accuracy ?? null,
    bitExact: outcome?.bitExact ?? null,
    latencyS,
    energyJ,
    leakageEnergyJ: totalEnergyJ(timing.rows.filter((row) => row.action === LEAK)) / timing.images,
    averagePowerW: energyJ / latencyS,
    peakPowerW: timing.peakW,
    macs,
    bitOps,
    arrayBitOps:
      styleOf(experiment.chip).countBitOps(timing.rows.filter(({ unit }) => unit === machine.parts.subArray.name)) / timing.images,
    parameters: countNetwork(loaded.spec, loaded.subnets[subnet]).parameters,
    memoryBits: memoryBits(network),
    subArraysUsed,
    activeAreaM2: areaM2,
    utilisation: totalBitOps(network, matrixLayers(network)) / (subArraysUsed * peak * latencyS),
    opsPerJ: (2 * macs) / energyJ,
    opsPerSPerM2: (2 * macs) / latencyS / areaOf(partList(machine.parts)),
    imagesPerJ: 1 / energyJ,
    imagesPerS: 1 / latencyS,
    ledger: ledgerRows(timing.rows),
    layers: layerResults(network, machine, subnet, timing, peak),
    powerTrace: timing.trace.map(({ timePs, powerW }) => ({ timeS: psToS(timePs), powerW })),
    timeByReasonS: totalTimes(timing.steps),
  };
}

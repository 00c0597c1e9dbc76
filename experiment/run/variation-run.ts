// Accuracy under variation: the images once more through the same programs and weights, with sensing errors in the computed bits,
// as often as there are seeds. Time and energy stay those of the faultless machine. Leaves out write errors and read disturb.
import type { ErrorSource } from "../../arch/array/error-source.js";
import type { MachineState } from "../../arch/agents/array-state.js";
import { interpret } from "../../arch/interpreter/interpreter.js";
import { instructionsOf } from "../../arch/styles/index.js";
import { chipReadPoint } from "../../arch/margin/chip-read-point.js";
import {
  FixedErrors,
  RandomErrors,
  misreadingTable,
  scaledVariation,
  spreadsOf,
  type Misreading,
  type ReadPoint,
  type VariationSpec,
} from "../../arch/margin/index.js";
import { SENSE_OPERATIONS, type SenseOperation, type SenseOperationName } from "../../arch/sense-ops/index.js";
import { randomStream } from "../../sim/random.js";
import { shareInterval } from "./confidence.js";
import { argmax, imageAt } from "./labelled-images.js";
import type { Machine } from "../machine/machine.js";
import type { VariationPoint, VariationResult } from "./result.js";
import type { ExperimentServices, LabelledImages } from "../services.js";
import type { ExperimentSpec } from "../spec.js";

const operationOf = (name: string): SenseOperation => SENSE_OPERATIONS[name as SenseOperationName];

type Table = readonly (readonly Misreading[])[];

/** What all runs at one size of variation share. */
interface VariedChip {
  readonly experiment: ExperimentSpec;
  readonly point: ReadPoint;
  readonly variation: VariationSpec;
  readonly tableOf: (operation: string) => Table;
}

function variedChip(experiment: ExperimentSpec, variation: VariationSpec): VariedChip {
  const point = chipReadPoint(experiment.chip);
  const tables = new Map<string, Table>();
  const tableOf = (operation: string): Table => {
    const table = tables.get(operation) ?? misreadingTable(operationOf(operation), point, variation);
    tables.set(operation, table);
    return table;
  };
  return { experiment, point, variation, tableOf };
}

/** The errors of one sub-array in one run. */
export function errorSource({ experiment, point, variation, tableOf }: VariedChip, seed: number, subArray: number): ErrorSource {
  const { run, chip } = experiment;
  if (variation.errors === "random") return new RandomErrors(tableOf, randomStream(run.seed, "sensing-errors", seed, subArray));
  const { columns, senseAmpMux } = chip.array;
  return new FixedErrors(
    { seed: JSON.stringify([run.seed, seed]), columns, amplifiers: columns / senseAmpMux, point, variation, operationOf },
    subArray,
  );
}

/** The same bits under other sense amplifiers. */
function withErrors(state: MachineState, varied: VariedChip, seed: number): MachineState {
  return new Map([...state].map(([index, array]) => [index, array.withErrors(errorSource(varied, seed, index))]));
}

/** Share of the images that each subnet gets right in one run with errors. */
function accuracies(machine: Machine, state: MachineState, data: LabelledImages, onSubnet: (subnet: number) => void): number[] {
  return machine.programs.map((program, subnet) => {
    const instructions = instructionsOf(program.style);
    let correct = 0;
    for (let i = 0; i < data.count; i++) {
      const logits = interpret(program, instructions, state, imageAt(data, i)).get(program.output).values;
      if (argmax(logits) === data.labels[i]) correct++;
    }
    onSubnet(subnet);
    return correct / data.count;
  });
}

/** By subnet. @param exact accuracies of the faultless machine: what no variation gives */
function pointResults(
  experiment: ExperimentSpec,
  machine: Machine,
  data: LabelledImages,
  sigmaScale: number,
  exact: readonly number[],
  onRun: (done: number) => void,
): VariationPoint[] {
  const variation = scaledVariation(experiment.variation!, sigmaScale);
  const varied = variedChip(experiment, variation);
  const runs = Array.from({ length: variation.seeds }, (_, seed) =>
    sigmaScale === 0
      ? exact
      : accuracies(machine, withErrors(machine.state!, varied, seed), data, (subnet) => onRun(seed * exact.length + subnet + 1)),
  );
  const errorRateByOnes = varied.tableOf("and").map((wrong) => wrong.reduce((sum, { probability }) => sum + probability, 0));
  return exact.map((_, subnet): VariationPoint => {
    const { mean, low, high } = shareInterval(runs.map((run) => run[subnet]!));
    return {
      sigmaScale,
      ...spreadsOf(variation),
      senseAmpOffsetV: variation.senseAmpOffsetV,
      errorRateByOnes,
      accuracyMean: mean,
      accuracyLow: low,
      accuracyHigh: high,
    };
  });
}

/** By subnet; null where the config injects no errors. @param exact accuracies of the faultless machine */
export function variationResults(
  experiment: ExperimentSpec,
  machine: Machine,
  data: LabelledImages,
  exact: readonly number[],
  services: ExperimentServices,
): VariationResult[] | null {
  const { variation } = experiment;
  if (variation === undefined || variation.errors === "none") return null;
  const { errors, seeds, sigmaScales } = variation;
  const scales = [...new Set(sigmaScales)].sort((a, b) => a - b);
  const total = seeds * exact.length;
  const at = new Map(
    [...new Set([1, ...scales])].map((scale) => {
      const onRun = (done: number): void => services.onProgress?.({ stage: `errors at ${scale} sigma`, done, total });
      return [scale, pointResults(experiment, machine, data, scale, exact, onRun)] as const;
    }),
  );
  return exact.map((_, subnet) => ({ ...at.get(1)![subnet]!, errors, seeds, sweep: scales.map((scale) => at.get(scale)![subnet]!) }));
}

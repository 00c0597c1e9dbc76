// Sense margins and device figures of a chip under variation: everything `pimento margin` shows. Pure.
import { technologyOf } from "../../arch/chip/chip-costs.js";
import { chipReadPoint } from "../../arch/margin/chip-read-point.js";
import {
  operationMargin, placeReference, resolveVariation, sampleLevel, senseLevels, yieldAgainstRows,
  type OperationMargin, type ReadPoint, type VariationSpec,
} from "../../arch/margin/index.js";
import { SENSE_OPERATIONS, type SenseOperation } from "../../arch/sense-ops/index.js";
import { modelCards } from "../../arch/chip/model-cards.js";
import { randomStream } from "../../sim/random.js";
import { cellReport } from "./cell-report.js";
import type { LevelReference, LevelSamples, MarginReport } from "./margin-result.js";
import type { ExperimentSpec } from "../spec.js";
import { PROGRAM, VERSION } from "../version.js";

const OPERATIONS: readonly SenseOperation[] = Object.values(SENSE_OPERATIONS);
const BINS = 160;
const MOST_YIELD_ROWS = 8;

/** Throws ConfigError for a chip that cannot be built. */
export function marginReport(experiment: Pick<ExperimentSpec, "name" | "chip" | "run" | "variation">): MarginReport {
  const { chip, run } = experiment;
  const technology = technologyOf(chip);
  const variation = experiment.variation ?? resolveVariation({}, technology);
  const point = chipReadPoint(chip);
  const operations = OPERATIONS.map((operation) => operationMargin(operation, point, variation, run.seed));
  const rows = [...new Set(OPERATIONS.map((operation) => operation.rowsActivated))].sort();
  return {
    format: "pimento-margin-1",
    version: VERSION,
    program: PROGRAM,
    name: experiment.name,
    seed: run.seed,
    technology: technology.name,
    variation,
    readVoltageV: point.voltageV,
    ...cellReport(technology, point, modelCards(chip)),
    operations,
    fragile: fragileOf(operations),
    samples: rows.map((count) => levelSamples(count, point, variation, run.seed)),
    columns: chip.array.columns,
    yield: yieldAgainstRows(MOST_YIELD_ROWS, chip.array.columns, point, variation),
  };
}

function fragileOf(operations: readonly OperationMargin[]): MarginReport["fragile"] {
  const found = operations.flatMap(({ operation, levels, fragile }) =>
    (fragile === null ? [] : [{ operation, ...fragile, errorRate: levels[fragile.ones]!.errorRate }]));
  return found.reduce<MarginReport["fragile"]>((worst, each) => (worst === null || each.errorRate > worst.errorRate ? each : worst), null);
}

function levelSamples(rows: number, point: ReadPoint, variation: VariationSpec, seed: string): LevelSamples {
  const levels = senseLevels(rows, point, variation);
  const { sensing } = levels;
  const samples = levels.levels.map((level, ones) => sampleLevel(level, variation.samples, randomStream(seed, "levels", rows, ones)));
  const start = Math.min(...samples.map(least));
  const end = Math.max(...samples.map(most));
  // Levels that do not vary fall into one bin of any width.
  const binWidth = (end - start) / BINS;
  const references = [
    ...new Set(OPERATIONS.filter((operation) => operation.rowsActivated === rows).flatMap(({ references: gaps }) => gaps)),
  ].sort();
  return {
    rows,
    unit: sensing.unit,
    start,
    binWidth,
    counts: samples.map((values) => histogram(values, start, binWidth)),
    references: references.map((gap): LevelReference => {
      const referenceS = placeReference(levels, gap, variation.reference);
      const value = sensing.sensedAt(referenceS);
      return {
        gap, value, offset: value * sensing.relativeOffset(referenceS),
        operations: OPERATIONS.filter(
          (operation) => operation.rowsActivated === rows && operation.references.includes(gap)
        ).map(({ name }) => name),
      };
    }),
  };
}

function histogram(values: Float64Array, start: number, binWidth: number): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) counts[Math.min(BINS - 1, Math.floor((value - start) / binWidth))]!++;
  return counts;
}

const least = (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b));

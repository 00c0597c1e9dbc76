// Sensing errors of one particular chip: cells and sense amplifiers are drawn once and stay as they are, so the same bits in the
// same place are misread every time. A cell is the same for the same (seed, sub-array, row, column), whatever is asked first.

import type { ErrorSource, OnFlip, SensedAct } from "../array/error-source.js";
import type { SenseOperation } from "../sense-ops/index.js";
import { randomStream } from "../../sim/random.js";
import { placeReference, senseLevels, type SenseLevels } from "./levels.js";
import { sensedCell, type SensedCell } from "./sensed-cell.js";
import type { ReadPoint } from "./read-point.js";
import type { VariationSpec } from "./variation.js";

/** What all sub-arrays of a chip share. */
export interface FixedChip {
  readonly seed: string;
  readonly columns: number;
  /** Sense amplifiers; columns c and c + amplifiers share one. */
  readonly amplifiers: number;
  readonly point: ReadPoint;
  readonly variation: VariationSpec;
  readonly operationOf: (name: string) => SenseOperation;
}

/** Conductances of a row of cells holding 0 and holding 1, S. */
type RowCells = readonly [zero: Float32Array, one: Float32Array];

/** A sensed column that is misread when its cells hold just these bits (bit i: operand i). */
interface WeakSpot {
  readonly sense: number;
  readonly column: number;
  readonly held: number;
  readonly flips: number;
}

export class FixedErrors implements ErrorSource {
  readonly isFaultless = false;
  readonly #rows = new Map<number, RowCells>();
  readonly #weak = new Map<string, readonly WeakSpot[]>();
  readonly #offsets: Float64Array;
  readonly #cells: readonly [zero: SensedCell, one: SensedCell];

  constructor(readonly chip: FixedChip, readonly subArray: number) {
    const random = randomStream(chip.seed, "amplifiers", subArray);
    this.#offsets = Float64Array.from({ length: chip.amplifiers }, () => random.normal());
    const parallel = sensedCell(chip.point.junction, "parallel", chip.variation);
    const antiParallel = sensedCell(chip.point.junction, "anti-parallel", chip.variation);
    this.#cells = chip.variation.polarity === "high-resistance" ? [parallel, antiParallel] : [antiParallel, parallel];
  }

  forEachFlip(act: SensedAct, onFlip: OnFlip): void {
    for (const { sense, column, held, flips } of this.#weakSpots(act)) {
      let holds = true;
      for (let operand = 0; operand < act.operands; operand++) holds &&= act.bitAt(act.rowAt(sense, operand), column) === ((held >> operand) & 1);
      if (holds) onFlip(sense, column, flips);
    }
  }

  #weakSpots(act: SensedAct): readonly WeakSpot[] {
    const known = this.#weak.get(act.shape);
    if (known !== undefined) return known;
    const found = this.#findWeakSpots(act);
    this.#weak.set(act.shape, found);
    return found;
  }

  #findWeakSpots(act: SensedAct): WeakSpot[] {
    const operation = this.chip.operationOf(act.operation);
    const decide = decisions(operation, this.chip, this.#offsets);
    const found: WeakSpot[] = [];
    for (let sense = 0; sense < act.senses; sense++) {
      const rows = Array.from({ length: act.operands }, (_, operand) => this.#row(act.rowAt(sense, operand)));
      for (let held = 0; held < 2 ** act.operands; held++) {
        for (let column = 0; column < act.columns; column++) {
          let conductanceS = 0;
          for (let operand = 0; operand < rows.length; operand++) conductanceS += rows[operand]![(held >> operand) & 1]![column]!;
          const flips = decide(held, column, conductanceS);
          if (flips !== 0) found.push({ sense, column, held, flips });
        }
      }
    }
    return found;
  }

  #row(row: number): RowCells {
    const known = this.#rows.get(row);
    if (known !== undefined) return known;
    const random = randomStream(this.chip.seed, "cells", this.subArray, row);
    const cells: RowCells = [new Float32Array(this.chip.columns), new Float32Array(this.chip.columns)];
    for (let column = 0; column < this.chip.columns; column++) {
      const [zArea, zTmr] = [random.normal(), random.normal()];
      cells[0][column] = this.#cells[0].sample(zArea, zTmr);
      cells[1][column] = this.#cells[1].sample(zArea, zTmr);
    }
    this.#rows.set(row, cells);
    return cells;
  }
}

/** Which outputs come out wrong for cells holding `held` that conduct so much together, by the amplifier of `column`. */
function decisions(operation: SenseOperation, chip: FixedChip, offsets: Float64Array): (held: number, column: number, conductanceS: number) => number {
  const levels = senseLevels(operation.rowsActivated, chip.point, chip.variation);
  const thresholds = operation.references.map((gap) => thresholdsOf(levels, gap, chip, offsets));
  const answers = [operation.truth(0), ...operation.references.map((gap) => operation.truth(gap + 1))].map(asMask);
  const truths = Array.from({ length: operation.rowsActivated + 1 }, (_, ones) => asMask(operation.truth(ones)));
  return (held, column, conductanceS) => {
    const amplifier = column % offsets.length;
    let region = 0;
    for (const byAmplifier of thresholds) if (conductanceS > byAmplifier[amplifier]! === levels.moreOnesConduct) region++;
    return answers[region]! ^ truths[countOnes(held)]!;
  };
}

function thresholdsOf(levels: SenseLevels, gap: number, { variation }: FixedChip, offsets: Float64Array): Float64Array {
  const referenceS = placeReference(levels, gap, variation.reference);
  return offsets.map((z) => levels.sensing.thresholdS(referenceS, z));
}

const asMask = (bits: readonly number[]): number => bits.reduce((mask, bit, output) => mask | (bit << output), 0);

const countOnes = (held: number): number => (held === 0 ? 0 : (held & 1) + countOnes(held >> 1));

// Sensing errors of one particular chip: cells and sense amplifiers are drawn once and stay as they are, so the same bits in the
// same place are misread every time. A cell is the same for the same (seed, sub-array, row, column), whatever is asked first.

import type { ErrorSource, OnFlip, SensedAct } from "../array/error-source.js";
import type { SenseOperation } from "../sense-ops/index.js";
import { randomStream } from "../../sim/random.js";
import { placeReference, senseLevels, type SenseLevels } from "./levels.js";
import type { SensedCell } from "./sensed-cell.js";
import { sensedCells } from "./spreads.js";
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

/** There are millions of them: each is packed into one number. Up to three operands and two outputs. */
const HELD = 8;
const FLIPS = 4;

const packed = ({ sense, column, held, flips }: WeakSpot, columns: number): number =>
  ((sense * columns + column) * HELD + held) * FLIPS + flips;

function unpacked(code: number, columns: number): WeakSpot {
  const flips = code % FLIPS;
  const place = Math.floor(code / FLIPS);
  const at = Math.floor(place / HELD);
  return { sense: Math.floor(at / columns), column: at % columns, held: place % HELD, flips };
}

/** The errors of one sub-array of one chip. */
export class FixedErrors implements ErrorSource {
  readonly isFaultless = false;
  readonly #rows = new Map<number, RowCells>();
  readonly #weak = new Map<string, Float64Array>();
  readonly #offsets: Float64Array;
  readonly #cells: readonly [zero: SensedCell, one: SensedCell];

  /** @param subArray of which the errors are */
  constructor(readonly chip: FixedChip, readonly subArray: number) {
    const random = randomStream(chip.seed, "amplifiers", subArray);
    this.#offsets = Float64Array.from({ length: chip.amplifiers }, () => random.normal());
    const { low, high } = sensedCells(chip.point, chip.variation);
    this.#cells = chip.variation.polarity === "high-resistance" ? [low, high] : [high, low];
  }

  /** Calls `onFlip` for every sensed column that is misread with the bits it holds. Throws what `operationOf` throws. */
  forEachFlip(act: SensedAct, onFlip: OnFlip): void {
    for (const code of this.#weakSpots(act)) {
      const { sense, column, held, flips } = unpacked(code, act.columns);
      let holds = true;
      for (let operand = 0; operand < act.operands; operand++) {
        holds &&= act.bitAt(act.rowAt(sense, operand), column) === ((held >> operand) & 1);
      }
      if (holds) onFlip(sense, column, flips);
    }
  }

  #weakSpots(act: SensedAct): Float64Array {
    const known = this.#weak.get(act.shape);
    if (known !== undefined) return known;
    const found = this.#findWeakSpots(act);
    this.#weak.set(act.shape, found);
    return found;
  }

  #findWeakSpots(act: SensedAct): Float64Array {
    const decider = deciderOf(this.chip.operationOf(act.operation), this.chip, this.#offsets);
    const none: RowCells = [new Float32Array(this.chip.columns), new Float32Array(this.chip.columns)];
    const found: number[] = [];
    for (let sense = 0; sense < act.senses; sense++) {
      const [a, b, c] = [0, 1, 2].map(
        (operand) => (operand < act.operands ? this.#row(act.rowAt(sense, operand)) : none)
      ) as [RowCells, RowCells, RowCells];
      for (let held = 0; held < 2 ** act.operands; held++) {
        const cells = [a[held & 1]!, b[(held >> 1) & 1]!, c[(held >> 2) & 1]!] as const;
        misreadColumns(
          cells, act.columns, decider, held, (column, flips) => found.push(packed({ sense, column, held, flips }, act.columns)),
        );
      }
    }
    return Float64Array.from(found);
  }

  #row(row: number): RowCells {
    const known = this.#rows.get(row);
    if (known !== undefined) return known;
    const random = randomStream(this.chip.seed, "cells", this.subArray, row);
    const cells: RowCells = [new Float32Array(this.chip.columns), new Float32Array(this.chip.columns)];
    for (let column = 0; column < this.chip.columns; column++) {
      const [z0, z1] = [random.normal(), random.normal()];
      cells[0][column] = this.#cells[0].sample(z0, z1);
      cells[1][column] = this.#cells[1].sample(z0, z1);
    }
    this.#rows.set(row, cells);
    return cells;
  }
}

/** How the amplifiers of all columns decide one operation. */
interface Decider {
  /** By reference, then column: conductance at which the decision turns. */
  readonly thresholdsS: readonly Float64Array[];
  readonly moreOnesConduct: boolean;
  /** Output bits by number of references passed, and by the count of ones really there. */
  readonly answers: readonly number[];
  readonly truths: readonly number[];
}

function deciderOf(operation: SenseOperation, chip: FixedChip, offsets: Float64Array): Decider {
  const levels = senseLevels(operation.rowsActivated, chip.point, chip.variation);
  return {
    thresholdsS: operation.references.map((gap) => thresholdsOf(levels, gap, chip, offsets)),
    moreOnesConduct: levels.moreOnesConduct,
    answers: [operation.truth(0), ...operation.references.map((gap) => operation.truth(gap + 1))].map(asMask),
    truths: Array.from({ length: operation.rowsActivated + 1 }, (_, ones) => asMask(operation.truth(ones))),
  };
}

function thresholdsOf(levels: SenseLevels, gap: number, { variation, columns }: FixedChip, offsets: Float64Array): Float64Array {
  const referenceS = placeReference(levels, gap, variation.reference);
  return Float64Array.from({ length: columns }, (_, column) => levels.sensing.thresholdS(referenceS, offsets[column % offsets.length]!));
}

/** The inner loop: most columns are right, so it only adds and compares. */
function misreadColumns(
  [a, b, c]: readonly [Float32Array, Float32Array, Float32Array], columns: number, decider: Decider, held: number,
  onWrong: (column: number, flips: number) => void,
): void {
  const { thresholdsS, moreOnesConduct, answers, truths } = decider;
  const truth = truths[countOnes(held)]!;
  for (let column = 0; column < columns; column++) {
    const conductanceS = a[column]! + b[column]! + c[column]!;
    let passed = 0;
    for (let reference = 0; reference < thresholdsS.length; reference++) {
      if (conductanceS > thresholdsS[reference]![column]! === moreOnesConduct) passed++;
    }
    if (answers[passed] !== truth) onWrong(column, answers[passed]! ^ truth);
  }
}

const asMask = (bits: readonly number[]): number => bits.reduce((mask, bit, output) => mask | (bit << output), 0);

const countOnes = (held: number): number => (held === 0 ? 0 : (held & 1) + countOnes(held >> 1));

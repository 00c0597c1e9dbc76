// The circuits a sub-array is made of, sized from its geometry: lines, decoders, multiplexer, sense amplifiers, precharger.
// What depends on the finished outline (predecoders, output drivers) follows in the floorplan.

import { SENSE_OPERATIONS, referenceCount } from "../sense-ops/index.js";
import type { SenseOperationName } from "../sense-ops/index.js";
import type { CellValues } from "../technology/index.js";
import { accessDrainCapacitance, bitline, cellResistances, wordline } from "./array-lines.js";
import type { Line } from "./array-lines.js";
import type { CircuitContext } from "./circuit-context.js";
import { columnMux } from "./column-mux.js";
import type { ColumnMux } from "./column-mux.js";
import { lineDecoder } from "./line-decoder.js";
import type { LineDecoder } from "./line-decoder.js";
import { precharger } from "./precharger.js";
import type { Precharger } from "./precharger.js";
import { senseAmplifier } from "./sense-amplifier.js";
import type { SenseAmplifier } from "./sense-amplifier.js";
import type { SubArraySpec } from "./sub-array-estimate.js";
import { gateCapacitance, onCurrent } from "./transistor.js";
import { wire } from "./wire.js";

export interface SubArrayCore {
  readonly context: CircuitContext;
  readonly cell: CellValues;
  readonly spec: Required<SubArraySpec>;
  readonly sensedColumns: number;
  /** Most rows any operation opens, and most references any needs. */
  readonly rowsAtOnce: 1 | 2 | 3;
  readonly references: number;
  readonly wordline: Line;
  readonly bitline: Line;
  /** Access device and memory element in series. */
  readonly lowOhm: number;
  readonly highOhm: number;
  readonly accessDrainF: number;
  readonly mux: ColumnMux;
  readonly sense: SenseAmplifier;
  readonly precharger: Precharger;
  readonly rowDecoder: LineDecoder;
  /** Multiplexer levels, each with as many lines as it has ways. */
  readonly columnDecoders: readonly LineDecoder[];
}

/** Sizes the circuits for a checked spec and a cell drawn in the context's process. */
export function subArrayCore(context: CircuitContext, spec: Required<SubArraySpec>, cell: CellValues): SubArrayCore {
  const { rows, columns, senseAmpMux } = spec;
  const rowsAtOnce = mostRows(spec.operations);
  const references = Math.max(1, ...spec.operations.map((name) => referenceCount(SENSE_OPERATIONS[name])));
  const word = wordline(context, columns, cell, cell.readAccessWidthM);
  const bit = bitline(context, rows, cell, cell.readAccessWidthM);
  const writesThroughMux = context.conventions.writePath === "bitline";
  const writeA = Math.max(cell.set.currentA, cell.reset.currentA);
  const mux = columnMux(context, senseAmpMux, cell.widthM, {
    mostOhm: context.constants.muxDropShare * cell.lowOhm,
    throughA: writesThroughMux ? writeA : 0,
  });
  return {
    context,
    cell,
    spec,
    sensedColumns: columns / senseAmpMux,
    rowsAtOnce,
    references,
    wordline: word,
    bitline: bit,
    ...cellResistances(context, cell),
    accessDrainF: accessDrainCapacitance(context, cell.readAccessWidthM, cell),
    mux,
    sense: senseAmplifier(context, senseAmpMux * cell.widthM, cell.minSenseVoltageV, references),
    precharger: precharger(context, columns, cell, bit),
    rowDecoder: lineDecoder(context, rows, { loadF: word.capacitanceF, lineOhm: word.resistanceOhm }, rowsAtOnce),
    columnDecoders: columnDecoders(context, senseAmpMux, columns, mux, word, writeA),
  };
}

function mostRows(operations: readonly SenseOperationName[]): 1 | 2 | 3 {
  return operations.reduce<1 | 2 | 3>((most, name) => {
    const { rowsActivated } = SENSE_OPERATIONS[name];
    return rowsActivated > most ? rowsActivated : most;
  }, 1);
}

function columnDecoders(context: CircuitContext, ways: number, columns: number, mux: ColumnMux, word: Line, writeA: number): LineDecoder[] {
  const { conventions, process, minNmosM } = context;
  const gatesF = conventions.loadsSelectLinesWithMultiplexer
    ? (columns / ways) * mux.gateCapF
    : columns * gateCapacitance(process, Math.max(minNmosM, writeA / onCurrent(process, "n")));
  const loadF = wire(process, "local").capacitanceFPerM * word.lengthM + gatesF;
  const load = { loadF, lineOhm: word.resistanceOhm };
  if (conventions.buildsIdleOutputMultiplexers) return [ways, 1, 1].map((lines) => lineDecoder(context, lines, load, 1));
  return ways === 1 ? [] : [lineDecoder(context, ways, load, 1)];
}

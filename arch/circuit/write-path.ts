// Write path of its own: two-sided drivers, select devices from each driver to its columns, write lines as wide as the cell
// allows, and a second wordline where the technology has one. Leaves out verify and self-termination.

import type { CellValues, WriteAct } from "../technology/index.js";
import { bitline, wordline } from "./array-lines.js";
import type { Line } from "./array-lines.js";
import type { CircuitContext } from "./circuit-context.js";
import { columnMux } from "./column-mux.js";
import type { ColumnMux } from "./column-mux.js";
import { bareDriverChain, chainDelay } from "./driver-chain.js";
import type { DriverChain } from "./driver-chain.js";
import { lineDecoder } from "./line-decoder.js";
import type { LineDecoder } from "./line-decoder.js";
import { onResistance, widthForResistance } from "./transistor.js";
import { wire } from "./wire.js";

export interface WritePath {
  /** Columns written at once. */
  readonly parallelism: number;
  readonly line: Line;
  readonly select: ColumnMux;
  /** Null where a column needs no choosing. */
  readonly selectDecoder: LineDecoder | null;
  /** Null where the read wordline serves. */
  readonly rowDecoder: LineDecoder | null;
  /** One side of one driver. */
  readonly driver: DriverChain;
  /** Energy of charging one column's line and its driver, once, J. */
  readonly lineEnergyJ: number;
}

/** @param columns of the sub-array  @param shared bitline of a cell whose read and write paths are one */
export function writePath(
  context: CircuitContext, rows: number, columns: number, parallelism: number, cell: CellValues, shared: Line,
): WritePath {
  const { process, conventions } = context;
  const line = cell.hasSeparateReadWritePaths ? writeLine(context, rows, cell) : shared;
  const writeA = Math.max(cell.set.currentA, cell.reset.currentA);
  const ways = Math.ceil(columns / parallelism);
  // Select device and driver may each take that share of the write supply.
  const mostOhm = (context.constants.muxDropShare * cell.writeSupplyV) / writeA;
  const select = columnMux(context, ways, cell.widthM, { mostOhm, throughA: writeA });
  const word = wordline(context, columns, cell, cell.writeAccessWidthM);
  const selectF = wire(process, "local").capacitanceFPerM * word.lengthM + parallelism * select.gateCapF;
  const driver = bareDriverChain(
    context,
    { loadF: line.capacitanceF + ways * select.drainCapF, lineOhm: line.resistanceOhm, leastWidthM: widthForResistance(process, mostOhm) }
  );
  const hasOwnWordline = conventions.buildsSecondWordline && cell.wordlinesPerRow === 2;
  return {
    parallelism,
    line,
    select,
    selectDecoder: ways === 1 ? null : lineDecoder(context, ways, { loadF: selectF, lineOhm: word.resistanceOhm }, 1),
    rowDecoder: hasOwnWordline ? lineDecoder(context, rows, { loadF: word.capacitanceF, lineOhm: word.resistanceOhm }, 1) : null,
    driver,
    // The line swings to the write supply, the chain before it to the core's.
    lineEnergyJ: driver.energyJ + driver.loadF * (cell.writeSupplyV ** 2 - process.vddV ** 2),
  };
}

/** s until the far cell sees the write voltage. */
export function writeDriveDelay(context: CircuitContext, path: WritePath, slopePerS: number): number {
  return chainDelay(context, path.driver, slopePerS).delayS;
}

/**
 * V left over at the far cell: write supply minus the drops of driver, line, select device, access device and write element; of
 * the direction that leaves less.
 */
export function writeHeadroom(context: CircuitContext, path: WritePath, cell: CellValues): number {
  const driverOhm = onResistance(context.process, path.driver.stages.at(-1)!.nmosM, "n");
  const leftV = ({ currentA, elementOhm }: WriteAct): number => {
    const seriesOhm = driverOhm + path.line.resistanceOhm + path.select.resistanceOhm + elementOhm;
    return cell.writeSupplyV - cell.accessDropV - currentA * seriesOhm;
  };
  return Math.min(leftV(cell.set), leftV(cell.reset));
}

// One write line per cell and metal layer: as wide as the pitch leaves after the least spacing.
function writeLine(context: CircuitContext, rows: number, cell: CellValues): Line {
  const spacingM = context.process.wires.local.widthM;
  return bitline(context, rows, cell, cell.writeAccessWidthM, cell.widthM - spacingM);
}

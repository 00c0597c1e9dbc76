// Latency and energy of one write step. By the conventions it takes the read bitline and multiplexer, or a path of its own.

import type { CellValues } from "../technology/index.js";
import { muxEnergy } from "./column-mux.js";
import type { EnergyPart, LatencyPart } from "./sub-array-estimate.js";
import { selectSlope } from "./sub-array-floorplan.js";
import type { Floorplan } from "./sub-array-floorplan.js";
import type { SubArrayCore } from "./sub-array-core.js";
import { writeDriveDelay } from "./write-path.js";
import type { WritePath } from "./write-path.js";

export interface WriteAccess {
  readonly latency: readonly LatencyPart[];
  /** Per write step. */
  readonly activate: readonly EnergyPart[];
  /** Per bit written 1 and per bit written 0. */
  readonly set: readonly EnergyPart[];
  readonly reset: readonly EnergyPart[];
  /** Columns one step writes. */
  readonly bitsPerStep: number;
}

/** One write step, SI. @param path null where the conventions write through the read bitline */
export function writeAccess(core: SubArrayCore, plan: Floorplan, path: WritePath | null): WriteAccess {
  return path === null ? bitlineWrite(core, plan) : drivenWrite(core, plan, path);
}

/** J of switching one cell, without its line. */
function cellWriteEnergy(cell: CellValues, value: 0 | 1): number {
  const { currentA, pulseS, statedEnergyJ } = value === 1 ? cell.set : cell.reset;
  return statedEnergyJ ?? currentA * cell.writeSupplyV * pulseS;
}

/** s until the slower of the two values is written. */
function pulse(cell: CellValues): number {
  return Math.max(cell.set.pulseS, cell.reset.pulseS);
}

function bitlineWrite(core: SubArrayCore, plan: Floorplan): WriteAccess {
  const { context, cell, mux, bitline } = core;
  const chargeS = Math.LN2 * (
    mux.resistanceOhm * (mux.drainCapF + bitline.capacitanceF) + (bitline.resistanceOhm * bitline.capacitanceF) / 2
  );
  const rowS = core.rowDecoder.delay(plan.rowPredecoder.output.slopePerS).delayS;
  const columnS = core.columnDecoders.map((decoder, i) => decoder.delay(selectSlope(core, plan, i)).delayS + chargeS);
  const lineJ = (core.accessDrainF + bitline.capacitanceF + mux.drainCapF) * context.process.vddV ** 2;
  const bit = (value: 0 | 1): EnergyPart[] => [
    { part: "column multiplexer", energyJ: muxEnergy(context, mux, core.sense.inputCapF) },
    { part: "cells", energyJ: cellWriteEnergy(cell, value) },
    { part: "bitlines", energyJ: lineJ },
  ];
  return {
    latency: [
      {
        part: "predecoders",
        latencyS: Math.max(plan.rowPredecoder.output.delayS, ...plan.columnPredecoders.map((each) => each.output.delayS)),
      },
      { part: "decoders and lines", latencyS: Math.max(rowS, ...columnS) },
      { part: "write pulse", latencyS: pulse(cell) },
    ],
    activate: [
      { part: "predecoders", energyJ: plan.rowPredecoder.energyJ + sum(plan.columnPredecoders.map((each) => each.energyJ)) },
      { part: "row decoder and wordline", energyJ: core.rowDecoder.energyJ },
      { part: "column decoders", energyJ: sum(core.columnDecoders.map((decoder) => decoder.energyJ)) },
    ],
    set: bit(1),
    reset: bit(0),
    bitsPerStep: core.sensedColumns,
  };
}

function drivenWrite(core: SubArrayCore, plan: Floorplan, path: WritePath): WriteAccess {
  const { context, cell } = core;
  const row = path.rowDecoder ?? core.rowDecoder;
  const select = path.selectDecoder;
  const selectPredecoder = select === null ? null : plan.columnPredecoders.at(-1)!;
  const selectS = select === null || selectPredecoder === null ? 0 : select.delay(selectPredecoder.output.slopePerS).delayS;
  const driveS = writeDriveDelay(context, path, Infinity);
  const bit = (value: 0 | 1): EnergyPart[] => [
    { part: "cells", energyJ: cellWriteEnergy(cell, value) },
    { part: "write drivers and lines", energyJ: path.lineEnergyJ },
  ];
  return {
    latency: [
      { part: "predecoders", latencyS: Math.max(plan.rowPredecoder.output.delayS, selectPredecoder?.output.delayS ?? 0) },
      { part: "decoders and lines", latencyS: Math.max(row.delay(plan.rowPredecoder.output.slopePerS).delayS, selectS + driveS) },
      { part: "write pulse", latencyS: pulse(cell) },
    ],
    activate: [
      { part: "predecoders", energyJ: plan.rowPredecoder.energyJ + (selectPredecoder?.energyJ ?? 0) },
      { part: "row decoder and wordline", energyJ: row.energyJ },
      { part: "column decoders", energyJ: select?.energyJ ?? 0 },
    ],
    set: bit(1),
    reset: bit(0),
    bitsPerStep: path.parallelism,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

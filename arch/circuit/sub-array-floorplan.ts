// Outline of a sub-array: cell block, strips of column pitch below it, decoder strips beside it, the corner between them
// (white unless the conventions place predecoders there), and blocks of free shape under all. Area parts add up to the outline.

import { bareDriverChain } from "./driver-chain.js";
import type { DriverChain } from "./driver-chain.js";
import type { LineDecoder } from "./line-decoder.js";
import { predecoder } from "./predecoder.js";
import type { Predecoder } from "./predecoder.js";
import type { SubArrayCore } from "./sub-array-core.js";
import type { AreaPart } from "./sub-array-estimate.js";
import type { WritePath } from "./write-path.js";
import { wire } from "./wire.js";

/** Slope at the input of select decoder `index`. */
export function selectSlope(core: SubArrayCore, plan: Floorplan, index: number): number {
  const own = plan.columnPredecoders[index]!.output.slopePerS;
  return core.context.conventions.handsRowSlopeToAll ? plan.rowPredecoder.output.slopePerS : own;
}

/** s to precharge the bitlines again after sensing. */
export function prechargeTime(core: SubArrayCore, plan: Floorplan): number {
  return core.precharger.delayS(core.context.conventions.handsRowSlopeToAll ? plan.rowPredecoder.output.slopePerS : Infinity);
}

/** A circuit under the cells, drawn over their width. */
export interface Strip { readonly part: string; readonly heightM: number }

export interface Floorplan {
  readonly widthM: number;
  readonly heightM: number;
  readonly parts: readonly AreaPart[];
  /** One per row the decoder can open at once. */
  readonly rowPredecoder: Predecoder;
  readonly columnPredecoders: readonly Predecoder[];
  /** One per sensed column; null where the conventions build none. */
  readonly outputDriver: DriverChain | null;
}

/** @param compute counters and accumulators */
export function floorplan(core: SubArrayCore, write: WritePath | null, compute: readonly AreaPart[]): Floorplan {
  const { context, cell, spec } = core;
  const cells = { widthM: spec.columns * cell.widthM, heightM: spec.rows * cell.heightM };
  const strips = pitchedStrips(core, write);
  const beside = besideCells(core, write, cells.heightM);
  const decoders = selectDecoders(core, write);
  const besideM = Math.max(sum(beside.map((strip) => strip.widthM)), ...decoders.map((decoder) => decoder.widthM));
  const inner = { widthM: cells.widthM + besideM, heightM: cells.heightM + sum(strips.map((strip) => strip.heightM)) };

  const lineLoadF = (wire(context.process, "local").capacitanceFPerM * (inner.widthM + inner.heightM)) / 2;
  const outputDriver = context.conventions.buildsOutputDrivers ? bareDriverChain(context, { loadF: lineLoadF, lineOhm: 0 }) : null;
  const blocks = [...driverBlocks(core, write, outputDriver), ...compute];
  const rowPredecoder = predecoder(context, spec.rows, (outputs) => lineLoadF + gateLoad(core, write, outputs));
  const columnPredecoders = decoders.map((decoder) => predecoder(context, decoder.lines, () => 0));

  const predecodersM2 = core.rowsAtOnce * rowPredecoder.areaM2 + sum(columnPredecoders.map((each) => each.areaM2));
  const corner = { besideM, heightM: inner.heightM - cells.heightM };
  const selects = decoders.map((decoder) => decoder.areaM2);
  const placed = context.conventions.predecodersTakeStrip
    ? withSquare(inner, corner, predecodersM2)
    : inCorner(inner, corner, predecodersM2, sum(selects));
  const widthM = placed.widthM;
  return {
    widthM,
    heightM: placed.heightM + sum(blocks.map((block) => block.areaM2)) / widthM,
    parts: [
      { part: "cells", areaM2: cells.widthM * cells.heightM },
      ...strips.map((strip) => ({ part: strip.part, areaM2: strip.heightM * cells.widthM })),
      ...blocks,
      ...beside.map((strip) => ({ part: strip.part, areaM2: strip.widthM * cells.heightM })),
      ...placed.parts,
    ],
    rowPredecoder,
    columnPredecoders,
    outputDriver,
  };
}

/** Decoders of select lines, for reading and for writing. */
export function selectDecoders(core: SubArrayCore, write: WritePath | null): LineDecoder[] {
  return write?.selectDecoder ? [...core.columnDecoders, write.selectDecoder] : [...core.columnDecoders];
}

function besideCells(core: SubArrayCore, write: WritePath | null, cellsHeightM: number): { part: string; widthM: number }[] {
  const row = { part: "row decoder", widthM: stripWidth(core.rowDecoder, cellsHeightM) };
  if (!write?.rowDecoder) return [row];
  return [row, { part: "write row decoder", widthM: stripWidth(write.rowDecoder, cellsHeightM) }];
}

/** Circuits that keep the pitch of the columns. */
function pitchedStrips(core: SubArrayCore, write: WritePath | null): Strip[] {
  const strips = [
    { part: "precharger", heightM: core.precharger.heightM },
    { part: "column multiplexer", heightM: core.mux.heightM },
    { part: "sense amplifiers", heightM: core.sense.heightM },
  ];
  return write === null ? strips : [...strips, { part: "write select", heightM: write.select.heightM }];
}

function driverBlocks(core: SubArrayCore, write: WritePath | null, output: DriverChain | null): AreaPart[] {
  return [
    ...(write === null ? [] : [{ part: "write drivers", areaM2: 2 * write.parallelism * write.driver.areaM2 }]),
    ...(output === null ? [] : [{ part: "output drivers", areaM2: core.sensedColumns * output.areaM2 }]),
  ];
}

/** A strip beside the cells keeps its width if it is no longer than they are; otherwise it is folded. */
function stripWidth(decoder: LineDecoder, cellsHeightM: number): number {
  return decoder.heightM <= cellsHeightM ? decoder.widthM : decoder.areaM2 / cellsHeightM;
}

interface Outline { readonly widthM: number; readonly heightM: number }
interface Corner { readonly besideM: number; readonly heightM: number }
interface Placed extends Outline { readonly parts: readonly AreaPart[] }

// The reference draws all predecoders as one square and lays a strip of its side along the shorter side of the outline;
// its column decoders fit the corner, whatever their size.
function withSquare({ widthM, heightM }: Outline, corner: Corner, predecodersM2: number): Placed {
  const sideM = Math.sqrt(predecodersM2);
  const parts = [
    { part: "predecoder strip", areaM2: sideM * Math.min(widthM, heightM) },
    { part: "white space", areaM2: corner.besideM * corner.heightM },
  ];
  return widthM > heightM ? { widthM: widthM + sideM, heightM, parts } : { widthM, heightM: heightM + sideM, parts };
}

/** Decoders fill the corner; what does not fit widens the outline. */
function inCorner({ widthM, heightM }: Outline, corner: Corner, predecodersM2: number, selectsM2: number): Placed {
  const free = corner.besideM * corner.heightM - predecodersM2 - selectsM2;
  const parts = [
    { part: "column decoders", areaM2: selectsM2 },
    { part: "predecoders", areaM2: predecodersM2 },
    { part: "white space", areaM2: Math.max(0, free) },
  ];
  return { widthM: widthM + Math.max(0, -free) / heightM, heightM, parts };
}

/** Row gates on one predecoded line of a block with that many outputs. */
function gateLoad(core: SubArrayCore, write: WritePath | null, outputs: number): number {
  if (!core.context.conventions.loadsPredecodedLines) return 0;
  const gates = core.spec.rows / outputs;
  return gates * (core.rowDecoder.inputCapF + (write?.rowDecoder?.inputCapF ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

// Outline of a sub-array: cell block, strips below it over its whole width, decoder strips beside it, and the corner
// between them, which stays white unless the conventions place predecoders there. Area parts add up to the outline.

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

/** A block under the cells, drawn over their width. */
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

/** @param compute strips of counters and accumulators */
export function floorplan(core: SubArrayCore, write: WritePath | null, compute: readonly Strip[]): Floorplan {
  const { context, cell, spec } = core;
  const cells = { widthM: spec.columns * cell.widthM, heightM: spec.rows * cell.heightM };
  const strips = [...coreStrips(core, write, cells.widthM), ...compute];
  const beside = besideCells(core, write, cells.heightM);
  const decoders = selectDecoders(core, write);
  const besideM = Math.max(sum(beside.map((strip) => strip.widthM)), ...decoders.map((decoder) => decoder.widthM));
  const inner = { widthM: cells.widthM + besideM, heightM: cells.heightM + sum(strips.map((strip) => strip.heightM)) };

  const lineLoadF = (wire(context.process, "local").capacitanceFPerM * (inner.widthM + inner.heightM)) / 2;
  const outputDriver = context.conventions.buildsOutputDrivers ? bareDriverChain(context, { loadF: lineLoadF, lineOhm: 0 }) : null;
  if (outputDriver !== null) strips.push({ part: "output drivers", heightM: (core.sensedColumns * outputDriver.areaM2) / cells.widthM });
  const heightM = cells.heightM + sum(strips.map((strip) => strip.heightM));
  const rowPredecoder = predecoder(context, spec.rows, (outputs) => lineLoadF + gateLoad(core, write, outputs));
  const columnPredecoders = decoders.map((decoder) => predecoder(context, decoder.lines, () => 0));

  const selectM2 = context.conventions.predecodersTakeStrip ? 0 : sum(decoders.map((decoder) => decoder.areaM2));
  const predecodersM2 = core.rowsAtOnce * rowPredecoder.areaM2 + sum(columnPredecoders.map((each) => each.areaM2));
  const outline = context.conventions.predecodersTakeStrip
    ? withSquare(inner.widthM, heightM, predecodersM2)
    : { widthM: inner.widthM + Math.max(0, predecodersM2 + selectM2 - besideM * (heightM - cells.heightM)) / heightM, heightM };
  const placed: AreaPart[] = [
    { part: "cells", areaM2: cells.widthM * cells.heightM },
    ...strips.map((strip) => ({ part: strip.part, areaM2: strip.heightM * cells.widthM })),
    ...beside.map((strip) => ({ part: strip.part, areaM2: strip.widthM * cells.heightM })),
    { part: "column decoders", areaM2: selectM2 },
    { part: "predecoders", areaM2: predecodersM2 },
  ];
  const white = Math.max(0, outline.widthM * outline.heightM - sum(placed.map((each) => each.areaM2)));
  return { ...outline, parts: [...placed, { part: "white space", areaM2: white }], rowPredecoder, columnPredecoders, outputDriver };
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

function coreStrips(core: SubArrayCore, write: WritePath | null, cellsWidthM: number): Strip[] {
  const strips: Strip[] = [
    { part: "precharger", heightM: core.precharger.heightM },
    { part: "column multiplexer", heightM: core.mux.heightM },
    { part: "sense amplifiers", heightM: core.sense.heightM },
  ];
  if (write === null) return strips;
  const driversM2 = 2 * write.parallelism * write.driver.areaM2;
  return [...strips, { part: "write select", heightM: write.select.heightM }, { part: "write drivers", heightM: driversM2 / cellsWidthM }];
}

/** A strip beside the cells keeps its width if it is no longer than they are; otherwise it is folded. */
function stripWidth(decoder: LineDecoder, cellsHeightM: number): number {
  return decoder.heightM <= cellsHeightM ? decoder.widthM : decoder.areaM2 / cellsHeightM;
}

// The reference draws all predecoders as one square and lays a strip of its side along the shorter side of the outline.
function withSquare(widthM: number, heightM: number, areaM2: number): { widthM: number; heightM: number } {
  const sideM = Math.sqrt(areaM2);
  return widthM > heightM ? { widthM: widthM + sideM, heightM } : { widthM, heightM: heightM + sideM };
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

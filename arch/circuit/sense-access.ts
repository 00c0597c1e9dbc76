// Latency and energy of one sensing pass: k rows open, the sensed columns decide against the operation's references.
// Levels are counts of ones among the open cells; cell energy follows the level's current where the conventions compute it.

import { SENSE_OPERATIONS, referenceCount } from "../sense-ops/index.js";
import type { SenseOperation, SenseOperationName } from "../sense-ops/index.js";
import { bitlineDelay, bitlineSwingEnergy } from "./bitline-sensing.js";
import { muxDelay, muxEnergy } from "./column-mux.js";
import { nand } from "./gate.js";
import { fanOutOfFour } from "./logic-cells.js";
import { bitlineChargeEnergy } from "./precharger.js";
import type { EnergyPart, LatencyPart } from "./sub-array-estimate.js";
import { selectSlope } from "./sub-array-floorplan.js";
import type { Floorplan } from "./sub-array-floorplan.js";
import type { SubArrayCore } from "./sub-array-core.js";

export interface SenseAccess {
  readonly latency: readonly LatencyPart[];
  /** Per pass, whatever is sensed. */
  readonly activate: readonly EnergyPart[];
  /** Per sensed column, by its first output bit. */
  readonly perColumn: readonly [zero: readonly EnergyPart[], one: readonly EnergyPart[]];
  /** Chance that the first output bit is 1 when half of the stored bits are. */
  readonly shareOfOnes: number;
}

/** One pass of an operation, SI. @param plan the finished outline, which drives the predecoded lines */
export function senseAccess(core: SubArrayCore, plan: Floorplan, name: SenseOperationName): SenseAccess {
  const operation: SenseOperation = SENSE_OPERATIONS[name];
  const delayS = decisionDelay(core, operation);
  const levels = levelShares(operation);
  return {
    latency: latencyParts(core, plan, operation, delayS),
    activate: activateParts(core, plan, operation),
    perColumn: [columnParts(core, operation, delayS, levels.zero), columnParts(core, operation, delayS, levels.one)],
    shareOfOnes: levels.shareOfOnes,
  };
}

/** A, drawn through one bitline with `ones` of k open cells at 1. */
export function levelCurrent(core: SubArrayCore, rows: number, ones: number): number {
  const high = core.cell.oneIsHigh ? ones : rows - ones;
  return core.cell.readVoltageV * (high / core.highOhm + (rows - high) / core.lowOhm);
}

function latencyParts(core: SubArrayCore, plan: Floorplan, operation: SenseOperation, decisionS: number): LatencyPart[] {
  const { rowPredecoder } = plan;
  const columnPredecoders = plan.columnPredecoders.slice(0, core.columnDecoders.length);
  const predecodersS = Math.max(rowPredecoder.output.delayS, ...columnPredecoders.map((each) => each.output.delayS));
  const rowS = core.rowDecoder.delay(rowPredecoder.output.slopePerS).delayS;
  const columnS = core.columnDecoders.map((decoder, i) => decoder.delay(selectSlope(core, plan, i)).delayS);
  const openOhm = core.highOhm / operation.rowsActivated;
  return [
    { part: "predecoders", latencyS: predecodersS },
    { part: "row decoder and wordline", latencyS: Math.max(rowS, ...columnS) },
    { part: "bitline", latencyS: bitlineDelay(core.bitline, openOhm) },
    { part: "column multiplexer", latencyS: muxDelay(core.mux, core.sense.inputCapF) },
    { part: "sense amplifiers", latencyS: decisionS },
    ...(operation.extraGates > 0 ? [{ part: "joining gates", latencyS: fanOutOfFour(core.context) }] : []),
  ];
}

/** s; the latch starts from a signal that shrinks with the relative spacing of the levels it tells apart. */
function decisionDelay(core: SubArrayCore, operation: SenseOperation): number {
  const spacing = (rows: number, gap: number): number => {
    const [below, above] = [levelCurrent(core, rows, gap), levelCurrent(core, rows, gap + 1)];
    return Math.abs(above - below) / (above + below);
  };
  const narrowest = Math.min(...operation.references.map((gap) => spacing(operation.rowsActivated, gap)));
  return core.sense.delayS(narrowest / spacing(1, 0));
}

function activateParts(core: SubArrayCore, plan: Floorplan, operation: SenseOperation): EnergyPart[] {
  const rows = operation.rowsActivated;
  const columnPredecodersJ = sum(plan.columnPredecoders.slice(0, core.columnDecoders.length).map((each) => each.energyJ));
  return [
    { part: "predecoders", energyJ: rows * plan.rowPredecoder.energyJ + columnPredecodersJ },
    { part: "row decoder and wordline", energyJ: rows * core.rowDecoder.energyJ },
    { part: "column decoders", energyJ: sum(core.columnDecoders.map((decoder) => decoder.energyJ)) },
    { part: "precharge chain", energyJ: core.precharger.chainEnergyJ },
  ];
}

// The columns that share a sense amplifier lie under the same open rows. Unless precharge follows the column select, all of
// them are charged and settle with the one sensed.
function columnParts(core: SubArrayCore, operation: SenseOperation, decisionS: number, shares: readonly number[]): EnergyPart[] {
  const { context, sense, mux, cell } = core;
  const references = referenceCount(operation);
  const joined = nand(context, 2);
  const joinJ = (operation.extraGates / 2) * (joined.inputCapF + joined.outputCapF) * context.process.vddV ** 2;
  const swingJ = bitlineSwingEnergy(core.bitline, mux, cell.readVoltageV, core.lowOhm / operation.rowsActivated, core.accessDrainF);
  const chargeJ = context.conventions.chargesBitlines ? bitlineChargeEnergy(context, core.bitline, cell.readVoltageV) : 0;
  const exposed = context.conventions.prechargesOnlySensedColumns ? 1 : mux.ways;
  return [
    { part: "precharge gates", energyJ: exposed * core.precharger.columnEnergyJ },
    { part: "bitlines", energyJ: exposed * (swingJ + chargeJ) },
    { part: "column multiplexer", energyJ: muxEnergy(context, mux, sense.inputCapF) },
    { part: "cells and references", energyJ: sensingPower(core, operation, shares) * decisionS },
    { part: "sense amplifiers", energyJ: sense.energyJ(references) },
    ...(operation.extraGates > 0 ? [{ part: "joining gates", energyJ: joinJ }] : []),
  ];
}

/** W of the open cells and reference branches of one column while it is sensed. */
function sensingPower(core: SubArrayCore, operation: SenseOperation, shares: readonly number[]): number {
  const { cell, context } = core;
  const rows = operation.rowsActivated;
  const stated = context.conventions.cellPower === "stated" ? cell.statedReadPowerW : null;
  if (stated !== null) return (rows + referenceCount(operation)) * stated;
  const level = (ones: number): number => levelCurrent(core, rows, ones);
  const cellsA = sum(shares.map((share, ones) => share * level(ones)));
  const referencesA = sum(operation.references.map((gap) => (level(gap) + level(gap + 1)) / 2));
  return (cellsA + referencesA) * context.process.vddV;
}

/** Probability of each level given the first output bit, every stored bit being 1 half of the time. */
function levelShares(operation: SenseOperation): { zero: number[]; one: number[]; shareOfOnes: number } {
  const rows = operation.rowsActivated;
  const binomial = Array.from({ length: rows + 1 }, (_, ones) => choose(rows, ones) / 2 ** rows);
  const given = (bit: number): number[] => binomial.map((share, ones) => (operation.truth(ones)[0] === bit ? share : 0));
  const shareOfOnes = sum(given(1));
  return {
    zero: given(0).map((share) => share / (1 - shareOfOnes)),
    one: given(1).map((share) => share / shareOfOnes),
    shareOfOnes,
  };
}

function choose(n: number, k: number): number {
  return k === 0 || k === n ? 1 : choose(n - 1, k - 1) + choose(n - 1, k);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

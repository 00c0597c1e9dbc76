// SRAM buffer to first order: tiles of six-transistor cells, of which one access opens one; decoders and wires from the same
// primitives as the memory arrays. Leaves out redundancy, ports beyond one, and the control block (a placement efficiency).

import { ConfigError } from "../../sim/errors.js";
import type { ActionCost, UnitCosts } from "../../sim/ledger.js";
import { assume, plain } from "../technology/index.js";
import type { CircuitContext } from "./circuit-context.js";
import { loneTransistor } from "./gate.js";
import { lineDecoder } from "./line-decoder.js";
import { predecoder } from "./predecoder.js";
import { repeatedWire } from "./repeated-wire.js";
import { fanOutOfFour } from "./logic-cells.js";
import { gateCapacitance, onCurrent } from "./transistor.js";
import { wire } from "./wire.js";

export const SRAM = {
  cellAreaF2: assume("146 F^2", { low: "120 F^2", high: "180 F^2" }, "usual six-transistor cell of array estimators, from general knowledge"),
  /** Height over width. */
  cellAspectRatio: assume("0.7", { low: "0.4", high: "1" }, "thin cells are wider than high"),
  accessWidthF: assume("1.3 F", { low: "1 F", high: "2 F" }, "near minimum, weaker than the pull-down"),
  /** NMOS width that leaks at full bias in one cell: one pull-down, one access device, and a pull-up's share. */
  leakingWidthF: assume("4 F", { low: "3 F", high: "6 F" }, "three devices of about minimum width are off across the supply"),
  /** Bitline swing of a read. */
  readSwingV: assume("0.15 V", { low: "0.1 V", high: "0.3 V" }, "what a latch sense amplifier with offset needs"),
  /** Share of the on current a cell sinks through its two devices in series. */
  cellCurrentShare: assume("0.5", { low: "0.3", high: "0.6" }, "access and pull-down in series"),
  senseCapacitanceF: assume("18 F", { low: "10 F", high: "30 F" }, "gate and drain widths of one latch"),
  /** Cells over the tile with its precharge, sense and write strips. */
  tileEfficiency: assume("0.7", { low: "0.5", high: "0.8" }, "usual for tiles of 256 rows"),
} as const;

const CARD = plain(SRAM);
const TILE_ROWS = 256;
const TILE_COLUMNS = 256;

export interface SramSpec {
  readonly capacityBits: number;
  /** Of one access. */
  readonly widthBits: number;
}

export interface SramEstimate {
  /** Per bit of an access; latency is that of the access. */
  readonly costs: UnitCosts<"read" | "write">;
  /** One access of widthBits. */
  readonly readEnergyJ: number;
  readonly writeEnergyJ: number;
  readonly cycleS: number;
  readonly tiles: number;
  readonly rows: number;
  readonly columns: number;
}

/** Throws ConfigError for sizes that are not whole numbers of at least one. */
export function estimateSram(context: CircuitContext, spec: SramSpec): SramEstimate {
  checkSizes(spec);
  const { process } = context;
  const shape = tileShape(spec);
  const tile = sramTile(context, shape);
  const areaM2 = shape.tiles * tile.areaM2;
  const leakageW = shape.tiles * tile.leakageW;
  // Half the perimeter of the whole buffer, from its port to a tile.
  const route = repeatedWire(context, "semiGlobal");
  const routeM = Math.sqrt(areaM2);
  const swingJ = tile.bitlineF * CARD.readSwingV * process.vddV;
  const bitJ = routeM * route.energyJPerM;
  const senseJ = gateCapacitance(process, CARD.senseCapacitanceF * process.featureSizeM) * process.vddV ** 2;
  const readEnergyJ = tile.openEnergyJ + shape.columns * swingJ + spec.widthBits * (senseJ + bitJ);
  const writeEnergyJ = tile.openEnergyJ + (shape.columns - spec.widthBits) * swingJ
    + spec.widthBits * (tile.bitlineF * process.vddV ** 2 + bitJ);
  const latencyS = tile.openS + tile.dischargeS + 2 * fanOutOfFour(context) + routeM * route.delaySPerM;
  const action = (energyJ: number): ActionCost => ({ energyJ: energyJ / spec.widthBits, latencyS, per: "bit" });
  return {
    costs: { areaM2, leakageW, actions: { read: action(readEnergyJ), write: action(writeEnergyJ) } },
    readEnergyJ,
    writeEnergyJ,
    cycleS: latencyS + tile.dischargeS,
    ...shape,
  };
}

interface TileShape { readonly rows: number; readonly columns: number; readonly tiles: number }

interface SramTile {
  readonly areaM2: number;
  readonly leakageW: number;
  readonly bitlineF: number;
  /** Address to open row: energy and time. */
  readonly openEnergyJ: number;
  readonly openS: number;
  /** Until the read swing stands on a bitline. */
  readonly dischargeS: number;
}

function sramTile(context: CircuitContext, { rows, columns }: TileShape): SramTile {
  const { process } = context;
  const F = process.featureSizeM;
  const [cellWidthM, cellHeightM] = [Math.sqrt(CARD.cellAreaF2 / CARD.cellAspectRatio) * F, Math.sqrt(CARD.cellAreaF2 * CARD.cellAspectRatio) * F];
  const local = wire(process, "local");
  const accessM = CARD.accessWidthF * F;
  const wordF = local.capacitanceFPerM * columns * cellWidthM + 2 * columns * gateCapacitance(process, accessM);
  const decoder = lineDecoder(context, rows, { loadF: wordF, lineOhm: local.resistanceOhmPerM * columns * cellWidthM }, 1);
  const bitWireF = local.capacitanceFPerM * rows * cellHeightM;
  const address = predecoder(context, rows, (outputs) => bitWireF + (rows / outputs) * decoder.inputCapF);
  const bitlineF = bitWireF + (rows * loneTransistor(context, accessM, "n").outputCapF) / 2;
  const cellsW = rows * columns * CARD.leakingWidthF * F * process.offCurrentNmosAPerM * process.vddV;
  return {
    areaM2: (rows * columns * cellWidthM * cellHeightM) / CARD.tileEfficiency + decoder.areaM2 + address.areaM2,
    leakageW: cellsW + decoder.leakageW + address.leakageW,
    bitlineF,
    openEnergyJ: decoder.energyJ + address.energyJ,
    openS: address.output.delayS + decoder.delay(address.output.slopePerS).delayS,
    dischargeS: (bitlineF * CARD.readSwingV) / (CARD.cellCurrentShare * onCurrent(process, "n") * accessM),
  };
}

/** Tiles as near to square as the width allows; the last may be partly unused. */
function tileShape(spec: SramSpec): TileShape {
  const side = 2 ** Math.round(Math.log2(Math.sqrt(spec.capacityBits)));
  const columns = Math.max(spec.widthBits, Math.min(TILE_COLUMNS, side));
  const rows = Math.min(TILE_ROWS, Math.ceil(spec.capacityBits / columns));
  return { rows, columns, tiles: Math.ceil(spec.capacityBits / (rows * columns)) };
}

function checkSizes(spec: SramSpec): void {
  const problems = Object.entries(spec)
    .filter(([, value]: [string, number]) => !(Number.isInteger(value) && value >= 1))
    .map(([name, value]: [string, number]) => ({ path: `chip.globalBuffer.${name}`, message: "must be a whole number", found: String(value), allowed: "1 or more" }));
  if (problems.length > 0) throw new ConfigError(problems);
}

// SRAM buffer to first order: tiles of six-transistor cells, of which one access opens one; decoders and wires from the same
// primitives as the memory arrays. Leaves out redundancy, ports beyond one, and the control block (a placement efficiency).

import { ConfigError } from "../../sim/errors.js";
import type { UnitCosts } from "../../sim/ledger.js";
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
  const F = process.featureSizeM;
  const card = plain(SRAM);
  const shape = tileShape(spec);
  const cell = { widthM: Math.sqrt(card.cellAreaF2 / card.cellAspectRatio) * F, heightM: Math.sqrt(card.cellAreaF2 * card.cellAspectRatio) * F };
  const local = wire(process, "local");
  const accessM = card.accessWidthF * F;
  const wordM = shape.columns * cell.widthM;
  const decoder = lineDecoder(context, shape.rows, {
    loadF: local.capacitanceFPerM * wordM + 2 * shape.columns * gateCapacitance(process, accessM),
    lineOhm: local.resistanceOhmPerM * wordM,
  }, 1);
  const address = predecoder(context, shape.rows, (outputs) => local.capacitanceFPerM * shape.rows * cell.heightM + (shape.rows / outputs) * decoder.inputCapF);
  const bitF = local.capacitanceFPerM * shape.rows * cell.heightM + (shape.rows * loneTransistor(context, accessM, "n").outputCapF) / 2;
  const bits = shape.tiles * shape.rows * shape.columns;
  const tileM2 = (shape.rows * shape.columns * cell.widthM * cell.heightM) / card.tileEfficiency + decoder.areaM2 + address.areaM2;
  const areaM2 = shape.tiles * tileM2;
  const leakageW = bits * card.leakingWidthF * F * process.offCurrentNmosAPerM * process.vddV + shape.tiles * (decoder.leakageW + address.leakageW);

  // Half the perimeter of the whole buffer, from its port to a tile.
  const route = repeatedWire(context, "semiGlobal");
  const routeM = Math.sqrt(areaM2);
  const sharedJ = decoder.energyJ + address.energyJ;
  const swingJ = bitF * card.readSwingV * process.vddV;
  const senseJ = gateCapacitance(process, card.senseCapacitanceF * F) * process.vddV ** 2;
  const bitJ = routeM * route.energyJPerM;
  const readEnergyJ = sharedJ + shape.columns * swingJ + spec.widthBits * (senseJ + bitJ);
  const writeEnergyJ = sharedJ + (shape.columns - spec.widthBits) * swingJ + spec.widthBits * (bitF * process.vddV ** 2 + bitJ);

  const dischargeS = (bitF * card.readSwingV) / (card.cellCurrentShare * onCurrent(process, "n") * accessM);
  const latencyS = address.output.delayS + decoder.delay(address.output.slopePerS).delayS + dischargeS + 2 * fanOutOfFour(context) + routeM * route.delaySPerM;
  return {
    costs: {
      areaM2,
      leakageW,
      actions: {
        read: { energyJ: readEnergyJ / spec.widthBits, latencyS, per: "bit" },
        write: { energyJ: writeEnergyJ / spec.widthBits, latencyS, per: "bit" },
      },
    },
    readEnergyJ,
    writeEnergyJ,
    cycleS: latencyS + dischargeS,
    ...shape,
  };
}

/** Tiles as near to square as the width allows; the last may be partly unused. */
function tileShape(spec: SramSpec): { rows: number; columns: number; tiles: number } {
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

// SRAM buffer to first order: tiles of six-transistor cells, of which one access opens one; decoders and wires from the same
// primitives as the memory arrays. Leaves out redundancy, ports beyond one, and the control block (a placement efficiency).

import { ConfigError } from "../../sim/errors.js";
import type { ActionCost, UnitCosts } from "../../sim/ledger.js";
import type { CircuitContext } from "./circuit-context.js";
import { loneTransistor } from "./gate.js";
import { lineDecoder } from "./line-decoder.js";
import { predecoder } from "./predecoder.js";
import { repeatedWire } from "./repeated-wire.js";
import { fanOutOfFour } from "./logic-cells.js";
import { gateCapacitance, onCurrent } from "./transistor.js";
import { wire } from "./wire.js";

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
  const { process, sram: card } = context;
  const shape = tileShape(context, spec);
  const tile = sramTile(context, shape);
  const areaM2 = shape.tiles * tile.areaM2;
  const leakageW = shape.tiles * tile.leakageW;
  // Half the perimeter of the whole buffer, from its port to a tile.
  const route = repeatedWire(context, "semiGlobal");
  const routeM = Math.sqrt(areaM2);
  const swingJ = tile.bitlineF * card.readSwingV * process.vddV;
  const bitJ = routeM * route.energyJPerM;
  const senseJ = gateCapacitance(process, card.senseCapacitanceF * process.featureSizeM) * process.vddV ** 2;
  const readEnergyJ = tile.openEnergyJ + shape.columns * swingJ + spec.widthBits * (senseJ + bitJ);
  const writeEnergyJ = tile.openEnergyJ + (shape.columns - spec.widthBits) * swingJ
    + spec.widthBits * (tile.bitlineF * process.vddV ** 2 + bitJ);
  const latencyS = tile.openS + tile.dischargeS + card.senseFanOutOfFours * fanOutOfFour(context) + routeM * route.delaySPerM;
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
  const { process, sram: card } = context;
  const F = process.featureSizeM;
  const [cellWidthM, cellHeightM] = [
    Math.sqrt(card.cellAreaF2 / card.cellAspectRatio) * F, Math.sqrt(card.cellAreaF2 * card.cellAspectRatio) * F,
  ];
  const local = wire(process, "local");
  const accessM = card.accessWidthF * F;
  const wordF = local.capacitanceFPerM * columns * cellWidthM + 2 * columns * gateCapacitance(process, accessM);
  const decoder = lineDecoder(context, rows, { loadF: wordF, lineOhm: local.resistanceOhmPerM * columns * cellWidthM }, 1);
  const bitWireF = local.capacitanceFPerM * rows * cellHeightM;
  const address = predecoder(context, rows, (outputs) => bitWireF + (rows / outputs) * decoder.inputCapF);
  const bitlineF = bitWireF + (rows * loneTransistor(context, accessM, "n").outputCapF) / 2;
  const cellsW = rows * columns * card.leakingWidthF * F * process.offCurrentNmosAPerM * process.vddV;
  return {
    areaM2: (rows * columns * cellWidthM * cellHeightM) / card.tileEfficiency + decoder.areaM2 + address.areaM2,
    leakageW: cellsW + decoder.leakageW + address.leakageW,
    bitlineF,
    openEnergyJ: decoder.energyJ + address.energyJ,
    openS: address.output.delayS + decoder.delay(address.output.slopePerS).delayS,
    dischargeS: (bitlineF * card.readSwingV) / (card.cellCurrentShare * onCurrent(process, "n") * accessM),
  };
}

/** Tiles as near to square as the width allows; the last may be partly unused. */
function tileShape({ sram: card }: CircuitContext, spec: SramSpec): TileShape {
  const side = 2 ** Math.round(Math.log2(Math.sqrt(spec.capacityBits)));
  const columns = Math.max(spec.widthBits, Math.min(card.tileColumns, side));
  const rows = Math.min(card.tileRows, Math.ceil(spec.capacityBits / columns));
  return { rows, columns, tiles: Math.ceil(spec.capacityBits / (rows * columns)) };
}

function checkSizes(spec: SramSpec): void {
  const problems = Object.entries(spec)
    .filter(([, value]: [string, number]) => !(Number.isInteger(value) && value >= 1))
    .map(
      ([name, value]: [string, number]) => ({
        path: `chip.globalBuffer.${name}`, message: "must be a whole number", found: String(value), allowed: "1 or more",
      })
    );
  if (problems.length > 0) throw new ConfigError(problems);
}

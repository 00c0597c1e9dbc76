// One CMOS node, roadmap and temperature as plain numbers: what circuit models compute with.
// On the 10 K grid values are the table's; off it on currents interpolate linearly and off currents geometrically, and
// likewise between nodes. Leaves out anything outside 22 to 65 nm and 300 to 400 K.

import { ConfigError } from "../../../sim/errors.js";
import { plain } from "../../provenance/index.js";
import type { Plain } from "../../provenance/index.js";
import type { Sourced } from "../../provenance/index.js";
import { TEMPERATURE_GRID_K, WIRE_LEVELS } from "./cmos-node.js";
import type { CmosNode, Roadmap, WireLevel } from "./cmos-node.js";
import type { DeviceConstants } from "./device-constants.js";

/** What one node states for one kind of transistor. */
export interface NodeCards {
  readonly name: string;
  readonly featureSizeM: number;
  readonly device: CmosNode["roadmaps"][Roadmap];
  readonly wires: CmosNode["wires"];
  readonly senseConverter: CmosNode["senseConverter"];
}

/** Every sourced number behind one process. */
export interface ProcessCards {
  readonly featureSizeM: number;
  readonly roadmap: Roadmap;
  /** The node, or the two that the feature size lies between, the smaller first. */
  readonly nodes: readonly NodeCards[];
  readonly constants: DeviceConstants;
  readonly temperatureK: Sourced;
}

/** Geometry and material of one wire level; `widthM` is also the least spacing. */
export interface WireMaterial {
  readonly widthM: number;
  readonly thicknessM: number;
  readonly barrierM: number;
  readonly horizontalDielectric: number;
  readonly ildThicknessM: number;
  /** At the process temperature. */
  readonly resistivityOhmM: number;
}

/** What surrounds the wires of every level. */
export type Dielectrics =
  Pick<Plain<DeviceConstants>, "wireVerticalDielectric" | "wireMillerFactor" | "wireFringeFPerM" | "vacuumPermittivityFPerM">;

export interface CmosProcess {
  readonly roadmap: Roadmap;
  readonly featureSizeM: number;
  readonly temperatureK: number;
  readonly vddV: number;
  readonly thresholdV: number;
  readonly gateLengthM: number;
  /** Ideal, overlap and three fringe components. */
  readonly gateCapFPerM: number;
  readonly gateCapInversionFPerM2: number;
  readonly electronMobilityM2PerVs: number;
  readonly holeMobilityM2PerVs: number;
  readonly saturationVelocityMPerS: number;
  readonly pnRatio: number;
  readonly resistanceMultiplier: number;
  readonly onCurrentNmosAPerM: number;
  readonly onCurrentPmosAPerM: number;
  readonly offCurrentNmosAPerM: number;
  readonly offCurrentPmosAPerM: number;
  /** Drain junction reverse-biased at VDD. */
  readonly junctionCapFPerM2: number;
  readonly junctionSidewallFPerM: number;
  readonly junctionGateEdgeFPerM: number;
  readonly wires: Readonly<Record<WireLevel, WireMaterial>>;
  readonly dielectrics: Dielectrics;
  /** `supplyV` is the high-performance VDD of the node, at which its energy is taken to hold. */
  readonly senseConverter: { readonly delayS: number; readonly energyJ: number; readonly leakageW: number; readonly supplyV: number };
}

type Constants = Plain<DeviceConstants>;

const GEOMETRIC = new Set(["offCurrentNmosAPerM", "offCurrentPmosAPerM"]);

/** Device and wire numbers of a process; between two nodes values are interpolated. Throws ConfigError outside the 300 to 400 K table. */
export function resolveProcess(cards: ProcessCards): CmosProcess {
  const constants = plain(cards.constants);
  const [low, high] = cards.nodes.map((node) => processOfNode(node, cards.roadmap, constants, cards.temperatureK.value));
  const [below, above] = cards.nodes;
  if (high === undefined || above === undefined) return low!;
  return betweenProcesses(low!, high, (cards.featureSizeM - below!.featureSizeM) / (above.featureSizeM - below!.featureSizeM));
}

function processOfNode(node: NodeCards, roadmap: Roadmap, constants: Constants, temperatureK: number): CmosProcess {
  const device = plain(node.device);
  const at = (column: readonly number[], name: string): number => onGrid(column, temperatureK, GEOMETRIC.has(name));
  return {
    roadmap,
    featureSizeM: node.featureSizeM,
    temperatureK,
    vddV: device.vddV,
    thresholdV: device.thresholdV,
    gateLengthM: device.gateLengthM,
    gateCapFPerM: device.gateCapIdealFPerM * (1 + constants.overlapShare) + 3 * device.gateCapFringeFPerM,
    gateCapInversionFPerM2: device.gateCapInversionFPerM2,
    electronMobilityM2PerVs: device.electronMobilityM2PerVs,
    holeMobilityM2PerVs: device.holeMobilityM2PerVs,
    saturationVelocityMPerS: constants.saturationVelocityMPerS,
    pnRatio: device.pnRatio,
    resistanceMultiplier: device.resistanceMultiplier,
    onCurrentNmosAPerM: at(device.onCurrentNmosAPerM, "onCurrentNmosAPerM"),
    onCurrentPmosAPerM: at(device.onCurrentPmosAPerM, "onCurrentPmosAPerM"),
    offCurrentNmosAPerM: at(device.offCurrentNmosAPerM, "offCurrentNmosAPerM"),
    offCurrentPmosAPerM: at(device.offCurrentPmosAPerM, "offCurrentPmosAPerM"),
    ...junctions(device.vddV, constants),
    wires: Object.fromEntries(
      WIRE_LEVELS.map((level) => [level, wireMaterial(plain(node.wires[level]), constants, temperatureK)])
    ) as Record<WireLevel, WireMaterial>,
    dielectrics: dielectricsOf(constants),
    senseConverter: plain(node.senseConverter),
  };
}

const dielectricsOf = ({ wireVerticalDielectric, wireMillerFactor, wireFringeFPerM, vacuumPermittivityFPerM }: Constants): Dielectrics =>
  ({ wireVerticalDielectric, wireMillerFactor, wireFringeFPerM, vacuumPermittivityFPerM });

/** Between two nodes: linear in the feature size, geometric for off currents. `share` is 0 at `a` and 1 at `b`. */
function betweenProcesses(a: CmosProcess, b: CmosProcess, share: number): CmosProcess {
  return mix(a, b, share) as CmosProcess;
}

/** Junction capacitance against reverse bias (BSIM4): c0 / (1 + V / V_bi)^m. */
function junctions(
  vddV: number, constants: Constants,
): Pick<CmosProcess, "junctionCapFPerM2" | "junctionSidewallFPerM" | "junctionGateEdgeFPerM"> {
  const bias = 1 + vddV / constants.junctionBuiltInV;
  const sidewall = bias ** constants.junctionGradingSidewall;
  return {
    junctionCapFPerM2: constants.junctionCapFPerM2 / bias ** constants.junctionGradingBottom,
    junctionSidewallFPerM: constants.junctionSidewallFPerM / sidewall,
    junctionGateEdgeFPerM: constants.junctionGateEdgeFPerM / sidewall,
  };
}

function wireMaterial(wire: Plain<CmosNode["wires"][WireLevel]>, constants: Constants, temperatureK: number): WireMaterial {
  const widthM = wire.pitchM / 2;
  const heating = 1 + constants.copperTemperatureCoefficientPerK * (temperatureK - constants.copperReferenceK);
  return {
    widthM,
    thicknessM: wire.aspectRatio * widthM,
    barrierM: wire.barrierM,
    horizontalDielectric: wire.horizontalDielectric,
    ildThicknessM: wire.ildThicknessM,
    resistivityOhmM: wire.resistivityOhmM * heating,
  };
}

function onGrid(column: readonly number[], temperatureK: number, geometric: boolean): number {
  const step = TEMPERATURE_GRID_K[1] - TEMPERATURE_GRID_K[0];
  const place = (temperatureK - TEMPERATURE_GRID_K[0]) / step;
  const last = TEMPERATURE_GRID_K.length - 1;
  if (!(place >= 0 && place <= last)) {
    throw new ConfigError({
      path: "chip.process.temperature", message: "outside the device tables", found: `${temperatureK} K`, allowed: "300 K to 400 K",
    });
  }
  const below = Math.min(Math.floor(place), last - 1);
  return between(column[below]!, column[below + 1]!, place - below, geometric);
}

function between(a: number, b: number, share: number, geometric: boolean): number {
  if (share === 0) return a;
  return geometric ? a ** (1 - share) * b ** share : a + share * (b - a);
}

function mix(a: unknown, b: unknown, share: number, name = ""): unknown {
  if (typeof a === "number") return between(a, b as number, share, GEOMETRIC.has(name));
  if (typeof a !== "object" || a === null) return a;
  return Object.fromEntries(Object.entries(a).map(([key, value]) => [key, mix(value, (b as Record<string, unknown>)[key], share, key)]));
}

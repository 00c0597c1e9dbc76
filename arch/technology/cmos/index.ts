// The CMOS nodes. To add one: write its table file and name it in CMOS_NODES (from small to large features).

import { ConfigError } from "../../../sim/errors.js";
import { formatQuantity } from "../../../sim/quantity.js";
import type { CmosNode, Roadmap } from "./cmos-node.js";
import { cmos22nm } from "./cmos-22nm.js";
import { cmos32nm } from "./cmos-32nm.js";
import { cmos45nm } from "./cmos-45nm.js";
import { cmos65nm } from "./cmos-65nm.js";
import { resolveProcess } from "./cmos-process.js";
import type { CmosProcess, NodeCards, ProcessCards } from "./cmos-process.js";
import { stated } from "../../provenance/index.js";
import { DEFAULT_PROCESS, DEVICE_CONSTANTS } from "./device-constants.js";

export const CMOS_NODES = {
  "22nm": cmos22nm,
  "32nm": cmos32nm,
  "45nm": cmos45nm,
  "65nm": cmos65nm,
} as const satisfies Record<string, CmosNode>;

export interface ProcessSpec {
  /** 22 to 65 nm; between two nodes values are interpolated, which is an assumption. */
  readonly featureSizeM: number;
  /** Low operating power unless stated. */
  readonly roadmap?: Roadmap;
  /** 300 to 400 K; 300 K unless stated. */
  readonly temperatureK?: number;
}

/** Device and wire numbers of a process. Throws ConfigError outside the tables. */
export const cmosProcess = (spec: ProcessSpec): CmosProcess => resolveProcess(processCards(spec));

/** The sourced numbers behind a process. Throws ConfigError outside the tables. */
export function processCards(
  { featureSizeM, roadmap = DEFAULT_PROCESS.roadmap, temperatureK = DEFAULT_PROCESS.temperatureK.value }: ProcessSpec,
): ProcessCards {
  return {
    featureSizeM,
    roadmap,
    nodes: neighbours(featureSizeM).map(([name, node]): NodeCards =>
      ({ name, featureSizeM: node.featureSizeM, device: node.roadmaps[roadmap], wires: node.wires, senseConverter: node.senseConverter })),
    constants: DEVICE_CONSTANTS,
    // A chip at the default temperature rests on that assumption; at another one on what its config says.
    temperatureK: temperatureK === DEFAULT_PROCESS.temperatureK.value
      ? DEFAULT_PROCESS.temperatureK
      : stated(temperatureK, "K", "chip.process.temperature"),
  };
}

function neighbours(featureSizeM: number): readonly (readonly [string, CmosNode])[] {
  const nodes = Object.entries<CmosNode>(CMOS_NODES);
  // A size that differs from a node's by conversion noise is that node.
  const exact = nodes.find(([, node]) => Math.abs(node.featureSizeM / featureSizeM - 1) < 1e-9);
  if (exact) return [exact];
  const above = nodes.findIndex(([, node]) => node.featureSizeM > featureSizeM);
  if (above <= 0 || !(featureSizeM > 0)) {
    const found = Number.isFinite(featureSizeM) ? formatQuantity(featureSizeM, "m") : String(featureSizeM);
    throw new ConfigError({ path: "chip.process.node", message: "outside the CMOS tables", found, allowed: "22 nm to 65 nm" });
  }
  return [nodes[above - 1]!, nodes[above]!];
}

export { ROADMAPS, WIRE_LEVELS } from "./cmos-node.js";
export type { CmosNode, Roadmap, WireLevel } from "./cmos-node.js";
export { resolveProcess } from "./cmos-process.js";
export type { CmosProcess, NodeCards, ProcessCards, WireMaterial } from "./cmos-process.js";
export { DEFAULT_PROCESS, DEVICE_CONSTANTS } from "./device-constants.js";

// What one subnet wears out: activation rows are rewritten with every window, weights are not. The busiest cell decides the lifetime.
import { technologyOf } from "../../arch/chip/chip-costs.js";
import { levelledWrites, lifetimeS } from "../../arch/device/index.js";
import { enduranceWrites } from "../../arch/technology/index.js";
import { Cursor, project } from "../../arch/isa/cursor.js";
import type { InstructionSet } from "../../arch/agents/instruction-set.js";
import type { Program, Step } from "../../arch/isa/program.js";
import { instructionsOf } from "../../arch/styles/index.js";
import type { Machine } from "../machine/machine.js";
import type { WearResult } from "./result.js";
import type { ExperimentSpec } from "../spec.js";

interface LaneWear {
  readonly writes: number;
  /** Rows that the writes go to. */
  readonly rows: number;
  readonly layer: string;
}

/** How often a lane writes its busiest row in one image, by walking what its sub-arrays do. */
function laneWear({ body, layer }: Step, lane: number, set: InstructionSet): LaneWear {
  const writes = new Map<number, number>();
  const cursor = new Cursor(project(body, "array", set.agentOf), lane);
  for (let instruction = cursor.next(); instruction !== undefined; instruction = cursor.next()) {
    const rewritten = set.entry(instruction.op).rewrites?.(instruction);
    if (rewritten === undefined) continue;
    for (let row = rewritten.row; row < rewritten.row + rewritten.rows; row++) writes.set(row, (writes.get(row) ?? 0) + 1);
  }
  return { writes: Math.max(0, ...writes.values()), rows: writes.size, layer };
}

function busiestLane(program: Program): LaneWear {
  const set = instructionsOf(program.style);
  return program.steps
    .flatMap((step) => step.group.lanes.map((_, lane) => laneWear(step, lane, set)))
    .reduce((worst, each) => (each.writes > worst.writes ? each : worst));
}

/** Images one after the other without a pause. Null for a program that writes nothing. @param latencyS of one image */
export function wearOf({ chip }: ExperimentSpec, machine: Machine, subnet: number, latencyS: number): WearResult | null {
  const { writes, rows, layer } = busiestLane(machine.programs[subnet]!);
  if (writes === 0) return null;
  const placed = machine.deployment.layers.find(({ id }) => id === layer);
  const weightRows = placed === undefined ? 0 : Math.max(...placed.tiles.map(({ outCount }) => outCount)) * placed.matrix.weightBits;
  const freeRows = Math.max(rows, chip.array.rows - weightRows);
  const life = (writesPerImage: number): number =>
    lifetimeS({ writesPerImage, imagesPerS: 1 / latencyS, enduranceWrites: enduranceWrites(technologyOf(chip)) });
  return {
    layer,
    writesPerImage: writes,
    lifetimeS: life(writes),
    activationRows: rows,
    freeRows,
    levelledLifetimeS: life(levelledWrites(writes, rows, freeRows)),
  };
}

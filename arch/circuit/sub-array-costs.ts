// Turns accesses into what is reported (operations with breakdowns) and what is posted (unit costs of actions).

import type { ActionCost } from "../../sim/ledger.js";
import type { SenseOperationName } from "../sense-ops/index.js";
import type { LogicCost } from "./logic-cells.js";
import type { SenseAccess } from "./sense-access.js";
import type { SubArrayCore } from "./sub-array-core.js";
import type { EnergyPart, LatencyPart, OperationEstimate, SubArrayAction, SubArrayOperation } from "./sub-array-estimate.js";
import { prechargeTime } from "./sub-array-floorplan.js";
import type { Floorplan } from "./sub-array-floorplan.js";
import type { WriteAccess } from "./write-access.js";

/** Logic that stands `count` times under the array. */
export interface ComputeBlock { readonly part: string; readonly count: number; readonly cost: LogicCost }

type Senses = Readonly<Record<SenseOperationName, SenseAccess>>;

/** Each operation asked for, writing always, counting where there are counters: one access with half of the bits 1, SI. */
export function operationEstimates(
  core: SubArrayCore, plan: Floorplan, senses: Senses, write: WriteAccess, compute: readonly ComputeBlock[],
): Partial<Record<SubArrayOperation, OperationEstimate>> {
  const { sensedColumns, spec } = core;
  const prechargeS = prechargeTime(core, plan);
  const operations: Partial<Record<SubArrayOperation, OperationEstimate>> = {};
  for (const name of spec.operations) {
    const { activate, perColumn, latency, shareOfOnes } = senses[name];
    const sensed = blend(perColumn[0], perColumn[1], sensedColumns * (1 - shareOfOnes), sensedColumns * shareOfOnes);
    operations[name] = estimate(latency, activate, sensed, sensedColumns, prechargeS);
  }
  const half = write.bitsPerStep / 2;
  operations.write = estimate(write.latency, write.activate, blend(write.reset, write.set, half, half), write.bitsPerStep, 0);
  for (const { part, count, cost } of compute) {
    const name = part === "bit counters" ? "count" : part === "shift-accumulators" ? "accumulate" : null;
    if (name !== null) operations[name] = estimate(
      [{ part, latencyS: cost.latencyS }], [], [{ part, energyJ: count * cost.energyJ }], sensedColumns, 0
    );
  }
  return operations;
}

/** What one unit of each action costs, J and s; actions that the array has no circuit for cost nothing. */
export function subArrayCosts(
  core: SubArrayCore, plan: Floorplan, senses: Senses, write: WriteAccess, compute: readonly ComputeBlock[],
): Record<SubArrayAction, ActionCost> {
  const counter = compute.find(({ part }) => part === "bit counters");
  const accumulator = compute.find(({ part }) => part === "shift-accumulators");
  const counted = Math.min(core.spec.counter?.segmentBits ?? 1, core.sensedColumns);
  const sensing = (Object.keys(senses) as SenseOperationName[]).map((name) => senseActions(name, senses[name], prechargeTime(core, plan)));
  return {
    ...(
      Object.assign({}, ...sensing) as Record<Exclude<SubArrayAction, `write.${string}` | "count" | "accumulate" | "output">, ActionCost>
    ),
    "write.activate": { energyJ: energyOf(write.activate), latencyS: latencyOf(write.latency), per: "step" },
    "write.set": { energyJ: energyOf(write.set), latencyS: 0, per: "bit" },
    "write.reset": { energyJ: energyOf(write.reset), latencyS: 0, per: "bit" },
    count: { energyJ: (counter?.cost.energyJ ?? 0) / counted, latencyS: counter?.cost.latencyS ?? 0, per: "column" },
    accumulate: { energyJ: accumulator?.cost.energyJ ?? 0, latencyS: accumulator?.cost.latencyS ?? 0, per: "counter" },
    output: { energyJ: core.context.outputs.activity * (plan.outputDriver?.energyJ ?? 0), latencyS: 0, per: "bit" },
  };
}

function senseActions(name: SenseOperationName, access: SenseAccess, prechargeS: number): Record<string, ActionCost> {
  return {
    [`${name}.activate`]: { energyJ: energyOf(access.activate), latencyS: latencyOf(access.latency) + prechargeS, per: "pass" },
    [`${name}.sense-0`]: { energyJ: energyOf(access.perColumn[0]), latencyS: 0, per: "column" },
    [`${name}.sense-1`]: { energyJ: energyOf(access.perColumn[1]), latencyS: 0, per: "column" },
  };
}

function estimate(
  latencyBreakdown: readonly LatencyPart[], perAccess: readonly EnergyPart[], perBits: readonly EnergyPart[], bits: number,
  recoveryS: number,
): OperationEstimate {
  const latencyS = latencyOf(latencyBreakdown);
  const energyBreakdown = [
    ...perAccess.map(({ part, energyJ }) => ({ part, energyJ, per: "access" as const })),
    ...perBits.map(({ part, energyJ }) => ({ part, energyJ, per: "bit" as const })),
  ];
  return { latencyS, cycleS: latencyS + recoveryS, energyJ: energyOf(energyBreakdown), latencyBreakdown, energyBreakdown, bits };
}

/** Parts of the same names, each `zeros` times the first plus `ones` times the second. */
function blend(zero: readonly EnergyPart[], one: readonly EnergyPart[], zeros: number, ones: number): EnergyPart[] {
  return zero.map(({ part, energyJ }, i) => ({ part, energyJ: zeros * energyJ + ones * one[i]!.energyJ }));
}

function energyOf(parts: readonly EnergyPart[]): number {
  return parts.reduce((total, part) => total + part.energyJ, 0);
}

function latencyOf(parts: readonly LatencyPart[]): number {
  return parts.reduce((total, part) => total + part.latencyS, 0);
}

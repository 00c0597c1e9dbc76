// The sub-array estimator: geometry, memory technology and process in, area, leakage, latency and energy out as plain data.
// Pure: equal arguments give equal results. Totals are built from their parts.

import { SENSE_OPERATIONS } from "../sense-ops/index.js";
import type { SenseOperationName } from "../sense-ops/index.js";
import { resolveCell } from "../technology/index.js";
import type { CellValues, CmosProcess, SensedTechnology } from "../technology/index.js";
import { bitCounter } from "./bit-counter.js";
import { circuitContext } from "./circuit-context.js";
import { checkSubArray } from "./check-sub-array.js";
import { senseAccess } from "./sense-access.js";
import { shiftAccumulator } from "./shift-accumulator.js";
import { joiningGates } from "./joining-gates.js";
import { subArrayCore } from "./sub-array-core.js";
import type { SubArrayCore } from "./sub-array-core.js";
import { subArrayCosts, operationEstimates } from "./sub-array-costs.js";
import type { ComputeBlock } from "./sub-array-costs.js";
import type { SubArrayEstimate, SubArrayOptions, SubArraySpec } from "./sub-array-estimate.js";
import { floorplan } from "./sub-array-floorplan.js";
import { leakageParts } from "./sub-array-leakage.js";
import { writeAccess } from "./write-access.js";
import { writeHeadroom, writePath } from "./write-path.js";

const DEFAULT_ACCUMULATOR_BITS = 32;

/** Throws ConfigError naming the field for a geometry that cannot be built. */
export function estimateSubArray(
  spec: SubArraySpec, technology: SensedTechnology, process: CmosProcess, options: SubArrayOptions = {},
): SubArrayEstimate {
  return estimateSubArrayOfCell(spec, resolveCell(technology, process), process, options);
}

/** The same for a cell given by its own numbers. */
export function estimateSubArrayOfCell(
  given: SubArraySpec, cell: CellValues, process: CmosProcess, options: SubArrayOptions = {},
): SubArrayEstimate {
  const spec = withDefaults(given);
  const conventions = options.conventions ?? "pimento";
  const context = circuitContext(process, conventions, options.cards);
  checkSubArray(spec, process);
  const core = subArrayCore(context, spec, cell);
  const path = context.conventions.writePath === "drivers"
    ? writePath(context, spec.rows, spec.columns, spec.writeParallelism, cell, core.bitline)
    : null;
  const compute = computeBlocks(core);
  const plan = floorplan(core, path, compute.map(({ part, count, cost }) => ({ part, areaM2: count * cost.areaM2 })));
  const leakageBreakdown = leakageParts(
    core, path, plan, compute.map(({ part, count, cost }) => ({ part, leakageW: count * cost.leakageW }))
  );
  const senses = Object.fromEntries(
    (Object.keys(SENSE_OPERATIONS) as SenseOperationName[]).map((name) => [name, senseAccess(core, plan, name)]),
  ) as Record<SenseOperationName, ReturnType<typeof senseAccess>>;
  const write = writeAccess(core, plan, path);
  const areaM2 = plan.parts.reduce((total, part) => total + part.areaM2, 0);
  const leakageW = leakageBreakdown.reduce((total, part) => total + part.leakageW, 0);
  const operations = operationEstimates(core, plan, senses, write, compute);
  return {
    conventions,
    areaM2,
    widthM: plan.widthM,
    heightM: plan.heightM,
    leakageW,
    areaBreakdown: plan.parts,
    leakageBreakdown,
    writeHeadroomV: path === null ? null : writeHeadroom(context, path, cell),
    sensedColumns: core.sensedColumns,
    operations,
    costs: { areaM2, leakageW, actions: subArrayCosts(core, plan, senses, write, compute) },
  };
}

function withDefaults(spec: SubArraySpec): Required<SubArraySpec> {
  return {
    ...spec,
    operations: spec.operations ?? (Object.keys(SENSE_OPERATIONS) as SenseOperationName[]),
    counter: spec.counter === undefined ? { segmentBits: spec.columns / spec.senseAmpMux } : spec.counter,
    accumulatorBits: spec.accumulatorBits ?? DEFAULT_ACCUMULATOR_BITS,
  };
}

/** Blocks that only a computing sub-array has. */
function computeBlocks(core: SubArrayCore): ComputeBlock[] {
  const { context, spec, sensedColumns } = core;
  const joining = { part: "joining gates", count: sensedColumns, cost: joiningGates(context, spec.operations) };
  if (spec.counter === null) return [joining];
  const count = Math.ceil(sensedColumns / spec.counter.segmentBits);
  const inputs = Math.min(spec.counter.segmentBits, sensedColumns);
  return [
    joining,
    { part: "bit counters", count, cost: bitCounter(context, inputs) },
    { part: "shift-accumulators", count, cost: shiftAccumulator(context, spec.accumulatorBits) },
  ];
}

// Refuses a sub-array that cannot be built, naming every field that is wrong.

import { ConfigError } from "../../sim/errors.js";
import type { ConfigProblem } from "../../sim/errors.js";
import type { CmosProcess } from "../technology/index.js";
import type { SubArraySpec } from "./sub-array-estimate.js";

/** Throws ConfigError with all problems at once. */
export function checkSubArray(spec: Required<SubArraySpec>, process: CmosProcess): void {
  const problems = [
    ...wholeNumbers(spec),
    ...divisibility(spec),
    ...bitlineLeakage(spec, process),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
}

function wholeNumbers(spec: Required<SubArraySpec>): ConfigProblem[] {
  const fields: readonly (readonly [string, number])[] = [
    ["rows", spec.rows], ["columns", spec.columns], ["senseAmpMux", spec.senseAmpMux],
    ["writeParallelism", spec.writeParallelism], ["accumulatorBits", spec.accumulatorBits],
    ...(spec.counter === null ? [] : [["counter.segmentBits", spec.counter.segmentBits] as const]),
  ];
  return fields
    .filter(([, value]) => !(Number.isInteger(value) && value >= 1))
    .map(
      ([name, value]) => ({ path: `chip.array.${name}`, message: "must be a whole number", found: String(value), allowed: "1 or more" })
    );
}

function divisibility(spec: Required<SubArraySpec>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (spec.columns % spec.senseAmpMux !== 0) {
    problems.push({
      path: "chip.array.senseAmpMux", message: "must divide the columns", found: String(spec.senseAmpMux),
      allowed: `a divisor of ${spec.columns}`,
    });
  }
  if (spec.writeParallelism > spec.columns) {
    problems.push({
      path: "chip.array.writeParallelism", message: "exceeds the columns", found: String(spec.writeParallelism),
      allowed: `1 to ${spec.columns}`,
    });
  }
  return problems;
}

/** A bitline is legal while one cell's current stands out from the leakage of all others: rows <= I_on / I_off. */
function bitlineLeakage(spec: Required<SubArraySpec>, process: CmosProcess): ConfigProblem[] {
  const most = Math.floor(process.onCurrentNmosAPerM / process.offCurrentNmosAPerM);
  if (!(spec.rows > most)) return [];
  return [{
    path: "chip.array.rows",
    message: `leakage of the unselected rows drowns the selected cell (${process.roadmap} devices at ${process.temperatureK} K)`,
    found: String(spec.rows),
    allowed: `1 to ${most}`,
  }];
}

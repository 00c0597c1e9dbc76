// Speed of the array estimator: one estimate in process, one point of a sweep (config read and checked, plain memory and computing
// array), and 1,000 points in process. Limits asked for: 1 ms an estimate, 3 s for 1,000 points with start-up.
// Run: npm run -s bench -- array [--json]

import { processOf, subArraySpecOf, technologyOf } from "../arch/chip/chip-costs.js";
import { estimateSubArray } from "../arch/circuit/index.js";
import { resolveChip } from "../arch/chip/presets.js";
import { sweepArray } from "../experiment/array/array-sweep.js";
import { parseAxis } from "../experiment/config/axis.js";
import { chipReader } from "../experiment/config/read-chip.js";

const WARM_UP = 200;
const ROUNDS = 5;
const PER_ROUND = 200;

function millisecondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** ms of one call: the best of some rounds. */
function each(work: () => void): number {
  for (let i = 0; i < WARM_UP; i++) work();
  const rounds = Array.from({ length: ROUNDS }, () => millisecondsOf(() => {
    for (let i = 0; i < PER_ROUND; i++) work();
  }));
  return Math.min(...rounds) / PER_ROUND;
}

const chip = resolveChip();
const [spec, technology, cmos] = [subArraySpecOf(chip), technologyOf(chip), processOf(chip)];
const read = chipReader(null, []);
const estimateMs = each(() => void estimateSubArray(spec, technology, cmos));
const sweepMs = millisecondsOf(() => void sweepArray(read, [parseAxis("chip.process.temperature=300 K..399.9 K+0.1 K")]));
const results = { estimateMs, limitMs: 1, thousandPointsMs: sweepMs, limitThousandPointsMs: 3000 };

if (process.argv.includes("--json")) console.log(JSON.stringify({ benchmark: "array", results }));
else console.log(
  `one estimate ${estimateMs.toFixed(3)} ms (limit 1 ms)\n`
  + `1,000 points of a sweep, without start-up, ${sweepMs.toFixed(0)} ms (limit 3 s with start-up)`
);

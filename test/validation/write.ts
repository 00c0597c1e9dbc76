// npm run validate: computes every validated quantity, writes docs/validation.md with its figures, and fails when one left its band.

import { join } from "node:path";
import { renderFigure } from "../../reports/node/render-figure.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { isInBand, verdictOf, type Check } from "./check.js";
import { CHECKS } from "./checks/index.js";
import { validationDocument, validationFigures, type Result } from "./document.js";
import { compareWithReference, REFERENCE_TOLERANCE } from "./reference-tool.js";

async function resultOf(check: Check): Promise<Result> {
  return { check, ours: await check.ours() };
}

const reference = compareWithReference(join("test", "validation", "data"));
const results: Record<string, Result[]> = {};
for (const [group, checks] of Object.entries(CHECKS)) results[group] = await Promise.all(checks.map(resultOf));

await writeAtomically(join("docs", "validation.md"), validationDocument(reference, results));
for (const [name, draw] of Object.entries(validationFigures(reference, results))) {
  await writeAtomically(join("docs", "validation", `${name}.png`), renderFigure(draw(), "png"));
}

const left = [
  ...reference.filter(({ worstError }) => worstError > REFERENCE_TOLERANCE)
    .map(({ title, worstError }) => `${title} of the reference tool: worst error ${worstError}`),
  ...Object.values(results).flat().filter(({ check, ours }) => verdictOf(check, ours) !== check.expected || !isInBand(check, ours))
    .map(({ check, ours }) =>
      `${check.title}: ${ours.low} to ${ours.high} (${verdictOf(check, ours)}); accepted were ${check.accepted.low} to ${check.accepted.high} (${check.expected})`),
];
process.stdout.write(
  `wrote docs/validation.md: ${Object.values(results).flat().length} checks and ${reference.length} quantities of the reference tool\n`
);
for (const line of left) process.stderr.write(`left its band: ${line}\n`);
if (left.length > 0) process.exitCode = 1;

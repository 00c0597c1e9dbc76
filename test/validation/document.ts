// docs/validation.md as text, and its figures, from the checks and what they gave. Pure.

import { formatQuantity } from "../../sim/quantity.js";
import type { Figure } from "../../reports/drawing/figure.js";
import { agreementPlot } from "../../reports/drawing/plots/agreement-plot.js";
import { ratioPlot } from "../../reports/drawing/plots/ratio-plot.js";
import { DEFAULT_BAND, verdictOf, type Check, type Range, type Verdict } from "./check.js";
import { NOT_ATTEMPTED } from "./checks/not-attempted.js";
import { REFERENCE_CONFIG, REFERENCE_TOLERANCE, type ComparedQuantity } from "./reference-tool.js";

export interface Result {
  readonly check: Check;
  readonly ours: Range;
}

export type Results = Readonly<Record<string, readonly Result[]>>;

const DIGITS = 4;
const COLOURS = { met: "green", "within the unknowns": "orange", "not met": "vermilion" } as const satisfies Record<Verdict, string>;

function rangeText({ low, high }: Range, unit: string): string {
  const text = (value: number): string =>
    (unit === "1" && Math.abs(value) >= 1e6 ? value.toPrecision(DIGITS).replace("e+", "e") : formatQuantity(value, unit, DIGITS));
  return low === high ? text(low) : `${text(low)} to ${text(high)}`;
}

/** Less than a thousandth of a percent is said so. */
const percent = (share: number): string => (share > 0 && share < 1e-5 ? "< 0.001 %" : `${Number((100 * share).toPrecision(2))} %`);

export function validationDocument(reference: readonly ComparedQuantity[], results: Results): string {
  return [...preamble(results), ...referenceSection(reference), ...Object.entries(results)
    .flatMap(([group, rows]) => groupSection(group, rows)), ...notAttempted()].join("\n");
}

function preamble(results: Results): string[] {
  const verdicts = Object.values(results).flat().map(({ check, ours }) => verdictOf(check, ours));
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return [
    "# Validation",
    "",
    "Written by `npm run validate`; do not edit. Each figure is compared with one that was published or follows from arithmetic, and stands",
    "here whether it agrees or not. `test/validation` fails when a verdict changes or a figure leaves its band around the accepted value",
    `(${percent(DEFAULT_BAND)} unless its check states another).`,
    "",
    `${verdicts.length} checks besides the reference tool: ${count("met")} met, ${count("within the unknowns")} within the unknowns (our range over what the source leaves open`,
    `contains the figure, which is weak evidence), ${count("not met")} not met. What is not met is explained in [DEVIATIONS.md](../DEVIATIONS.md).`,
    "",
    "![Ours over theirs](validation/anchors.png)",
    "",
    "Green: met; yellow: within the unknowns; red: not met. The line is where both are equal.",
    "",
    "How an anchor is known: *quoted* was read in the source, *second-hand* in notes about it, *derived* computed from stated numbers.",
    "",
  ];
}

function referenceSection(reference: readonly ComparedQuantity[]): string[] {
  const rows = reference[0]?.points.length ?? 0;
  return [
    "## The reference tool",
    "",
    `NVSim (6334d00) on ${rows} arrays: two cells, 128 x 128 to 2048 x 1024, multiplexers of 1 to 16, 45 nm HP at 350 K, under`,
    `\`conventions: reference\`. Asked for: ${percent(REFERENCE_TOLERANCE)}. The tool prints three or more digits: most of the errors is their rounding. This says that the`,
    "equations are the same, not that they are right; what the default conventions change is in [circuits.md](circuits.md).",
    "",
    "![Ours against the reference tool](validation/reference-tool.png)",
    "",
    "| quantity | rows | median error | worst error | beyond rounding | |",
    "|---|---|---|---|---|---|",
    ...reference.map(({ title, points, medianError, worstError, beyondRounding }) =>
      `| ${title} | ${points.length} | ${percent(medianError)} | ${percent(worstError)} | ${percent(beyondRounding)} | ${worstError <= REFERENCE_TOLERANCE ? "met" : "**not met**"} |`),
    "",
    "The config of one row, for `pimento array`:",
    "",
    ...fenced(REFERENCE_CONFIG),
    "",
  ];
}

function groupSection(group: string, rows: readonly Result[]): string[] {
  return [
    `## ${group}`,
    "",
    "| quantity | published | known | ours | tolerance | |",
    "|---|---|---|---|---|---|",
    ...rows.map(({ check, ours }) => {
      const verdict = verdictOf(check, ours);
      const mark =
        `${verdict === "not met" ? "**not met**" : verdict}${check.deviation === undefined ? "" : ` ([${check.deviation}](../DEVIATIONS.md))`}`;
      return `| ${check.title} | ${rangeText(check.anchor, check.unit)} | ${check.anchor.evidence} | ${rangeText(ours, check.unit)} | ${percent(check.tolerance)} | ${mark} |`;
    }),
    "",
    ...details(rows),
  ];
}

/** Source, unknowns, reason and config of each; rows that say the same are told once. */
function details(rows: readonly Result[]): string[] {
  const seen = new Set<string>();
  return rows.flatMap(({ check: { title, anchor, unknowns, reason, config } }) => {
    const body = [`${anchor.source}.${unknowns === null ? "" : ` Unknown: ${unknowns}.`} ${reason}`, ...(config
      === "" ? ["", "The default chip."] : ["", ...fenced(config)])];
    const key = body.join("\n");
    if (seen.has(key)) return [];
    seen.add(key);
    return [...wrapped(`**${title}.** ${body[0]!}`), ...body.slice(1), ""];
  });
}

const MOST_COLUMNS = 140;

/** A paragraph as lines that are not too long. */
function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last !== "" && last.length + 1 + word.length > MOST_COLUMNS) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

const fenced = (config: string): string[] => ["```yaml", ...config.trimEnd().split("\n"), "```"];

const notAttempted = (): string[] => [
  "## Not compared",
  "",
  "| published | why not |",
  "|---|---|",
  ...NOT_ATTEMPTED.map(({ anchor, reason }) => `| ${anchor} | ${reason} |`),
  "",
];

/** Figures by file name, without extension. */
export function validationFigures(reference: readonly ComparedQuantity[], results: Results): Readonly<Record<string, () => Figure>> {
  const shown = reference.slice(0, 8).filter(({ column }) => !/^(height|width)/.test(column));
  const anchors = Object.entries(results).filter(([group]) => group !== "Closed forms").flatMap(([, rows]) => rows)
    .filter(({ check }) => check.anchor.low > 0);
  return {
    "reference-tool": () => agreementPlot({
      xTitle: "NVSim", yTitle: "ours, reference conventions",
      series: shown.map(({ title, unit, points }) => ({ name: `${title} (${unit.replace("um", "µm").replace("^2", "²")})`, points })),
    }),
    anchors: () => ratioPlot("ours over published", anchors.map(({ check, ours }) => ({
      name: check.title.replace(
        " (analytic count)", ", count"
      ), low: ours.low / check.anchor.high, high: ours.high / check.anchor.low, colour: COLOURS[verdictOf(check, ours)],
    }))),
  };
}

// pimento uncertainty: what the ranges of the assumed numbers do to energy, latency and area, of a chip and network or of its array.
import { groupDigits } from "../../sim/digits.js";
import type { UncertaintyOptions, UncertainSystem } from "../../experiment/uncertainty/uncertainty-report.js";
import type { UncertaintyReport } from "../../experiment/uncertainty/uncertainty-result.js";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS, type ConfigArguments } from "../config-options.js";
import { wholeNumber } from "../numbers.js";
import { withExperiment } from "../with-experiment.js";

export interface UncertaintyArguments extends Pick<ConfigArguments, "set" | "seed"> {
  readonly file?: string | undefined;
  readonly array: boolean;
  readonly samples: string;
  readonly of?: string | undefined;
  readonly json: boolean;
  readonly out?: string | undefined;
}

/** Rows of a tornado table on the terminal. */
const PRINTED_ROWS = 10;
const MOST_SAMPLES = 1_000_000;

export const uncertaintyCommand: CommandModule<object, UncertaintyArguments> = {
  command: "uncertainty [file]",
  describe: "error bars of energy, latency and area from the ranges of the assumed numbers",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it); timed without images" })
    .options({ set: CONFIG_OPTIONS.set, seed: CONFIG_OPTIONS.seed })
    .option("array", { type: "boolean", default: false, describe: "of the array alone: its operations instead of subnets" })
    .option("samples", { type: "string", default: "100", requiresArg: true, describe: `random samples of all numbers together, up to ${groupDigits(MOST_SAMPLES)}` })
    .option("of", { type: "string", requiresArg: true, describe: "subnet or operation that the tornado is of and ratios are relative to (the widest; and2)" })
    .option("json", { type: "boolean", default: false, describe: "print JSON and nothing else; files only with --out" })
    .option("out", { type: "string", requiresArg: true, describe: "folder for JSON, tables and figures (default: out/<name>-uncertainty)" })
    .example("$0 uncertainty my.yaml --samples 500", "narrower quantiles")
    .example("$0 uncertainty --array --of read", "the default array, its reads first"),
  handler: uncertainty,
};

async function uncertainty(args: ArgumentsCamelCase<UncertaintyArguments>): Promise<void> {
  const samples = wholeNumber("samples", args.samples, 1, MOST_SAMPLES);
  const { checkFolder } = await import("../../sim/node/write-atomically.js");
  const { uncertaintyReport } = await import("../../experiment/uncertainty/uncertainty-report.js");
  const { uncertainArray, uncertainChip } = await import("../../experiment/uncertainty/systems.js");
  const folderOf = (name: string): string | undefined => args.out ?? (args.json ? undefined : `out/${name}-uncertainty`);
  const report = await withExperiment(args, async (spec, services) => {
    const folder = folderOf(spec.name);
    if (folder !== undefined) await checkFolder(folder, "--out");
    const system: UncertainSystem = args.array ? uncertainArray(spec.name, spec.chip) : await uncertainChip(spec, services);
    const options: UncertaintyOptions = { samples, seed: spec.run.seed, reference: args.of };
    return uncertaintyReport(system, options);
  });
  await show(report, folderOf(report.name), args.json);
}

async function show(report: UncertaintyReport, folder: string | undefined, json: boolean): Promise<void> {
  const { writeUncertainty } = await import("../../reports/node/write-uncertainty.js");
  const files = folder === undefined ? [] : await writeUncertainty(report, folder);
  const { refused, samplesWithoutWriteHeadroom, samples } = report;
  if (refused.length > 0) console.error(`warning: ${refused.length} evaluations were refused and are left out, so quantiles are of those numbers that fit; the first: ${refused[0]!.of}: ${refused[0]!.field}: ${refused[0]!.problem}`);
  if (samplesWithoutWriteHeadroom > 0) console.error(`warning: in ${samplesWithoutWriteHeadroom} of ${samples} samples the write path lacks voltage at the farthest cell`);
  if (json) return void process.stdout.write(`${JSON.stringify(report)}\n`);
  const { uncertaintyTables } = await import("../../reports/uncertainty/tables.js");
  const { tableText } = await import("../../reports/node/table-text.js");
  const written = folder === undefined ? "" : `\n\n${files.length} files (uncertainty.json, tables, figures) in ${folder}/`;
  console.log(`${uncertaintyTables(report, PRINTED_ROWS).map((table) => tableText(table)).join("\n\n")}${written}`);
}

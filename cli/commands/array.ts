// pimento array: what the chip's array costs, by circuit and operation; over axes of its geometry with a figure.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import type { Table } from "../../reports/formats/table.js";
import { CONFIG_OPTIONS, overridesOf, type ConfigArguments } from "../config-options.js";

export interface ArrayArguments extends Pick<ConfigArguments, "set"> {
  readonly file?: string | undefined;
  readonly json: boolean;
  readonly out?: string | undefined;
  readonly axis?: readonly string[] | undefined;
  readonly metric: string;
}

export const arrayCommand: CommandModule<object, ArrayArguments> = {
  command: "array [file]",
  describe: "estimate the array: area, leakage, latency and energy of its operations",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it)" })
    .options({ set: CONFIG_OPTIONS.set })
    .option("json", { type: "boolean", default: false, describe: "print JSON and nothing else; files only with --out" })
    .option("out", { type: "string", requiresArg: true, describe: "folder for JSON, tables and figures (with --axis: out/<name>-array)" })
    .option("axis", { type: "string", array: true, requiresArg: true, describe: "sweep a field: path=from..to*factor, from..to+step, or a,b,c; one or two of them" })
    .option("metric", { type: "string", default: "read.energyJ", requiresArg: true, describe: "what the figure of a sweep shows" })
    .example("$0 array --json", "the default array")
    .example("$0 array --axis chip.array.rows=128..2048*2 --axis chip.array.columns=128..1024*2", "a heatmap"),
  handler: array,
};

async function array(args: ArgumentsCamelCase<ArrayArguments>): Promise<void> {
  const axes = args.axis ?? [];
  if (axes.length > 0) return sweep(args, axes);
  const { loadChip } = await import("../../experiment/node/load-chip.js");
  const { arrayEstimate } = await import("../../arch/chip/array-estimate.js");
  const { chipWarnings } = await import("../../arch/chip/chip-warnings.js");
  const { chip, located } = await loadChip(args.file ?? null, overridesOf(args));
  const estimate = located(() => arrayEstimate(chip));
  for (const warning of chipWarnings(chip)) console.error(`warning: ${warning}`);
  const folder = args.out;
  const { writeArray } = await import("../../reports/node/write-array.js");
  const files = folder === undefined ? [] : await writeArray(estimate, folder);
  if (args.json) return void process.stdout.write(`${JSON.stringify(estimate)}\n`);
  const { arrayTables } = await import("../../reports/array/array-tables.js");
  await print(arrayTables(estimate), folder, files);
}

async function sweep(args: ArgumentsCamelCase<ArrayArguments>, texts: readonly string[]): Promise<void> {
  const { parseAxis } = await import("../../experiment/config/axis.js");
  const { metricIndex, sweepArray } = await import("../../experiment/array/array-sweep.js");
  const axes = texts.map(parseAxis);
  if (axes.length > 2) {
    const { ConfigError } = await import("../../sim/errors.js");
    throw new ConfigError({ path: "--axis", message: "a figure has room for two axes", found: String(axes.length), allowed: "one or two" });
  }
  const metric = metricIndex(args.metric);
  const { loadChip } = await import("../../experiment/node/load-chip.js");
  const { name, read } = await loadChip(args.file ?? null, overridesOf(args));
  const result = sweepArray(read, axes);
  const folder = args.out ?? (args.json ? undefined : `out/${name}-array`);
  const { writeArraySweep } = await import("../../reports/node/write-array.js");
  const files = folder === undefined ? [] : await writeArraySweep(result, metric, folder);
  if (args.json) return void process.stdout.write(`${JSON.stringify({ metric: result.metrics[metric]!.key, ...result })}\n`);
  const { sweepExtremes } = await import("../../reports/array/array-sweep-report.js");
  await print([sweepExtremes(result, metric)], folder, files);
}

async function print(tables: readonly Table[], folder: string | undefined, files: readonly string[]): Promise<void> {
  const { tableText } = await import("../../reports/node/table-text.js");
  const written = folder === undefined ? "" : `\n\nwritten to ${folder}/: ${files.join(", ")}`;
  console.log(`${tables.map((table) => tableText(table)).join("\n\n")}${written}`);
}

// pimento array: what the chip's array costs, by circuit and operation; over axes of its geometry with a figure.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS, overridesOf, type ConfigArguments } from "../config-options.js";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";

export interface ArrayArguments extends Pick<ConfigArguments, "set">, ReportArguments {
  readonly file?: string | undefined;
  readonly axis?: readonly string[] | undefined;
  readonly metric: string;
}

export const arrayCommand: CommandModule<object, ArrayArguments> = {
  command: "array [file]",
  describe: "estimate the array: area, leakage, latency and energy of its operations",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it)" })
    .options({ set: CONFIG_OPTIONS.set })
    .options(reportOptions("none; with --axis out/<name>-array"))
    .option("axis", {
      type: "string", array: true, requiresArg: true,
      describe: "sweep a field: path=from..to*factor, from..to+step, or a,b,c; one or two of them",
    })
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
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const { chip, located } = await loadChip(args.file ?? null, overridesOf(args));
  const folder = await reportFolder(args, null);
  const estimate = located(() => arrayEstimate(chip));
  await showReport(REPORT_KINDS.array, estimate, { json: args.json, folder, warnings: chipWarnings(chip) });
}

async function sweep(args: ArgumentsCamelCase<ArrayArguments>, texts: readonly string[]): Promise<void> {
  const { parseAxis } = await import("../../experiment/config/axis.js");
  const { requireMetric, sweepArray } = await import("../../experiment/array/array-sweep.js");
  const axes = texts.map(parseAxis);
  if (axes.length > 2) {
    const { ConfigError } = await import("../../sim/errors.js");
    throw new ConfigError({ path: "--axis", message: "a figure has room for two axes", found: String(axes.length), allowed: "one or two" });
  }
  requireMetric(args.metric);
  const { loadChip } = await import("../../experiment/node/load-chip.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const { name, read } = await loadChip(args.file ?? null, overridesOf(args));
  const folder = await reportFolder(args, `out/${name}-array`);
  await showReport(REPORT_KINDS.sweep, { metric: args.metric, ...sweepArray(read, axes) }, { json: args.json, folder });
}

// pimento compile: the schedule of an experiment, layer by layer, without running it.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS } from "../config-options.js";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";
import { withExperiment, type ExperimentArguments } from "../with-experiment.js";

export interface CompileArguments extends ExperimentArguments, ReportArguments {}

export const compileCommand: CommandModule<object, CompileArguments> = {
  command: "compile [file]",
  describe: "print the schedule: tiles, sub-arrays, replicas, passes, bits moved",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it)" })
    .options(CONFIG_OPTIONS)
    .options(reportOptions(null)),
  handler: compile,
};

async function compile(args: ArgumentsCamelCase<CompileArguments>): Promise<void> {
  const { compileExperiment } = await import("../../experiment/machine/compile.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const folder = await reportFolder(args, null);
  const subnets = await withExperiment(args, compileExperiment);
  await showReport(REPORT_KINDS.schedule, subnets, { json: args.json, folder });
}

// pimento run: one config to a result, its tables and its figures.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS } from "../config-options.js";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";
import { withExperiment, type ExperimentArguments } from "../with-experiment.js";

export interface RunArguments extends ExperimentArguments, ReportArguments {}

export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [file]",
  describe: "run an experiment (the embedded default without a file)",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML" })
    .options(CONFIG_OPTIONS)
    .options(reportOptions("out/<name>"))
    .example("$0 run", "the default experiment")
    .example("$0 run my.yaml --set 'power.budget=200 mW'", "with one field replaced"),
  handler: run,
};

async function run(args: ArgumentsCamelCase<RunArguments>): Promise<void> {
  const { runExperiment } = await import("../../experiment/run/run.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const { result, folder } = await withExperiment(args, async (spec, services) => {
    const folder = await reportFolder(args, `out/${spec.name}`);
    return { folder, result: await runExperiment(spec, services) };
  });
  await showReport(REPORT_KINDS.run, result, { json: args.json, folder });
}

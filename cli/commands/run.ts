// pimento run: one config to a result, its tables and its figures.
import type { ExperimentServices } from "../../experiment/services.js";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS } from "../config-options.js";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";
import { withExperiment, type ExperimentArguments } from "../with-experiment.js";

export interface RunArguments extends ExperimentArguments, ReportArguments {
  readonly trace?: string | undefined;
}

export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [file]",
  describe: "run an experiment (the embedded default without a file)",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML" })
    .options(CONFIG_OPTIONS)
    .options(reportOptions("out/<name>"))
    .option("trace", {
      type: "string", requiresArg: true,
      describe: "file for the timeline of the first image of each subnet: work and waiting of every unit, for Perfetto or chrome://tracing",
    })
    .example("$0 run", "the default experiment")
    .example("$0 run my.yaml --set 'power.budget=200 mW'", "with one field replaced"),
  handler: run,
};

async function run(args: ArgumentsCamelCase<RunArguments>): Promise<void> {
  const { runExperiment } = await import("../../experiment/run/run.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const { result, folder } = await withExperiment(args, async (spec, services) => {
    const folder = await reportFolder(args, `out/${spec.name}`);
    return { folder, result: await traced(args.trace, services, (watched) => runExperiment(spec, watched)) };
  });
  await showReport(REPORT_KINDS.run, result, { json: args.json, folder });
}

/** Runs with a timeline written beside, where one is asked for. Of a run that fails no timeline stays. */
async function traced<T>(
  file: string | undefined,
  services: ExperimentServices,
  work: (services: ExperimentServices) => Promise<T>,
): Promise<T> {
  if (file === undefined) return work(services);
  const { checkFile } = await import("../../sim/node/write-atomically.js");
  const { TraceFile } = await import("../../reports/node/trace-file.js");
  await checkFile(file, "--trace");
  const trace = new TraceFile(file);
  try {
    const result = await work({ ...services, onSpan: (subnet, span) => trace.add(subnet, span) });
    trace.finish();
    return result;
  } catch (error) {
    trace.drop();
    throw error;
  }
}

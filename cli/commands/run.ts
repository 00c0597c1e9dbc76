// pimento run: one config to a result, its tables and its figures.
import type { RunResult } from "../../experiment/run/result.js";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS } from "../config-options.js";
import { withExperiment, type ExperimentArguments } from "../with-experiment.js";

export interface RunArguments extends ExperimentArguments {
  readonly json: boolean;
  readonly out?: string | undefined;
}

export const runCommand: CommandModule<object, RunArguments> = {
  command: "run [file]",
  describe: "run an experiment (the embedded default without a file)",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML" })
    .options(CONFIG_OPTIONS)
    .option("json", { type: "boolean", default: false, describe: "print the result as JSON and nothing else; files only with --out" })
    .option("out", { type: "string", requiresArg: true, describe: "folder for result, tables and figures (default: out/<experiment>)" })
    .example("$0 run", "the default experiment")
    .example("$0 run my.yaml --set 'power.budget=200 mW'", "with one field replaced"),
  handler: run,
};

async function run(args: ArgumentsCamelCase<RunArguments>): Promise<void> {
  const { runExperiment } = await import("../../experiment/run/run.js");
  const { checkFolder } = await import("../../sim/node/write-atomically.js");
  const out = args.out;
  const folderOf = (name: string): string | null => out ?? (args.json ? null : `out/${name}`);
  const result = await withExperiment(args, async (spec, services) => {
    const folder = folderOf(spec.name);
    if (folder !== null) await checkFolder(folder, "--out");
    return runExperiment(spec, services);
  });

  for (const warning of result.warnings) console.error(`warning: ${warning}`);
  const folder = folderOf(result.name);
  const written = folder === null ? 0 : await write(result, folder);
  if (args.json) return void process.stdout.write(`${JSON.stringify(result)}\n`);
  const { runSummary } = await import("../../reports/node/run-summary.js");
  console.log(`${runSummary(result)}\n\n${written} files (result.json, tables, figures) in ${folder}/`);
}

/** Number of files. */
async function write(result: RunResult, folder: string): Promise<number> {
  const { writeReports } = await import("../../reports/node/write-reports.js");
  const { files, warnings } = await writeReports(result, folder);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  return files.length;
}

// pimento run: one config to a result, its tables and its figures.
import { CONFIG_OPTIONS, overridesOf } from "../config-options.js";
import type { Command, CommandArguments } from "../command.js";

export const runCommand: Command = {
  command: "run [file]",
  describe: "Run an experiment (the embedded default without a file)",
  positionals: { file: { type: "string", describe: "Config in YAML" } },
  options: {
    ...CONFIG_OPTIONS,
    json: { type: "boolean", default: false, describe: "Print the result as JSON and nothing else" },
    out: { type: "string", requiresArg: true, describe: "Folder for result, tables and figures (default: out/<experiment>)" },
  },
  examples: [
    ["pimento run", "the default experiment"],
    ["pimento run my.yaml --set power.budget='200 mW'", "with one field replaced"],
  ],
  handler: run,
};

async function run(args: CommandArguments): Promise<void> {
  const { loadConfig } = await import("../../experiment/node/config-file.js");
  const { spec, baseFolders, locate } = await loadConfig((args["file"] as string | undefined) ?? null, overridesOf(args));
  const { nodeServices } = await import("../../experiment/node/node-services.js");
  const { progressDisplay } = await import("../progress.js");
  const { runExperiment } = await import("../run-experiment.js");
  const progress = await progressDisplay();
  const result = await runExperiment(spec, nodeServices(baseFolders, progress.show))
    .catch((error: unknown) => { throw locate(error); })
    .finally(progress.stop);
  const { writeReports } = await import("../../reports/node/write-reports.js");
  const out = [args["out"]].flat().at(-1) as string | undefined;
  const folder = out ?? `out/${result.name}`;
  // With --json nothing is written unless a folder is asked for.
  const written = args["json"] === true && out === undefined ? { files: [], warnings: [] } : await writeReports(result, folder);
  for (const warning of written.warnings) console.error(`warning: ${warning}`);
  if (args["json"] === true) return void process.stdout.write(`${JSON.stringify(result)}\n`);
  const { runSummary } = await import("../../reports/run-summary.js");
  console.log(runSummary(result));
  console.log(`\nwritten to ${folder}/: ${written.files.join(", ")}`);
}

// pimento compile: the schedule of an experiment, layer by layer, without running it.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS } from "../config-options.js";
import { withExperiment, type ExperimentArguments } from "../with-experiment.js";

export interface CompileArguments extends ExperimentArguments {
  readonly json: boolean;
}

export const compileCommand: CommandModule<object, CompileArguments> = {
  command: "compile [file]",
  describe: "print the schedule: tiles, sub-arrays, replicas, passes, bits moved",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it)" })
    .options(CONFIG_OPTIONS)
    .option("json", { type: "boolean", default: false, describe: "print the schedule as JSON" }),
  handler: compile,
};

async function compile(args: ArgumentsCamelCase<CompileArguments>): Promise<void> {
  const { compileExperiment } = await import("../../experiment/machine/compile.js");
  const subnets = await withExperiment(args, compileExperiment);
  if (args.json) return void console.log(JSON.stringify(subnets));
  const { scheduleTable } = await import("../../reports/schedule/tables.js");
  const { tableText } = await import("../../reports/node/table-text.js");
  console.log(subnets.map((subnet) => tableText(scheduleTable(subnet))).join("\n\n"));
}

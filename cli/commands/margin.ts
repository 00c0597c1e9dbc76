// pimento margin: levels, references, margins and error rates of every sense operation under variation.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS, overridesOf, type ConfigArguments } from "../config-options.js";

export interface MarginArguments extends Pick<ConfigArguments, "set" | "seed"> {
  readonly file?: string | undefined;
  readonly json: boolean;
  readonly out?: string | undefined;
}

export const marginCommand: CommandModule<object, MarginArguments> = {
  command: "margin [file]",
  describe: "sense margins and error rates of the sense operations under variation",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it)" })
    .options({ set: CONFIG_OPTIONS.set, seed: CONFIG_OPTIONS.seed })
    .option("json", { type: "boolean", default: false, describe: "print JSON and nothing else; files only with --out" })
    .option("out", { type: "string", requiresArg: true, describe: "folder for JSON, tables and figures (default: out/<name>-margin)" })
    .example("$0 margin --set 'variation.sigmaRA=8 %'", "with wider variation")
    .example("$0 margin --set variation.senseMode=voltage --json", "sensed by voltage"),
  handler: margin,
};

async function margin(args: ArgumentsCamelCase<MarginArguments>): Promise<void> {
  const { loadConfig } = await import("../../experiment/node/config-file.js");
  const { spec, locate } = await loadConfig(args.file ?? null, overridesOf(args));
  const { marginReport } = await import("../../experiment/margin/margin.js");
  const report = located(() => marginReport(spec), locate);
  const folder = args.out ?? (args.json ? undefined : `out/${spec.name}-margin`);
  const { writeMargin } = await import("../../reports/node/write-margin.js");
  const files = folder === undefined ? [] : await writeMargin(report, folder);
  if (args.json) return void process.stdout.write(`${JSON.stringify(report)}\n`);
  const { marginTables } = await import("../../reports/margin/tables.js");
  const { tableText } = await import("../../reports/node/table-text.js");
  console.log(`${marginTables(report).map((table) => tableText(table)).join("\n\n")}\n\nwrite errors and disturb are not injected into runs; what the magnets rest on: docs/devices.md\nwritten to ${folder}/: ${files.join(", ")}`);
}

function located<T>(work: () => T, locate: (error: unknown) => unknown): T {
  try {
    return work();
  } catch (error) {
    throw locate(error);
  }
}

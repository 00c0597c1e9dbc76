// pimento margin: levels, references, margins and error rates of every sense operation under variation.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS, overridesOf, type ConfigArguments } from "../config-options.js";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";

export interface MarginArguments extends Pick<ConfigArguments, "set" | "seed">, ReportArguments {
  readonly file?: string | undefined;
}

export const marginCommand: CommandModule<object, MarginArguments> = {
  command: "margin [file]",
  describe: "sense margins and error rates of the sense operations under variation",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it)" })
    .options({ set: CONFIG_OPTIONS.set, seed: CONFIG_OPTIONS.seed })
    .options(reportOptions("out/<name>-margin"))
    .example("$0 margin --set 'variation.sigmaRA=8 %'", "with wider variation")
    .example("$0 margin --set variation.senseMode=voltage --json", "sensed by voltage"),
  handler: margin,
};

async function margin(args: ArgumentsCamelCase<MarginArguments>): Promise<void> {
  const { loadConfig } = await import("../../experiment/node/config-file.js");
  const { marginReport } = await import("../../experiment/margin/margin.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const { spec, locate } = await loadConfig(args.file ?? null, overridesOf(args));
  const folder = await reportFolder(args, `out/${spec.name}-margin`);
  const report = located(() => marginReport(spec), locate);
  await showReport(REPORT_KINDS.margin, report, { json: args.json, folder });
}

function located<T>(work: () => T, locate: (error: unknown) => unknown): T {
  try {
    return work();
  } catch (error) {
    throw locate(error);
  }
}

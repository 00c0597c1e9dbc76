// pimento uncertainty: what the ranges of the assumed numbers do to energy, latency and area, of a chip and network or of its array.
import { groupDigits } from "../../sim/digits.js";
import type { UncertaintyOptions, UncertainSystem } from "../../experiment/uncertainty/uncertainty-report.js";
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { CONFIG_OPTIONS, type ConfigArguments } from "../config-options.js";
import { wholeNumber } from "../numbers.js";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";
import { withExperiment } from "../with-experiment.js";

export interface UncertaintyArguments extends Pick<ConfigArguments, "set" | "seed">, ReportArguments {
  readonly file?: string | undefined;
  readonly array: boolean;
  readonly samples: string;
  readonly of?: string | undefined;
}

const MOST_SAMPLES = 1_000_000;

export const uncertaintyCommand: CommandModule<object, UncertaintyArguments> = {
  command: "uncertainty [file]",
  describe: "error bars of energy, latency and area from the ranges of the assumed numbers",
  builder: (argv) => argv
    .positional("file", { type: "string", describe: "config in YAML (the embedded default without it); timed without images" })
    .options({ set: CONFIG_OPTIONS.set, seed: CONFIG_OPTIONS.seed })
    .option("array", { type: "boolean", default: false, describe: "of the array alone: its operations instead of subnets" })
    .option("samples", {
      type: "string", default: "100", requiresArg: true,
      describe: `random samples of all numbers together, up to ${groupDigits(MOST_SAMPLES)}`,
    })
    .option("of", {
      type: "string", requiresArg: true,
      describe: "subnet or operation that the tornado is of and ratios are relative to (the widest; and2)",
    })
    .options(reportOptions("out/<name>-uncertainty"))
    .example("$0 uncertainty my.yaml --samples 500", "narrower quantiles")
    .example("$0 uncertainty --array --of read", "the default array, its reads first"),
  handler: uncertainty,
};

async function uncertainty(args: ArgumentsCamelCase<UncertaintyArguments>): Promise<void> {
  const samples = wholeNumber("samples", args.samples, 1, MOST_SAMPLES);
  const { uncertaintyReport } = await import("../../experiment/uncertainty/uncertainty-report.js");
  const { uncertainArray, uncertainChip } = await import("../../experiment/uncertainty/systems.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const { report, folder } = await withExperiment(args, async (spec, services) => {
    const folder = await reportFolder(args, `out/${spec.name}-uncertainty`);
    const system: UncertainSystem = args.array ? uncertainArray(spec.name, spec.chip) : await uncertainChip(spec, services);
    const options: UncertaintyOptions = { samples, seed: spec.run.seed, reference: args.of };
    return { folder, report: await uncertaintyReport(system, options) };
  });
  await showReport(REPORT_KINDS.uncertainty, report, { json: args.json, folder });
}

// pimento compare: trained networks side by side, from their cards: accuracy against work, subnet by subnet, learning curves.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { reportFolder, reportOptions, showReport, type ReportArguments } from "../show-report.js";

export interface CompareArguments extends ReportArguments {
  readonly checkpoints: readonly string[];
}

export const compareCommand: CommandModule<object, CompareArguments> = {
  command: "compare <checkpoints..>",
  describe: "trained networks side by side: accuracy against MACs, subnet by subnet, learning curves",
  builder: (argv) => argv
    .positional("checkpoints", { type: "string", array: true, demandOption: true, describe: "names of shipped checkpoints, or files" })
    .options(reportOptions("out/compare"))
    .example("$0 compare out/uniform/*.ckpt out/individual/*.ckpt", "two methods in one chart"),
  handler: compare,
};

async function compare(args: ArgumentsCamelCase<CompareArguments>): Promise<void> {
  const { readCards } = await import("../../experiment/node/read-cards.js");
  const { REPORT_KINDS } = await import("../../reports/kinds/index.js");
  const folder = await reportFolder(args, "out/compare");
  await showReport(REPORT_KINDS.cards, await readCards(args.checkpoints), { json: args.json, folder });
}

// pimento compare: trained networks side by side, from their cards: accuracy against work, subnet by subnet, learning curves.
import type { ArgumentsCamelCase, CommandModule } from "yargs";

export interface CompareArguments {
  readonly checkpoints: readonly string[];
  readonly json: boolean;
  readonly out?: string | undefined;
}

export const compareCommand: CommandModule<object, CompareArguments> = {
  command: "compare <checkpoints..>",
  describe: "trained networks side by side: accuracy against MACs, subnet by subnet, learning curves",
  builder: (argv) => argv
    .positional("checkpoints", { type: "string", array: true, demandOption: true, describe: "names of shipped checkpoints, or files" })
    .option("json", { type: "boolean", default: false, describe: "print JSON and nothing else; files only with --out" })
    .option("out", { type: "string", requiresArg: true, describe: "folder for JSON, tables and figures (default: out/compare)" })
    .example("$0 compare out/uniform/*.ckpt out/individual/*.ckpt", "two methods in one chart"),
  handler: compare,
};

async function compare(args: ArgumentsCamelCase<CompareArguments>): Promise<void> {
  const { readCards } = await import("../../experiment/node/read-cards.js");
  const cards = await readCards(args.checkpoints);
  const folder = args.out ?? (args.json ? undefined : "out/compare");
  const { writeCards } = await import("../../reports/node/write-cards.js");
  const files = folder === undefined ? [] : await writeCards(cards, folder);
  if (args.json) return void process.stdout.write(`${JSON.stringify(cards)}\n`);
  const { cardListing, cardSubnetTable } = await import("../../reports/cards/tables.js");
  const { tableText } = await import("../../reports/node/table-text.js");
  console.log(`${[{ name: "cards", title: "How the networks came to be", ...cardListing(cards) }, cardSubnetTable(cards)].map((table) => tableText(table)).join("\n\n")}\n\nwritten to ${folder}/: ${files.join(", ")}`);
}

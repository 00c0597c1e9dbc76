// pimento list: what a config may name, and what every number rests on.
import type { CommandModule } from "yargs";
import { LIST_NAMES, listings } from "../lists.js";
import { print } from "../terminal.js";

export interface ListArguments {
  readonly what: string | undefined;
}

export const listCommand: CommandModule<object, ListArguments> = {
  command: "list [what]",
  describe: "list what a config may name",
  builder: (argv) => argv.positional("what", {
    type: "string", choices: LIST_NAMES, describe: "which list (all but metrics, config and assumptions, without it)",
  }),
  handler: async ({ what }) => {
    const { tableText } = await import("../../reports/node/table-text.js");
    const tables = await listings(what);
    print(tables.map((table) => tableText(table)).join("\n\n"));
  },
};

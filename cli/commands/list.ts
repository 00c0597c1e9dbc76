// pimento list: what a config may name, and what every number rests on.
import type { Command } from "../command.js";
import { LIST_NAMES, listings } from "../lists.js";

export const listCommand: Command = {
  command: "list [what]",
  describe: "List what a config may name",
  positionals: { what: { choices: LIST_NAMES, describe: "Which list (all but the assumptions, without it)" } },
  options: {},
  handler: async ({ what }) => {
    const { tableText } = await import("../../reports/formats/text.js");
    const tables = await listings(what as string | undefined);
    console.log(tables.map((table) => tableText(table)).join("\n\n"));
  },
};

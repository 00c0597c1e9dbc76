// pimento schema: JSON Schema of the config (for editors) or of the result (for scripts).
import type { Command } from "../command.js";

export const schemaCommand: Command = {
  command: "schema [what]",
  describe: "Print the JSON Schema of a config or of a result",
  positionals: { what: { choices: ["config", "result"], default: "config", describe: "Which one" } },
  options: {},
  examples: [["pimento schema > pimento.schema.json", "for an editor's completion"]],
  handler: async ({ what }) => {
    const schema = what === "result"
      ? (await import("../../experiment/result-schema.js")).resultJsonSchema()
      : (await import("../../experiment/config/json-schema.js")).configJsonSchema();
    console.log(JSON.stringify(schema, null, 2));
  },
};

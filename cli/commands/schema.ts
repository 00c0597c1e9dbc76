// pimento schema: JSON Schema of the config (for editors) or of the result (for scripts).
import type { CommandModule } from "yargs";
import { print } from "../terminal.js";

export interface SchemaArguments {
  readonly what: string;
}

export const schemaCommand: CommandModule<object, SchemaArguments> = {
  command: "schema [what]",
  describe: "print the JSON Schema of a config or of a result",
  builder: (argv) => argv
    .positional("what", { type: "string", choices: ["config", "result"], default: "config", describe: "which one" })
    .example("$0 schema > pimento.schema.json", "for an editor's completion"),
  handler: async ({ what }) => {
    const schema = what === "result"
      ? (await import("../../experiment/run/result-schema.js")).resultJsonSchema()
      : (await import("../../experiment/config/json-schema.js")).configJsonSchema();
    print(JSON.stringify(schema, null, 2));
  },
};

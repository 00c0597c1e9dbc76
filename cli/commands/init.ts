// pimento init: writes a commented config to start from.
import type { CommandModule } from "yargs";
import { print } from "../terminal.js";

export interface InitArguments {
  readonly file: string;
}

export const initCommand: CommandModule<object, InitArguments> = {
  command: "init [file]",
  describe: "write a commented config to start from",
  builder: (argv) =>
    argv.positional("file", { type: "string", default: "pimento.yaml", describe: "file to write; an existing one is left alone" }),
  handler: async ({ file }) => {
    const { writeStarter } = await import("../../experiment/node/starter-file.js");
    await writeStarter(file);
    print(`wrote ${file}; run it with: pimento run ${file}`);
  },
};

// pimento init: writes a commented config to start from.
import type { Command } from "../command.js";

export const initCommand: Command = {
  command: "init [file]",
  describe: "Write a commented config to start from",
  positionals: { file: { type: "string", default: "pimento.yaml", describe: "File to write; an existing one is left alone" } },
  options: {},
  handler: async ({ file }) => {
    const { writeStarter } = await import("../../experiment/node/starter-file.js");
    const path = String(file);
    await writeStarter(path);
    console.log(`wrote ${path}; run it with: pimento run ${path}`);
  },
};

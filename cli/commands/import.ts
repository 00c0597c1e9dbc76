// pimento import: files of other tools into Pimento's own.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { lastOf } from "../config-options.js";

export interface ImportArguments {
  readonly file: string;
  readonly out?: string | readonly string[] | undefined;
}

export const importCommand: CommandModule<object, ImportArguments> = {
  command: "import <file>",
  describe: "turn a file of another tool (NVSim's .cell and .cfg) into a config",
  builder: (argv) => argv
    .positional("file", { type: "string", demandOption: true, describe: "file to read" })
    .option("out", { type: "string", requiresArg: true, describe: "file to write; printed without it" })
    .example("$0 import STTRAM.cell --out stt.yaml", "a config with that cell"),
  handler: importFile,
};

async function importFile({ file, out }: ArgumentsCamelCase<ImportArguments>): Promise<void> {
  const { importFromDisk } = await import("../../experiment/node/import-file.js");
  const { text, notes } = await importFromDisk(file);
  for (const note of notes) console.error(`note: ${note}`);
  const target = lastOf(out);
  if (target === undefined) return void process.stdout.write(text);
  const { writeAtomically } = await import("../../reports/node/write-atomically.js");
  await writeAtomically(target, text);
  console.log(`wrote ${target}`);
}

// pimento compact: a checkpoint with its weights as 8-bit codes, to ship or to publish.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { groupDigits } from "../../sim/digits.js";
import { print } from "../terminal.js";

export interface CompactArguments {
  readonly checkpoint: string;
  readonly out: string;
}

export const compactCommand: CommandModule<object, CompactArguments> = {
  command: "compact <checkpoint>",
  describe: "write a checkpoint with its weights as 8-bit codes: a third of the size, the same integer network",
  builder: (argv) => argv
    .positional("checkpoint", { type: "string", demandOption: true, describe: "name of a shipped checkpoint, or a file" })
    .option("out", { type: "string", requiresArg: true, demandOption: true, describe: "file to write" })
    .example("$0 compact out/train/checkpoint.ckpt --out resnet20-mine.ckpt", "to be kept or sent"),
  handler: compactFile,
};

async function compactFile({ checkpoint: name, out }: ArgumentsCamelCase<CompactArguments>): Promise<void> {
  const { compactNamed } = await import("../../experiment/node/checkpoints/convert-named.js");
  print(`wrote ${out} (${groupDigits(await compactNamed(name, out))} bytes)`);
}

// pimento export: a subnet of a checkpoint as an ONNX model, in floats or in 8-bit codes.
import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { groupDigits } from "../../sim/digits.js";
import { print } from "../terminal.js";
import { EXPORT_FORMATS, type ExportFormatName } from "../../workloads/onnx/formats/index.js";

export interface ExportArguments {
  readonly checkpoint: string;
  readonly subnet?: string | undefined;
  readonly format: string;
  readonly out: string;
}

export const exportCommand: CommandModule<object, ExportArguments> = {
  command: "export <checkpoint>",
  describe: "write a checkpoint's subnet as an ONNX model",
  builder: (argv) => argv
    .positional("checkpoint", { type: "string", demandOption: true, describe: "name of a shipped checkpoint, or a file" })
    .option("subnet", { type: "string", requiresArg: true, describe: "which one, e.g. 0.5x; the checkpoint's first when left out" })
    .option("format", { choices: Object.keys(EXPORT_FORMATS), default: "float", describe: "numbers: float32, or 8-bit codes (QDQ)" })
    .option("out", { type: "string", requiresArg: true, demandOption: true, describe: "file to write" })
    .example("$0 export resnet20-procedural --subnet 0.5x --format qdq --out half.onnx", "the half-width network in 8 bits"),
  handler: exportFile,
};

async function exportFile({ checkpoint: name, subnet, format, out }: ArgumentsCamelCase<ExportArguments>): Promise<void> {
  const { exportNamed } = await import("../../experiment/node/checkpoints/convert-named.js");
  print(`wrote ${out} (${groupDigits(await exportNamed(name, format as ExportFormatName, subnet, out))} bytes)`);
}

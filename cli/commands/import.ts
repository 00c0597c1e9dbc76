// pimento import: files of other tools into Pimento's own: memory cells and configurations, and trained networks.
import { extname } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { DATA_OPTIONS, type DataArguments } from "../data-options.js";
import { print, streams, tell } from "../terminal.js";

export interface ImportArguments extends DataArguments {
  readonly file: string;
  readonly out?: string | undefined;
  readonly widths?: string | undefined;
  readonly mean?: string | undefined;
  readonly std?: string | undefined;
  readonly calibration: string;
  readonly output?: string | undefined;
}

const DEFAULT_CALIBRATION = "512";

const options = (argv: Argv): Argv<ImportArguments> =>
  argv
    .positional("file", { type: "string", demandOption: true, describe: "file to read" })
    .option("out", { type: "string", requiresArg: true, describe: "file to write; a config is printed without it" })
    .options(DATA_OPTIONS)
    .option("widths", {
      type: "string",
      requiresArg: true,
      describe: "networks: subnets to slice off, e.g. 1,0.75,0.5,0.25 (to be fine-tuned)",
    })
    .option("mean", { type: "string", requiresArg: true, describe: "networks: mean of value / 255 a channel [ImageNet's]" })
    .option("std", { type: "string", requiresArg: true, describe: "networks: deviation a channel [ImageNet's]" })
    .option("calibration", {
      type: "string",
      requiresArg: true,
      default: DEFAULT_CALIBRATION,
      describe: "networks: training images to calibrate on",
    })
    .option("output", {
      type: "string",
      requiresArg: true,
      describe: "networks: which of a model's outputs are the logits, where it has several",
    })
    .example("$0 import STTRAM.cell --out stt.yaml", "a config with that cell")
    .example("$0 import model.onnx --data cifar-10-batches-bin --out model.ckpt", "a checkpoint of that network");

export const importCommand: CommandModule<object, ImportArguments> = {
  command: "import <file>",
  describe: "turn a file of another tool into a config (NVSim's .cell and .cfg) or a checkpoint (.onnx)",
  builder: options,
  handler: importFile,
};

/** Files that become checkpoints; all others become configs. */
const NETWORK_FILES: ReadonlySet<string> = new Set([".onnx"]);

async function importFile(args: ArgumentsCamelCase<ImportArguments>): Promise<void> {
  const target = args.out;
  if (NETWORK_FILES.has(extname(args.file).toLowerCase())) {
    const { importedNetwork } = await import("../import-network.js");
    return print(await importedNetwork(args));
  }
  const { importFromDisk } = await import("../../experiment/node/import-file.js");
  const { text, notes } = await importFromDisk(args.file);
  for (const note of notes) tell(`note: ${note}`);
  if (target === undefined) return void streams().out.write(text);
  const { writeAtomically } = await import("../../sim/node/write-atomically.js");
  await writeAtomically(target, text);
  print(`wrote ${target}`);
}

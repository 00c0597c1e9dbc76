// From the words of `pimento import MODEL.onnx` to a checkpoint file. Nothing is written unless everything is right.
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { ConfigError } from "../sim/errors.js";
import { checkFile } from "../sim/node/write-atomically.js";
import { writeCheckpoint } from "../workloads/node/checkpoint-files.js";
import { IMAGENET_PIXELS, importModel } from "../workloads/onnx/index.js";
import { givenOptions } from "./command-words.js";
import { labelledData, type DataArguments } from "./labelled-data.js";
import { numberList, wholeNumber } from "./numbers.js";

export interface NetworkArguments extends DataArguments {
  readonly widths?: string | undefined;
  readonly mean?: string | undefined;
  readonly std?: string | undefined;
  readonly calibration: string;
}

export async function importNetwork(file: string, target: string | undefined, args: NetworkArguments): Promise<void> {
  if (target === undefined) throw new ConfigError({ path: "--out", message: "needs the checkpoint file to write", allowed: "e.g. --out network.ckpt" });
  await checkFile(target, "--out");
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError({ path: file, message: error.code === "ENOENT" ? "this file does not exist" : `this file cannot be read (${error.code ?? "?"})` });
  });
  const images = labelledData(args, "train", undefined, wholeNumber("calibration", args.calibration, 64));
  const pixels = { mean: args.mean === undefined ? IMAGENET_PIXELS.mean : numberList("mean", args.mean), deviation: args.std === undefined ? IMAGENET_PIXELS.deviation : numberList("std", args.std) };
  if (args.mean === undefined || args.std === undefined) console.error(`note: pixels are taken as value / 255, minus ${pixels.mean.join(",")}, over ${pixels.deviation.join(",")}; --mean and --std change that`);
  const widths = args.widths === undefined ? [1] : numberList("widths", args.widths);
  const name = basename(file, extname(file)).replace(/[^A-Za-z0-9._-]+/g, "-");
  const { family } = images;
  const checkpoint = await importModel(bytes, {
    file, name, pixels, widths, calibration: images, classNames: family.classes,
    card: { dataset: family.title, seed: args.seed === undefined ? 1 : wholeNumber("seed", args.seed, 0), command: commandOf(args) },
  });
  await writeCheckpoint(target, checkpoint);
  console.log(`wrote ${target}: ${checkpoint.network.name}, ${checkpoint.network.nodes.filter((node) => node.kind === "conv").length} convolutions, ${checkpoint.subnets.map((subnet) => subnet.name).join(", ")}, calibrated on ${images.count} images of ${family.title}`);
}

/** The command that repeats the import, without folders. */
function commandOf(args: NetworkArguments): string {
  return ["npx pimento import MODEL.onnx", ...(args.data === undefined ? [] : ["--data DIR"]), ...givenOptions(args, ["dataset", "classes", "size", "seed", "widths", "mean", "std", "calibration"])].join(" ");
}

// From the words of `pimento import MODEL.onnx` to a checkpoint file, and what there is to say about it.
import { importNetwork } from "../experiment/node/checkpoints/import-network.js";
import { ConfigError } from "../sim/errors.js";
import { IMAGENET_PIXELS } from "../workloads/onnx/index.js";
import { givenOptions } from "./command-words.js";
import type { ImportArguments } from "./commands/import.js";
import { imageWish } from "./data-options.js";
import { numberList, wholeNumber } from "./numbers.js";
import { tell } from "./terminal.js";

const FEWEST_IMAGES = 64;

/** A line about what was written. @throws ConfigError for what cannot be taken */
export async function importedNetwork(args: ImportArguments): Promise<string> {
  const { file, out, mean, std, widths } = args;
  if (out === undefined) {
    throw new ConfigError({ path: "--out", message: "needs the checkpoint file to write", allowed: "e.g. --out network.ckpt" });
  }
  const calibration = wholeNumber("calibration", args.calibration, FEWEST_IMAGES);
  const pixels = {
    mean: mean === undefined ? IMAGENET_PIXELS.mean : numberList("mean", mean),
    deviation: std === undefined ? IMAGENET_PIXELS.deviation : numberList("std", std),
  };
  if (mean === undefined || std === undefined) {
    const taken = `value / 255, minus ${pixels.mean.join(",")}, over ${pixels.deviation.join(",")}`;
    tell(`note: pixels are taken as ${taken}; --mean and --std change that`);
  }
  const { checkpoint: { network, subnets }, images, dataset, notes } = await importNetwork({
    file, out, images: imageWish(args), calibration, pixels, output: args.output,
    widths: widths === undefined ? [1] : numberList("widths", widths),
    command: commandOf(args),
  });
  for (const note of notes) tell(`note: ${file}, ${note}`);
  const convolutions = network.nodes.filter((node) => node.kind === "conv").length;
  const names = subnets.map((subnet) => subnet.name).join(", ");
  return `wrote ${out}: ${network.name}, ${convolutions} convolutions, ${names}, calibrated on ${images} images of ${dataset}`;
}

/** The command that repeats the import, without folders. */
function commandOf(args: ImportArguments): string {
  const names = ["dataset", "classes", "size", "seed", "widths", "mean", "std", "calibration", "output"] as const;
  const data = args.data === undefined ? [] : ["--data DIR"];
  return ["npx pimento import MODEL.onnx", ...data, ...givenOptions(args, names)].join(" ");
}

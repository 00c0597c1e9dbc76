// The checkpoints that come with the package: files in checkpoints/, named without their extension.
import { readdir, readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { decodeCheckpoint } from "../../workloads/checkpoint/index.js";
import { packageRoot } from "./package-root.js";

const EXTENSION = ".ckpt";

/** Files by name. */
export async function shippedCheckpoints(): Promise<Record<string, string>> {
  const folder = join(packageRoot(), "checkpoints");
  const files = (await readdir(folder).catch((): string[] => [])).filter((file) => parse(file).ext === EXTENSION).sort();
  return Object.fromEntries(files.map((file) => [parse(file).name, join(folder, file)]));
}

/** Name, network, subnets, data set and float accuracies of each. */
export async function checkpointRows(): Promise<string[][]> {
  const shipped = Object.entries(await shippedCheckpoints());
  return Promise.all(shipped.map(async ([name, file]) => {
    const { network, subnets, card } = decodeCheckpoint(await readFile(file), name);
    const accuracies = Object.values(card.accuracy ?? {}).map((share) => `${(share * 100).toFixed(1)} %`);
    return [name, network.name, subnets.map((subnet) => subnet.name).join(", "), card.dataset, accuracies.join(", ")];
  }));
}

// Cards of checkpoints by shipped name or file.
import { basename, dirname, join } from "node:path";
import type { CardResult } from "../checkpoints/card-result.js";
import { cardOf } from "../checkpoints/checkpoint-card.js";
import { namedCheckpoint } from "./named-checkpoint.js";

/** In the order given. @throws ConfigError naming a checkpoint that is missing or damaged */
export async function readCards(names: readonly string[]): Promise<CardResult[]> {
  const shown = shortNames(names);
  return Promise.all(names.map(async (name, n) => cardOf(shown[n]!, await namedCheckpoint(name))));
}

/** File names without folder and ending; with the last folder where they would not tell the files apart. */
function shortNames(names: readonly string[]): string[] {
  const short = names.map((name) => basename(name, ".ckpt"));
  return new Set(short).size === names.length ? short : names.map((name, n) => join(basename(dirname(name)), short[n]!));
}

// The options by which a command line changes a config: `--set`, and shorthands for the fields set most.
import type { Options } from "yargs";
import { setOption, type Override } from "../experiment/config/overrides.js";
import type { CommandArguments } from "./command.js";

interface Shorthand {
  readonly path: string;
  readonly as: Override["as"];
  readonly describe: string;
}

const SHORTHANDS = {
  seed: { path: "run.seed", as: "text", describe: "Seed of every random stream" },
  data: { path: "data.dir", as: "text", describe: "Folder with the images in the CIFAR-10 binary format" },
  images: { path: "run.images", as: "yaml", describe: "Test images sent through the simulated arrays" },
} as const satisfies Record<string, Shorthand>;

export const CONFIG_OPTIONS: Readonly<Record<string, Options>> = {
  set: { type: "string", array: true, describe: "Replace one field of the config: path=value", requiresArg: true },
  ...Object.fromEntries(Object.entries(SHORTHANDS).map(([name, { describe }]) => [name, { type: "string", describe, requiresArg: true } satisfies Options])),
};

/** The overrides in the order: --set as given, then the shorthands. Throws ConfigError. */
export function overridesOf(args: CommandArguments): Override[] {
  const assignments = ((args["set"] as string[] | undefined) ?? []).map(setOption);
  const shorthands = Object.entries(SHORTHANDS).flatMap(([name, { path, as }]): Override[] => {
    const text = [args[name]].flat().at(-1) as string | undefined;
    return text === undefined ? [] : [{ path, text, option: `--${name} ${text}`, as }];
  });
  return [...assignments, ...shorthands];
}

// The options by which a command line changes a config: `--set`, and shorthands for the fields set most.
import type { Options } from "yargs";
import { setOption, type Override } from "../experiment/config/overrides.js";

interface Shorthand {
  readonly path: string;
  readonly as: Override["as"];
  readonly describe: string;
}

const SHORTHANDS = {
  seed: { path: "run.seed", as: "text", describe: "seed of every random stream" },
  data: { path: "data.dir", as: "text", describe: "folder with images in the CIFAR-10 binary format" },
  images: { path: "run.images", as: "yaml", describe: "test images sent through the simulated arrays" },
} as const satisfies Record<string, Shorthand>;

export interface ConfigArguments {
  readonly set?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly data?: string | undefined;
  readonly images?: string | undefined;
}

export const CONFIG_OPTIONS = {
  set: { type: "string", array: true, describe: "replace one field of the config: path=value", requiresArg: true },
  seed: { type: "string", describe: SHORTHANDS.seed.describe, requiresArg: true },
  data: { type: "string", describe: SHORTHANDS.data.describe, requiresArg: true },
  images: { type: "string", describe: SHORTHANDS.images.describe, requiresArg: true },
} as const satisfies Record<keyof ConfigArguments, Options>;

/** The overrides in the order: --set as given, then the shorthands. Throws ConfigError. */
export function overridesOf(args: ConfigArguments): Override[] {
  const shorthands = Object.entries(SHORTHANDS).flatMap(([name, { path, as }]): Override[] => {
    const text = args[name as keyof typeof SHORTHANDS];
    return text === undefined ? [] : [{ path, text, option: `--${name} ${text}`, as }];
  });
  return [...(args.set ?? []).map(setOption), ...shorthands];
}

// What a verb of the command line is. A module of this shape in cli/commands/ plus one line in its index.ts adds a verb.
import type { ArgumentsCamelCase, Options, PositionalOptions } from "yargs";

export interface Command {
  /** Name and positionals, in yargs' notation: "run [file]". */
  readonly command: string;
  readonly describe: string;
  readonly positionals?: Readonly<Record<string, PositionalOptions>>;
  readonly options: Readonly<Record<string, Options>>;
  readonly examples?: readonly (readonly [string, string])[];
  /** Heavy modules are imported in here, so that --help starts fast. Throws ConfigError or SimulationError. */
  readonly handler: (args: CommandArguments) => Promise<void>;
}

export type CommandArguments = ArgumentsCamelCase<Record<string, unknown>>;

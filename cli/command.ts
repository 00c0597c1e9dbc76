// A verb of the command line: a yargs command module in cli/commands/, named in its index.ts.
import type { CommandModule } from "yargs";

/** Handlers throw ConfigError or SimulationError; heavy modules are imported inside them, so that --help starts fast. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each verb has arguments of its own
export type Command = CommandModule<object, any>;

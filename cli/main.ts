#!/usr/bin/env node
// Entry of the command line: builds yargs from the registry of commands and turns failures into exit codes.
import yargs, { type Argv } from "yargs";
import { hideBin } from "yargs/helpers";
import { ConfigError } from "../sim/errors.js";
import { packageVersion } from "../experiment/node/package-root.js";
import type { Command } from "./command.js";
import { COMMANDS } from "./commands/index.js";
import { reportFailure } from "./failure.js";
import { usageProblem } from "./usage.js";

const COMMAND_LIST: readonly Command[] = Object.values(COMMANDS);

/** What yargs says is wrong with the words it was given. */
class UsageMistake extends Error {}

/** Of an option given twice the last counts, unless it is a list: yargs makes a list of any. */
function keepLast(parser: Argv, args: Record<string, unknown>): void {
  // Not in yargs' types, but in its interface since its first versions.
  const { array: lists } = (parser as unknown as { getOptions: () => { array: string[] } }).getOptions();
  for (const [name, value] of Object.entries(args)) if (Array.isArray(value) && name !== "_" && !lists.includes(name)) args[name] = value.at(-1);
}

function parserFor(words: readonly string[]): Argv {
  const parser = yargs([...words])
    .scriptName("pimento")
    .usage("$0 <command>\n\nSimulates processing-in-memory accelerators whose networks change width at run time.")
    .locale("en")
    .version(packageVersion())
    .help()
    .alias("help", "h")
    // Text stays text ("007"); one `--set` takes one value, so that a config file may follow it.
    .parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false, "greedy-arrays": false, "dot-notation": false })
    .demandCommand(1, "which command?")
    .strict()
    .wrap(Math.min(120, process.stdout.columns ?? 100))
    .epilogue("Exit codes: 0 done, 1 a bug, 2 the config or the command line, 3 the simulation.")
    // yargs reports some misuse as an error of its own; every other error comes from a command.
    .fail((message: string, error: Error | undefined) => {
      throw error !== undefined && error.name !== "YError" ? error : new UsageMistake(error?.message ?? message);
    });
  parser.middleware((args) => keepLast(parser, args), true);
  return COMMAND_LIST.reduce((built, command) => built.command(command), parser);
}

async function main(words: readonly string[]): Promise<void> {
  try {
    await parserFor(words).parseAsync();
  } catch (error) {
    throw error instanceof UsageMistake ? new ConfigError(await usageProblem(words, error.message, COMMANDS)) : error;
  }
}

// A reader that stops early (`pimento list | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : reportFailure(error));
});

try {
  await main(hideBin(process.argv));
} catch (error) {
  process.exitCode = reportFailure(error);
}

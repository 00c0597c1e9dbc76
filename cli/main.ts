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

function build(words: readonly string[]): Argv {
  const parser = yargs([...words])
    .scriptName("pimento")
    .usage("$0 <command>\n\nSimulates processing-in-memory accelerators whose networks change width at run time.")
    .locale("en")
    .version(packageVersion())
    .help()
    .alias("help", "h")
    .parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false, "duplicate-arguments-array": true, "greedy-arrays": false, "dot-notation": false })
    .demandCommand(1, "which command?")
    .strict()
    .wrap(Math.min(120, process.stdout.columns ?? 100))
    .epilogue("Exit codes: 0 done, 1 a bug, 2 the config or the command line, 3 the simulation.")
    .fail((message: string, error: Error | undefined) => {
      // yargs reports some misuse as an error of its own; every other error comes from a command.
      if (error !== undefined && error.name !== "YError") throw error;
      throw new ConfigError(usageProblem(words, error?.message ?? message, COMMANDS));
    });
  return COMMAND_LIST.reduce(addCommand, parser);
}

function addCommand(parser: Argv, command: Command): Argv {
  return parser.command(
    command.command,
    command.describe,
    (builder) => {
      for (const [name, option] of Object.entries(command.positionals ?? {})) builder.positional(name, option);
      for (const [invocation, meaning] of command.examples ?? []) builder.example(invocation, meaning);
      return builder.options(command.options);
    },
    command.handler,
  );
}

// A reader that stops early (`pimento list | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  await build(hideBin(process.argv)).parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}

// The command line as a function: yargs built from the registry of commands, failures turned into exit codes.
import yargs, { type Argv } from "yargs";
import { packageVersion } from "../experiment/node/package-root.js";
import { ConfigError } from "../sim/errors.js";
import type { Command } from "./command.js";
import { COMMANDS } from "./commands/index.js";
import { reportFailure } from "./failure.js";
import { print, printingTo, streams, type Streams } from "./terminal.js";
import { usageProblem } from "./usage.js";

const COMMAND_LIST: readonly Command[] = Object.values(COMMANDS);
const DONE = 0;
const MOST_COLUMNS = 120;
const USUAL_COLUMNS = 100;

/** What yargs says is wrong with the words it was given. */
class UsageMistake extends Error {}

/**
 * Does what the words say. Never throws and never ends the process.
 * @param words without the program's name @param given where to print @returns the exit code
 */
export function main(words: readonly string[], given: Streams): Promise<number> {
  return printingTo(given, async () => {
    try {
      await parse(words);
      return DONE;
    } catch (error) {
      return reportFailure(error instanceof UsageMistake ? new ConfigError(await usageProblem(words, error.message, COMMANDS)) : error);
    }
  });
}

/** With a function to call, yargs hands over what it has to say (help, the version) and leaves the process alone. */
async function parse(words: readonly string[]): Promise<void> {
  let said = "";
  await parserFor(words).parseAsync([...words], {}, (_error: unknown, _args: unknown, output: string) => {
    said = output;
  });
  if (said !== "") print(said);
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
    .wrap(Math.min(MOST_COLUMNS, streams().out.columns ?? USUAL_COLUMNS))
    .epilogue("Exit codes: 0 done, 1 a bug, 2 the config or the command line, 3 the simulation.")
    // yargs reports some misuse as an error of its own; every other error comes from a command.
    .fail((message: string, error: Error | undefined) => {
      throw error !== undefined && error.name !== "YError" ? error : new UsageMistake(error?.message ?? message);
    });
  parser.middleware((args) => keepLast(parser, args), true);
  return COMMAND_LIST.reduce((built, command) => built.command(command), parser);
}

/** Of an option given twice the last counts, unless it is a list: yargs makes a list of any. */
function keepLast(parser: Argv, args: Record<string, unknown>): void {
  // Not in yargs' types, but in its interface since its first versions.
  const { array: lists } = (parser as unknown as { getOptions: () => { array: string[] } }).getOptions();
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value) && name !== "_" && !lists.includes(name)) args[name] = value.at(-1);
  }
}

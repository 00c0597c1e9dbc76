// Mistakes on the command line itself, in the words of config errors: what was found, what is known, what was probably meant.
import yargs from "yargs";
import { didYouMean, type ConfigProblem } from "../sim/errors.js";
import type { Command } from "./command.js";

type Commands = Readonly<Record<string, Command>>;

/** @param message what yargs says is wrong with `words` */
export async function usageProblem(words: readonly string[], message: string, commands: Commands): Promise<ConfigProblem> {
  const verb = words.find((word) => !word.startsWith("-"));
  if (verb === undefined || !Object.hasOwn(commands, verb)) return unknownWord("pimento", "command", verb, Object.keys(commands));
  const path = `pimento ${verb}`;
  const choice = /Argument: (\S+), Given: "(.*?)", Choices: (.*)/.exec(message);
  if (choice !== null) return unknownWord(path, "choice", choice[2], choice[3]!.replace(/"/g, "").split(", "));
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1]?.split(", ")[0];
  if (unknown === undefined) return { path, message: message.replace(/\s*\n\s*/g, " ").trim() };
  const isOption = words.some((word) => word.split("=")[0] === `--${unknown}` || word === `-${unknown}`);
  if (isOption) return unknownWord(path, "option", `--${unknown}`, await optionsOf(commands[verb]!));
  return { path, message: "one argument too many", found: unknown, allowed: String(commands[verb]!.command) };
}

/** The long options of a command, as its help shows them. */
async function optionsOf(command: Command): Promise<string[]> {
  const help = await yargs([]).command({ ...command, command: "$0" }).version(false).getHelp();
  return [...new Set([...help.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map((match) => match[1]!))];
}

function unknownWord(path: string, kind: string, word: string | undefined, known: readonly string[]): ConfigProblem {
  const near = word === undefined ? undefined : didYouMean(word, known);
  return {
    path,
    message: `${word === undefined ? `needs a ${kind}` : `unknown ${kind}`}${near === undefined ? "" : `; did you mean "${near}"?`}`,
    ...(word === undefined ? {} : { found: word }),
    allowed: known.join(", "),
  };
}

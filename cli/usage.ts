// Mistakes on the command line itself, in the words of config errors: what was found, what is known, what was probably meant.
import { didYouMean, type ConfigProblem } from "../sim/errors.js";
import type { Command } from "./command.js";

type Commands = Readonly<Record<string, Command>>;

/** @param message what yargs says is wrong with `words` */
export function usageProblem(words: readonly string[], message: string, commands: Commands): ConfigProblem {
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1]?.split(", ")[0];
  const verb = words.find((word) => !word.startsWith("-"));
  if (verb === undefined || !Object.hasOwn(commands, verb)) return unknownWord(verb, "command", Object.keys(commands));
  const choice = /Argument: (\S+), Given: "(.*?)", Choices: (.*)/.exec(message);
  if (choice !== null) return unknownWord(choice[2], choice[1]!, choice[3]!.replace(/"/g, "").split(", "), `pimento ${verb}`);
  if (unknown === undefined) return { path: `pimento ${verb}`, message: message.replace(/\s*\n\s*/g, " ").trim() };
  const options = Object.keys(commands[verb]!.options);
  const isOption = words.some((word) => word.split("=")[0] === `--${unknown}` || word === `-${unknown}`);
  if (isOption) return unknownWord(`--${unknown}`, "option", options.map((option) => `--${option}`), `pimento ${verb}`);
  return { path: `pimento ${verb}`, message: "one argument too many", found: unknown, allowed: commands[verb]!.command };
}

function unknownWord(word: string | undefined, kind: string, known: readonly string[], path = "pimento"): ConfigProblem {
  const near = word === undefined ? undefined : didYouMean(word, known);
  return {
    path,
    message: `${word === undefined ? `needs a ${kind}` : `unknown ${kind}`}${near === undefined ? "" : `; did you mean "${near}"?`}`,
    ...(word === undefined ? {} : { found: word }),
    allowed: known.length === 0 ? "none" : known.join(", "),
  };
}

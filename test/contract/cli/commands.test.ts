// The contract of every command: it says what it does, its help can be printed, and the readme knows it.
import { readFileSync } from "node:fs";
import yargs from "yargs";
import type { Command } from "../../../cli/command.js";
import { COMMANDS } from "../../../cli/commands/index.js";

/** Verbs of the readme's table of commands. */
const described = [...readFileSync("README.md", "utf8").matchAll(/^\| `pimento (\w+)/gm)].map((match) => match[1]!);

describe.each(Object.entries<Command>(COMMANDS))("the command %s", (verb, command) => {
  it("is called by its name and says what it does", () => {
    expect(String(command.command).split(" ")[0]).toBe(verb);
    expect(String(command.describe).length).toBeGreaterThan(10);
  });

  it("describes every argument and option in its help", async () => {
    const help = await yargs([])
      .command({ ...command, command: String(command.command).replace(verb, "$0") })
      .version(false)
      .wrap(null)
      .getHelp();
    const lines = help.split("\n").filter((line) => /^ +(-\w, )?--[\w-]+/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/--[\w-]+ {2,}[A-Za-z]/);
  });

  it("stands in the readme's table of commands", () => {
    expect(described).toContain(verb);
  });
});

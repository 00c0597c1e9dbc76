// The verbs. To add one: write its file and name it in COMMANDS.
import type { Command } from "../command.js";
import { arrayCommand } from "./array.js";
import { averageCommand } from "./average.js";
import { compactCommand } from "./compact.js";
import { compareCommand } from "./compare.js";
import { compileCommand } from "./compile.js";
import { evaluateCommand } from "./evaluate.js";
import { exportCommand } from "./export.js";
import { importCommand } from "./import.js";
import { initCommand } from "./init.js";
import { listCommand } from "./list.js";
import { marginCommand } from "./margin.js";
import { runCommand } from "./run.js";
import { schemaCommand } from "./schema.js";
import { trainCommand } from "./train.js";
import { uncertaintyCommand } from "./uncertainty.js";

export const COMMANDS = {
  run: runCommand,
  compile: compileCommand,
  array: arrayCommand,
  margin: marginCommand,
  uncertainty: uncertaintyCommand,
  train: trainCommand,
  evaluate: evaluateCommand,
  average: averageCommand,
  compare: compareCommand,
  compact: compactCommand,
  list: listCommand,
  import: importCommand,
  export: exportCommand,
  init: initCommand,
  schema: schemaCommand,
} as const satisfies Record<string, Command>;

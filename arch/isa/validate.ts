// Checks a program against itself and a machine's geometry before anything runs; all problems at once. What is particular to an
// instruction is checked by its own entry.
import { ConfigError, type ConfigProblem } from "../../sim/errors.js";
import type { Instruction } from "./instruction.js";
import type { LaneGroup, Node, Program, Step, StepList } from "./program.js";

/** What the validator needs to know of the machine. */
export interface MachineGeometry {
  readonly subArrays: number;
  readonly rows: number;
  readonly columns: number;
}

/** Collects the problems of one program; what entries of instructions check with. */
export class ProgramChecker {
  readonly problems: ConfigProblem[] = [];
  readonly #tensors: ReadonlySet<string>;
  readonly #tables: ReadonlySet<string>;

  constructor(
    program: StepList,
    readonly machine: MachineGeometry,
  ) {
    this.#tensors = new Set(program.tensors.map((t) => t.id));
    this.#tables = new Set(program.tables.map((t) => t.id));
  }

  fail(path: string, message: string): void {
    this.problems.push({ path, message });
  }

  tensor(path: string, id: string): void {
    if (!this.#tensors.has(id)) this.fail(path, `unknown tensor "${id}"`);
  }

  table(path: string, id: string): void {
    if (!this.#tables.has(id)) this.fail(path, `unknown scale table "${id}"`);
  }

  rows(path: string, first: number, count: number): void {
    if (!Number.isInteger(first) || first < 0 || first + count > this.machine.rows) {
      this.fail(path, `rows ${first}..${first + count - 1} are outside the sub-array of ${this.machine.rows} rows`);
    }
  }
}

/** The check of one instruction, which adds to the checker's problems. */
export type CheckInstruction = (instruction: Instruction, checker: ProgramChecker, path: string, group: LaneGroup) => void;

function checkBody(body: readonly Node[], checker: ProgramChecker, check: CheckInstruction, path: string, group: LaneGroup): void {
  body.forEach((node, position) => {
    const here = `${path}.body[${position}]`;
    if (node.kind === "act") check(node.instruction, checker, `${here} ${node.instruction.op}`, group);
    else if (node.kind === "loop" && (!Number.isInteger(node.count) || node.count < 0)) {
      checker.fail(here, `loop "${node.index}" runs ${node.count} times`);
    } else checkBody(node.body, checker, check, here, group);
  });
}

/** Steps come after earlier ones only: their order is one in which they can run. */
function checkAfter(step: Step, position: number, checker: ProgramChecker, path: string): void {
  for (const before of step.after) {
    if (!Number.isInteger(before) || before < 0 || before >= position) {
      checker.fail(`${path}.after`, `step ${before} is not an earlier one`);
    }
  }
}

function checkGroup(step: Step, checker: ProgramChecker, path: string): void {
  const { tiles, lanes } = step.group;
  tiles.forEach((tile, t) => {
    if (tile.elementCount < 0 || tile.elementCount > checker.machine.columns) {
      checker.fail(`${path}.tiles[${t}]`, `${tile.elementCount} elements in ${checker.machine.columns} columns`);
    }
  });
  const seen = new Set<number>();
  lanes.forEach((lane, l) => {
    if (lane.length !== tiles.length) checker.fail(`${path}.lanes[${l}]`, `${lane.length} sub-arrays for ${tiles.length} tiles`);
    for (const subArray of lane) {
      if (!Number.isInteger(subArray) || subArray < 0 || subArray >= checker.machine.subArrays) {
        checker.fail(`${path}.lanes[${l}]`, `sub-array ${subArray} does not exist; the chip has ${checker.machine.subArrays}`);
      }
      if (seen.has(subArray)) checker.fail(`${path}.lanes[${l}]`, `sub-array ${subArray} is used twice in one step`);
      seen.add(subArray);
    }
  });
}

/**
 * @param check of the program's instruction set
 * @throws ConfigError listing every problem of the program
 */
export function validateProgram(program: StepList | Program, machine: MachineGeometry, check: CheckInstruction): void {
  const checker = new ProgramChecker(program, machine);
  if ("input" in program) {
    checker.tensor("input", program.input);
    checker.tensor("output", program.output);
  }
  program.steps.forEach((step, index) => {
    const path = `steps[${index}] (${step.layer})`;
    checkAfter(step, index, checker, path);
    checkGroup(step, checker, path);
    checkBody(step.body, checker, check, path, step.group);
  });
  if (checker.problems.length > 0) throw new ConfigError(checker.problems);
}

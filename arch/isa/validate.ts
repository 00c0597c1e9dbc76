// Checks a program against itself and a machine's geometry before anything runs; all problems at once.
import { ConfigError, type ConfigProblem } from "../../sim/errors.js";
import { visit, type InstructionTable } from "./instruction.js";
import type { LaneGroup, Node, Program, Step } from "./program.js";

/** What the validator needs to know of the machine. */
export interface MachineGeometry {
  readonly subArrays: number;
  readonly rows: number;
  readonly columns: number;
  /** Number of rows that a sense operation activates and bits it yields; undefined if unknown. */
  readonly operationShape: (name: string) => { readonly rows: number; readonly outputs: number } | undefined;
}

class Checker {
  readonly problems: ConfigProblem[] = [];
  readonly #tensors: ReadonlySet<string>;
  readonly #tables: ReadonlySet<string>;

  constructor(
    readonly program: Program,
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

const checks: InstructionTable<void, [Checker, string, LaneGroup]> = {
  "load-image": (i, c, path) => c.tensor(path, i.tensor),
  "load-table": (i, c, path) => c.table(path, i.table),
  "load-window": (i, c, path) => c.tensor(path, i.window.tensor),
  "write-planes": (i, c, path) => c.rows(path, i.row, i.bits),
  "and-accumulate": (i, c, path, group) => {
    c.rows(path, i.inputRow, i.inputBits);
    for (const tile of group.tiles) c.rows(path, tile.firstRow, tile.outCount * i.weightBits);
    if (i.encoding === "bipolar" && i.weightBits !== 1) c.fail(path, `bipolar weights have 1 bit, not ${i.weightBits}`);
  },
  "sense-rows": (i, c, path) => {
    for (const row of [...i.rows, ...i.destinations]) c.rows(path, row, 1);
    const shape = c.machine.operationShape(i.operation);
    if (shape === undefined) c.fail(path, `unknown sense operation "${i.operation}"`);
    else if (shape.rows !== i.rows.length) c.fail(path, `${i.operation} activates ${shape.rows} rows, not ${i.rows.length}`);
    else if (shape.outputs < i.destinations.length) c.fail(path, `${i.operation} yields ${shape.outputs} rows, not ${i.destinations.length}`);
  },
  "send-sums": (i, c, path) => {
    if (i.sumBits < 1 || i.sumBits > 53) c.fail(path, `sums of ${i.sumBits} bits; 1 to 53 are possible`);
  },
  "post-process": (i, c, path) => {
    c.table(path, i.table);
    c.tensor(path, i.output);
    if (i.residual !== null) c.tensor(path, i.residual.tensor);
  },
  "global-average-pool": (i, c, path) => {
    c.tensor(path, i.input);
    c.tensor(path, i.output);
    c.table(path, i.table);
  },
  "max-pool": (i, c, path) => {
    c.tensor(path, i.window.tensor);
    c.tensor(path, i.output);
    if (i.window.padding >= i.window.kernel) c.fail(path, `windows of ${i.window.kernel} with padding ${i.window.padding} may hold no pixel`);
  },
};

function checkBody(body: readonly Node[], checker: Checker, path: string, group: LaneGroup): void {
  body.forEach((node, position) => {
    const here = `${path}.body[${position}]`;
    if (node.kind === "act") visit(checks, node.instruction, checker, `${here} ${node.instruction.op}`, group);
    else if (node.kind === "loop" && (!Number.isInteger(node.count) || node.count < 0)) checker.fail(here, `loop "${node.index}" runs ${node.count} times`);
    else checkBody(node.body, checker, here, group);
  });
}

function checkGroup(step: Step, checker: Checker, path: string): void {
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

/** @throws ConfigError listing every problem of the program. */
export function validateProgram(program: Program, machine: MachineGeometry): void {
  const checker = new Checker(program, machine);
  checker.tensor("input", program.input);
  checker.tensor("output", program.output);
  program.steps.forEach((step, index) => {
    const path = `steps[${index}] (${step.tag})`;
    checkGroup(step, checker, path);
    checkBody(step.body, checker, path, step.group);
  });
  if (checker.problems.length > 0) throw new ConfigError(checker.problems);
}

// What the instructions of bit-wise AND sub-arrays mean, and what they do in time.
import type { ArrayAgent } from "../../agents/array-agent.js";
import type { ArrayKindsOf } from "../../agents/instruction-kind.js";
import { evaluate } from "../../isa/affine.js";
import { affineText } from "../../isa/print.js";
import type { ProgramChecker } from "../../isa/validate.js";
import { SENSE_OPERATIONS, type SenseOperation } from "../../sense-ops/index.js";
import { assumedRows, assumedSense, assumedWrite } from "./assumed-bits.js";
import { BitwiseActs } from "./bitwise-acts.js";
import type { BitwiseState, TruthFunction } from "./bitwise-state.js";
import type { AndAccumulate, BitwiseInstruction, SenseRows } from "./instructions.js";

type BitwiseAgent = ArrayAgent<BitwiseState>;

const operationOf = (name: string): SenseOperation | undefined =>
  Object.hasOwn(SENSE_OPERATIONS, name) ? SENSE_OPERATIONS[name as keyof typeof SENSE_OPERATIONS] : undefined;

/** Truth of a registered sense operation. @throws RangeError for an unknown name */
export function truthOf(name: string): TruthFunction {
  const operation = operationOf(name);
  if (operation === undefined) throw new RangeError(`no sense operation "${name}"`);
  return operation.truth;
}

/** Rows and results against the operation's own. */
function checkOperation({ operation, rows, destinations }: SenseRows, checker: ProgramChecker, path: string): void {
  const known = operationOf(operation);
  if (known === undefined) checker.fail(path, `unknown sense operation "${operation}"`);
  else if (known.rowsActivated !== rows.length) checker.fail(
    path, `${operation} activates ${known.rowsActivated} rows, not ${rows.length}`
  );
  else if (known.outputs.length < destinations.length) {
    checker.fail(path, `${operation} yields ${known.outputs.length} rows, not ${destinations.length}`);
  }
}

/** Takes what has arrived and writes it. @param ones share of them where no image decides */
function write(agent: BitwiseAgent, row: number, bits: number, ones: number): void {
  const { state, tile, units } = agent;
  agent.withWindow(() => {
    const written = state?.writePlanes(row, bits) ?? assumedWrite(bits * tile.elementCount, ones);
    agent.act("write", new BitwiseActs(units).writePlanes(bits, tile, written), () => {
      agent.dropWindow();
      agent.next();
    });
  });
}

function accumulate(instruction: AndAccumulate, agent: BitwiseAgent): void {
  const { state, tile, units } = agent;
  const compute = (): void => {
    const bits = state?.andAccumulate(instruction, tile) ?? assumedSense(instruction, tile, units.arrays.density);
    agent.act("compute", new BitwiseActs(units).andAccumulate(instruction, tile, bits), () => agent.next());
  };
  if (instruction.accumulate) compute();
  else agent.withSumPlace(compute);
}

export const BITWISE_INSTRUCTIONS: ArrayKindsOf<BitwiseInstruction, BitwiseState> = {
  "write-planes": {
    text: ({ row, bits }) => `rows ${row}..${row + bits - 1}`,
    check: ({ row, bits }, checker, path) => checker.rows(path, row, bits),
    run: ({ row, bits }, state) => void state.writePlanes(row, bits),
    execute: ({ row, bits }, agent) => write(agent, row, bits, agent.units.arrays.density.inputOnes),
    rewrites: ({ row, bits }) => ({ row, rows: bits }),
  },
  "write-weights": {
    text: ({ row, bits, group }) => `${bits} bits from row ${row} group ${affineText(group)}`,
    check: ({ row, bits }, checker, path, { tiles }) => tiles.forEach((tile) => checker.rows(path, row, tile.outCount * bits)),
    run: ({ row, bits, group: index }, state, tile, indices) => {
      const group = evaluate(index, indices);
      if (group < tile.outCount) state.writePlanes(row + group * bits, bits);
    },
    execute: ({ row, bits, group: index }, agent) => {
      const group = evaluate(index, agent.cursor.indices);
      if (group < agent.tile.outCount) write(agent, row + group * bits, bits, agent.units.arrays.density.weightOnes);
      else agent.next();
    },
  },
  "and-accumulate": {
    text: (i) => {
      const inputs = `inputs ${i.inputSigned ? "s" : "u"}${i.inputBits} at row ${i.inputRow}`;
      const weights = `weights ${i.weightBits} bits ${i.encoding} at row ${i.weightRow}`;
      return `${inputs}, ${weights}, columns ${i.columns}${i.accumulate ? ", on top" : ""}`;
    },
    check: (i, checker, path, { tiles }) => {
      checker.rows(path, i.inputRow, i.inputBits);
      for (const { outCount, elementCount } of tiles) {
        checker.rows(path, i.weightRow, outCount * i.weightBits);
        if (elementCount > i.columns) checker.fail(path, `senses ${i.columns} columns of a tile with ${elementCount} elements`);
      }
      if (i.encoding === "bipolar" && i.weightBits !== 1) checker.fail(path, `bipolar weights have 1 bit, not ${i.weightBits}`);
    },
    run: (i, state, tile) => void state.andAccumulate(i, tile),
    execute: accumulate,
  },
  "sense-rows": {
    text: (i) => `${i.operation} ${i.rows.join(",")} -> ${i.destinations.join(",")} columns ${i.columns}`,
    check: (i, checker, path) => {
      for (const row of [...i.rows, ...i.destinations]) checker.rows(path, row, 1);
      checkOperation(i, checker, path);
    },
    run: (i, state) => void state.senseRows(i, truthOf(i.operation)),
    execute: (i, agent) => {
      const truth = truthOf(i.operation);
      const moved = agent.state?.senseRows(i, truth) ?? assumedRows(i, truth, agent.units.arrays.density);
      agent.act("compute", new BitwiseActs(agent.units).senseRows(i, moved), () => agent.next());
    },
  },
};

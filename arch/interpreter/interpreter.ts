// The meaning of a program: executes it step by step, lane by lane, without time or energy.
// The timed chip must give the same values; tests compare the two.
import { FeatureMaps } from "../buffer/feature-maps.js";
import { Cursor } from "../isa/cursor.js";
import type { Program, StepList } from "../isa/program.js";
import { subArrayAt, type MachineState } from "../agents/array-state.js";
import type { Frame, WeightSource } from "../agents/instruction-kind.js";
import type { InstructionSet } from "../agents/instruction-set.js";

/**
 * Run a program on one image.
 * @param image input values, channels x height x width
 * @returns every feature map; the program's output among them
 * @throws RangeError where the program's instructions are not of this set
 */
export function interpret(program: Program, instructions: InstructionSet, machine: MachineState, image: ArrayLike<number>): FeatureMaps {
  const maps = new FeatureMaps(program.tensors);
  maps.get(program.input).values.set(image);
  runSteps(program, instructions, machine, maps, null);
  return maps;
}

/** Write weights into the machine: run the program of a deployment. */
export function deploy(deployment: StepList, instructions: InstructionSet, machine: MachineState, weights: WeightSource): void {
  runSteps(deployment, instructions, machine, new FeatureMaps(deployment.tensors), weights);
}

function runSteps(program: StepList, set: InstructionSet, machine: MachineState, maps: FeatureMaps, weights: WeightSource | null): void {
  const tables = new Map(program.tables.map((table) => [table.id, table]));
  for (const step of program.steps) {
    step.group.lanes.forEach((lane, l) => {
      const cursor = new Cursor(step.body, l);
      const subArrays = lane.map((index) => subArrayAt(machine, index));
      const frame: Frame = { maps, tables, weights, step, subArrays, indices: cursor.indices, tileSums: [] };
      for (let instruction = cursor.next(); instruction !== undefined; instruction = cursor.next()) {
        set.entry(instruction.op).run(instruction, frame);
      }
    });
  }
}

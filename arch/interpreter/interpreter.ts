// The meaning of a program: executes it step by step, lane by lane, without time or energy.
// The timed chip must give the same values; tests compare the two.
import { visit, type InstructionTable } from "../isa/instruction.js";
import { evaluate } from "../isa/affine.js";
import { Cursor } from "../isa/cursor.js";
import type { Program, ScaleTable, Step } from "../isa/program.js";
import { FeatureMaps, gatherWindow } from "../buffer/feature-maps.js";
import { addPartialSums, globalAveragePool, maxPool, storePixel } from "../digital/digital-state.js";
import type { SubArrayState, TruthFunction } from "../array/sub-array-state.js";

/** The machine's state outlives programs: resident weights stay in the sub-arrays. */
export interface MachineState {
  /** By sub-array number; sub-arrays that hold no weights may be missing. */
  readonly subArrays: ReadonlyMap<number, SubArrayState>;
  readonly truthOf: (operation: string) => TruthFunction;
}

interface Frame {
  readonly machine: MachineState;
  readonly maps: FeatureMaps;
  readonly tables: ReadonlyMap<string, ScaleTable>;
  readonly step: Step;
  /** The lane's sub-arrays, by tile. */
  readonly subArrays: readonly SubArrayState[];
  readonly cursor: Cursor;
  /** Sums that are on their way from the tiles to the digital unit. */
  tileSums: readonly Float64Array[];
}

const semantics: InstructionTable<void, [Frame]> = {
  "load-image": () => undefined,
  "load-table": () => undefined,
  "load-window": (i, f) => {
    const map = f.maps.get(i.window.tensor);
    const pixel = evaluate(i.window.pixel, f.cursor.indices);
    f.step.group.tiles.forEach((tile, t) => f.subArrays[t]!.receive(gatherWindow(map, i.window, pixel, tile)));
  },
  "write-planes": (i, f) => f.subArrays.forEach((subArray) => void subArray.writePlanes(i)),
  "and-accumulate": (i, f) => f.step.group.tiles.forEach((tile, t) => void f.subArrays[t]!.andAccumulate(i, tile)),
  "sense-rows": (i, f) => f.subArrays.forEach((subArray) => void subArray.senseRows(i, f.machine.truthOf(i.operation))),
  "send-sums": (_, f) => {
    f.tileSums = f.subArrays.map((subArray) => subArray.takeSums());
  },
  "post-process": (i, f) => {
    const sums = addPartialSums(f.step.group, f.tileSums, f.maps.get(i.output).spec.channels);
    storePixel(f.maps, f.tables.get(i.table)!, i, evaluate(i.pixel, f.cursor.indices), sums);
  },
  "global-average-pool": (i, f) => globalAveragePool(f.maps, f.tables.get(i.table)!, i),
  "max-pool": (i, f) => maxPool(f.maps, i, evaluate(i.window.pixel, f.cursor.indices)),
};

/** Sub-array of a placement. @throws RangeError when no weights were ever loaded there */
export function subArrayAt(machine: MachineState, index: number): SubArrayState {
  const subArray = machine.subArrays.get(index);
  if (subArray === undefined) throw new RangeError(`sub-array ${index} holds no weights`);
  return subArray;
}

/**
 * Run a program on one image.
 * @param image input values, channels x height x width
 * @returns every feature map; the program's output among them
 */
export function interpret(program: Program, machine: MachineState, image: ArrayLike<number>): FeatureMaps {
  const maps = new FeatureMaps(program.tensors);
  maps.get(program.input).values.set(image);
  const tables = new Map(program.tables.map((table) => [table.id, table]));
  for (const step of program.steps) {
    step.group.lanes.forEach((lane, l) => {
      const cursor = new Cursor(step.body, l);
      const frame: Frame = { machine, maps, tables, step, subArrays: lane.map((index) => subArrayAt(machine, index)), cursor, tileSums: [] };
      for (let instruction = cursor.next(); instruction !== undefined; instruction = cursor.next()) {
        visit(semantics, instruction, frame);
      }
    });
  }
  return maps;
}

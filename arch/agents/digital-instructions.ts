// The instructions of the digital unit: what becomes of sums, and pooling.
import { addPartialSums, globalAveragePool, maxPool, storePixel } from "../digital/digital-state.js";
import { evaluate } from "../isa/affine.js";
import type { DigitalInstruction } from "../isa/instruction.js";
import { affineText, windowText } from "../isa/print.js";
import type { DigitalAgent } from "./digital-agent.js";
import type { KindsOf } from "./instruction-kind.js";

export const DIGITAL_INSTRUCTIONS: KindsOf<DigitalInstruction, DigitalAgent> = {
  "post-process": {
    text: ({ output, pixel, table, residual }) =>
      `${output} pixel ${affineText(pixel)} by ${table}${residual === null ? "" : ` + ${residual.tensor}/${residual.stride}`}`,
    check: (i, checker, path) => {
      checker.table(path, i.table);
      checker.tensor(path, i.output);
      if (i.residual !== null) checker.tensor(path, i.residual.tensor);
    },
    run: (i, { step, tileSums, maps, tables, indices }) => {
      const sums = addPartialSums(step.group, tileSums, maps.get(i.output).spec.channels);
      storePixel(maps, tables.get(i.table)!, i, evaluate(i.pixel, indices), sums);
    },
    execute: (i, agent) => agent.postProcess(i),
  },
  "global-average-pool": {
    text: (i) => `${i.input} -> ${i.output} by ${i.table}`,
    check: (i, checker, path) => {
      checker.tensor(path, i.input);
      checker.tensor(path, i.output);
      checker.table(path, i.table);
    },
    run: (i, { maps, tables }) => globalAveragePool(maps, tables.get(i.table)!, i),
    execute: (i, agent) => agent.globalAveragePool(i),
  },
  "max-pool": {
    text: (i) => `${windowText(i.window)} -> ${i.output}`,
    check: (i, checker, path) => {
      checker.tensor(path, i.window.tensor);
      checker.tensor(path, i.output);
      const { kernel, padding } = i.window;
      if (padding >= kernel) checker.fail(path, `windows of ${kernel} with padding ${padding} may hold no pixel`);
    },
    run: (i, { maps, indices }) => maxPool(maps, i, evaluate(i.window.pixel, indices)),
    execute: (i, agent) => agent.maxPool(i),
  },
};

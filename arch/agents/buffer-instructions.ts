// The instructions of the global buffer's sequencer: images, tables, windows and weights on their way in.
import { gatherWindow } from "../buffer/feature-maps.js";
import { evaluate } from "../isa/affine.js";
import type { BufferInstruction } from "../isa/instruction.js";
import { affineText, windowText } from "../isa/print.js";
import type { BufferAgent } from "./buffer-agent.js";
import type { KindsOf } from "./instruction-kind.js";

export const BUFFER_INSTRUCTIONS: KindsOf<BufferInstruction, BufferAgent> = {
  "load-image": {
    text: (i) => i.tensor,
    check: (i, checker, path) => checker.tensor(path, i.tensor),
    run: () => undefined,
    execute: (i, agent) => agent.loadImage(i),
  },
  "load-table": {
    text: (i) => i.table,
    check: (i, checker, path) => checker.table(path, i.table),
    run: () => undefined,
    execute: (i, agent) => agent.loadTable(i),
  },
  "load-window": {
    text: (i) => windowText(i.window),
    check: (i, checker, path) => checker.tensor(path, i.window.tensor),
    run: ({ window }, { maps, step, subArrays, indices }) => {
      const map = maps.get(window.tensor);
      const pixel = evaluate(window.pixel, indices);
      step.group.tiles.forEach((tile, t) => subArrays[t]!.receive(gatherWindow(map, window, pixel, tile)));
    },
    execute: (i, agent) => agent.loadWindow(i),
  },
  "load-weights": {
    text: (i) => `${i.weights} ${i.bits} bits group ${affineText(i.group)}`,
    check: () => undefined,
    run: ({ weights, group: index }, { weights: source, step, subArrays, indices }) => {
      if (source === null) throw new RangeError(`no values for the weights of ${weights}`);
      const group = evaluate(index, indices);
      step.group.tiles.forEach((tile, t) => {
        if (group < tile.outCount) subArrays[t]!.receive(source(weights, tile, group));
      });
    },
    execute: (i, agent) => agent.loadWeights(i),
  },
};

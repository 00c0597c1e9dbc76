// Element-wise product with a gate of the same shape, or one that is spread over pixels or channels. Its gradient is then the sum over
// them.
import type { MultiplyNode } from "../layers/index.js";
import type { Layer, Pass } from "./layer.js";
import type { Site } from "./site.js";
import { actionOf, type GradientAction } from "./storage-plan.js";
import { forEachRow, type Values } from "./values.js";

/** Product of a feature map with a gate of its shape, or one spread over pixels or channels. */
export class Multiply implements Layer {
  private readonly inputAction: GradientAction;
  private readonly gateAction: GradientAction;

  constructor(private readonly node: MultiplyNode, { plan }: Site) {
    this.inputAction = actionOf(plan, node.id, node.input);
    this.gateAction = actionOf(plan, node.id, node.gate);
  }

  forward(pass: Pass): void {
    const [x, gate, y] = [pass.values(this.node.input), pass.values(this.node.gate), pass.values(this.node.id)];
    this.forEachPair(pass, x, gate, y, (from, by, to) => { y.data[to] = x.data[from]! * gate.data[by]!; });
  }

  backward(pass: Pass): void {
    const { node } = this;
    const [x, gate, dy] = [pass.values(node.input), pass.values(node.gate), pass.valueGradients(node.id)];
    if (this.inputAction !== "none") {
      const dx = pass.valueGradients(node.input);
      const adds = this.inputAction === "add";
      this.forEachPair(
        pass, dx, gate, dy, (to, by, from) => { dx.data[to] = (adds ? dx.data[to]! : 0) + dy.data[from]! * gate.data[by]!; }
      );
    }
    if (this.gateAction === "none") return;
    const dGate = pass.valueGradients(node.gate);
    if (this.gateAction === "write") clear(dGate, pass.images);
    this.forEachPair(pass, x, dGate, dy, (at, to, from) => { dGate.data[to]! += dy.data[from]! * x.data[at]!; });
  }

  /** Every value of x with the gate's value for it and the value of y. */
  private forEachPair(pass: Pass, x: Values, gate: Values, y: Values, visit: (x: number, gate: number, y: number) => void): void {
    const [perChannel, perPixel] = [gate.channels > 1 ? 1 : 0, gate.rows * gate.columns > 1 ? 1 : 0];
    forEachRow(x, pass.images, x.channels, (image, channel, row) => {
      const [from, by, to] = [x.at(image, channel, row), gate.at(image, channel * perChannel, row * perPixel), y.at(image, channel, row)];
      for (let k = 0; k < x.columns; k += 1) visit(from + k, by + k * perPixel, to + k);
    });
  }
}

function clear(d: Values, images: number): void {
  forEachRow(
    d, images, d.channels, (image, channel, row) => d.data.fill(0, d.at(image, channel, row), d.at(image, channel, row) + d.columns)
  );
}

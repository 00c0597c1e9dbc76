// Collects the nodes and width slots of a ResNet of basic blocks (He et al., CVPR 2016), with the three kinds of shortcut of its
// section 4.1. Knows nothing of stems, stages or depths.
import type { NetworkNode } from "../layers/index.js";

/**
 * What bridges a block: `identity` (option A: subsampled, missing channels zero, no parameters), `projection` (option C: a 1x1 convolution
 * with batch norm in every block), `projection-where-shapes-differ` (option B: such a convolution where stride or channels change, the
 * plain tensor elsewhere).
 */
export type Shortcut = "identity" | "projection" | "projection-where-shapes-differ";

export interface ConvolutionShape {
  readonly kernel: number;
  readonly stride: number;
  /** Width slot; a new one when not given. */
  readonly slot?: number;
}

/** Collects the nodes of a residual network, block by block, with their width slots. */
export class ResnetWriter {
  readonly nodes: NetworkNode[] = [];
  readonly channels: number[] = [];

  constructor(private readonly shortcut: Shortcut) {}

  /** conv + batch norm (+ relu), padded so that stride 1 keeps the size; returns the name of the resulting tensor. */
  convolution(
    name: string, input: string, channels: number, { kernel, stride, slot = this.channels.length }: ConvolutionShape, rectified: boolean,
  ): string {
    const [conv, norm, relu] = [`${name}.conv`, `${name}.bn`, `${name}.relu`];
    this.nodes.push({ kind: "conv", id: conv, input, slot, kernel, stride, padding: (kernel - 1) / 2 });
    if (slot === this.channels.length) this.channels.push(channels);
    this.nodes.push({ kind: "batch-norm", id: norm, input: conv });
    if (!rectified) return norm;
    this.nodes.push({ kind: "relu", id: relu, input: norm });
    return relu;
  }

  /** Two 3x3 convolutions and the shortcut around them; `inputChannels` are those of `input` at full width. */
  block(name: string, input: string, inputChannels: number, channels: number, stride: number): string {
    const first = this.convolution(`${name}.1`, input, channels, { kernel: 3, stride }, true);
    const second = this.convolution(`${name}.2`, first, channels, { kernel: 3, stride: 1 }, false);
    const changes = stride !== 1 || inputChannels !== channels;
    const projects = this.shortcut === "projection" || (this.shortcut === "projection-where-shapes-differ" && changes);
    // The sum needs both branches equally wide in every subnet: the projection has the width slot of the block's last convolution.
    const shortcut = projects ? this.convolution(
      `${name}.shortcut`, input, channels, { kernel: 1, stride, slot: this.channels.length - 1 }, false
    ) : input;
    this.nodes.push({ kind: "add", id: `${name}.add`, input: second, shortcut, shortcutStride: projects ? 1 : stride });
    this.nodes.push({ kind: "relu", id: `${name}.relu`, input: `${name}.add` });
    return `${name}.relu`;
  }

  /** The mean of every channel and one linear layer. */
  classifier(input: string, classes: number): void {
    this.nodes.push({ kind: "global-average-pool", id: "pool", input });
    this.nodes.push({ kind: "linear", id: "classifier", input: "pool", outFeatures: classes });
  }
}

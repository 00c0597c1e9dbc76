// The CIFAR ResNet of He et al. (CVPR 2016, section 4.2) for 32x32 images: a 3x3 stem, three stages of basic blocks with
// 16, 32 and 64 channels, option-A shortcuts (no parameters), global average pooling and one linear layer. Depth = 6 n + 2.
import { IMAGE } from "./network.js";
import type { NetworkNode, NetworkSpec } from "./network.js";

const STAGE_CHANNELS = [16, 32, 64] as const;

/** Collects the nodes; every conv gets the next width slot. */
class ResnetWriter {
  readonly nodes: NetworkNode[] = [];
  readonly channels: number[] = [];

  /** conv + batch norm (+ relu); returns the name of the resulting tensor. */
  convolution(name: string, input: string, channels: number, stride: number, rectified: boolean): string {
    const [conv, norm, relu] = [`${name}.conv`, `${name}.bn`, `${name}.relu`];
    this.nodes.push({ kind: "conv", id: conv, input, slot: this.channels.length, kernel: 3, stride, padding: 1 });
    this.channels.push(channels);
    this.nodes.push({ kind: "batch-norm", id: norm, input: conv });
    if (!rectified) return norm;
    this.nodes.push({ kind: "relu", id: relu, input: norm });
    return relu;
  }

  /** Two convolutions and the shortcut around them. */
  block(name: string, input: string, channels: number, stride: number): string {
    const first = this.convolution(`${name}.1`, input, channels, stride, true);
    const second = this.convolution(`${name}.2`, first, channels, 1, false);
    this.nodes.push({ kind: "add", id: `${name}.add`, input: second, shortcut: input, shortcutStride: stride });
    this.nodes.push({ kind: "relu", id: `${name}.relu`, input: `${name}.add` });
    return `${name}.relu`;
  }
}

/** ResNet of depth 6 n + 2 for 3 x 32 x 32 images. */
export function resnet(depth: number, classes = 10): NetworkSpec {
  const blocks = (depth - 2) / 6;
  const writer = new ResnetWriter();
  let tensor = writer.convolution("stem", IMAGE, STAGE_CHANNELS[0], 1, true);
  STAGE_CHANNELS.forEach((channels, stage) => {
    for (let block = 0; block < blocks; block += 1) {
      tensor = writer.block(`s${stage + 1}.b${block + 1}`, tensor, channels, stage > 0 && block === 0 ? 2 : 1);
    }
  });
  writer.nodes.push({ kind: "global-average-pool", id: "pool", input: tensor });
  writer.nodes.push({ kind: "linear", id: "classifier", input: "pool", outFeatures: classes });
  return { name: `resnet${depth}`, input: { channels: 3, height: 32, width: 32 }, classes, nodes: writer.nodes, channels: writer.channels };
}

// The CIFAR ResNet of He et al. (CVPR 2016, section 4.2) for 32x32 images: a 3x3 stem, three stages of basic blocks with
// 16, 32 and 64 channels, global average pooling and one linear layer. Depth = 6 n + 2, projections not counted.
import { IMAGE } from "./network.js";
import type { NetworkSpec } from "./network.js";
import { ResnetWriter } from "./resnet-writer.js";

const STAGE_CHANNELS = [16, 32, 64] as const;

/** ResNet of depth 6 n + 2 for 3 x 32 x 32 images; "identity" shortcuts have no parameters (option A), "projection" is option C. */
export function resnet(depth: number, classes = 10, shortcut: "identity" | "projection" = "identity"): NetworkSpec {
  const blocks = (depth - 2) / 6;
  const writer = new ResnetWriter(shortcut);
  let inputChannels: number = STAGE_CHANNELS[0];
  let tensor = writer.convolution("stem", IMAGE, inputChannels, { kernel: 3, stride: 1 }, true);
  STAGE_CHANNELS.forEach((channels, stage) => {
    for (let block = 0; block < blocks; block += 1) {
      tensor = writer.block(`s${stage + 1}.b${block + 1}`, tensor, inputChannels, channels, stage > 0 && block === 0 ? 2 : 1);
      inputChannels = channels;
    }
  });
  writer.classifier(tensor, classes);
  const name = shortcut === "identity" ? `resnet${depth}` : `resnet${depth}-${shortcut}`;
  return { name, input: { channels: 3, height: 32, width: 32 }, classes, nodes: writer.nodes, channels: writer.channels };
}

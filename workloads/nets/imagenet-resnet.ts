// The ImageNet ResNet of basic blocks (He et al., CVPR 2016, table 1) for 224x224 images: a 7x7 stem of stride 2, a 3x3 max pool of stride
// 2, four stages of 64 to 512 channels, projections where the shape changes (option B), global average pooling and one linear layer.
import { IMAGE } from "./network.js";
import type { NetworkSpec } from "./network.js";
import { ResnetWriter } from "./resnet-writer.js";

/** Blocks of each stage. */
const STAGES = { 18: [2, 2, 2, 2], 34: [3, 4, 6, 3] } as const;
const STEM_CHANNELS = 64;

/** ResNet-18 or -34; `size` is the height and width of the images, `stemChannels` those of stem and first stage. */
export function imagenetResnet(depth: keyof typeof STAGES, classes: number, size = 224, stemChannels = STEM_CHANNELS): NetworkSpec {
  const writer = new ResnetWriter("projection-where-shapes-differ");
  const stem = writer.convolution("stem", IMAGE, stemChannels, { kernel: 7, stride: 2 }, true);
  writer.nodes.push({ kind: "max-pool", id: "stem.pool", input: stem, kernel: 3, stride: 2, padding: 1 });
  let [tensor, inputChannels] = ["stem.pool", stemChannels];
  STAGES[depth].forEach((blocks, stage) => {
    const channels = stemChannels * 2 ** stage;
    for (let block = 0; block < blocks; block += 1) {
      tensor = writer.block(`s${stage + 1}.b${block + 1}`, tensor, inputChannels, channels, stage > 0 && block === 0 ? 2 : 1);
      inputChannels = channels;
    }
  });
  writer.classifier(tensor, classes);
  return {
    name: `resnet${depth}`, input: { channels: 3, height: size, width: size }, classes, nodes: writer.nodes, channels: writer.channels,
  };
}

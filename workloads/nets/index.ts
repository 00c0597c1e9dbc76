// The registry of networks: name -> its graph for a number of classes. To add one, write its file and one line here.
import { ConfigError, didYouMean } from "../../sim/errors.js";
import { imagenetResnet } from "./imagenet-resnet.js";
import type { NetworkSpec } from "./network.js";
import { resnet } from "./resnet.js";

export interface NetworkFamily {
  readonly summary: string;
  /** Of the data set that the network was published with: taken where nobody states a number. */
  readonly classes: number;
  readonly build: (classes: number) => NetworkSpec;
}

export const NETWORKS = {
  resnet8: { summary: "ResNet-8 for 32x32 images, option-A shortcuts", classes: 10, build: (classes: number) => resnet(8, classes) },
  resnet14: { summary: "ResNet-14 for 32x32 images, option-A shortcuts", classes: 10, build: (classes: number) => resnet(14, classes) },
  resnet20: { summary: "ResNet-20 for 32x32 images, option-A shortcuts (He et al., CVPR 2016)", classes: 10, build: (classes: number) =>
    resnet(20, classes) },
  resnet32: { summary: "ResNet-32 for 32x32 images, option-A shortcuts (He et al., CVPR 2016)", classes: 10, build: (classes: number) =>
    resnet(32, classes) },
  resnet56: { summary: "ResNet-56 for 32x32 images, option-A shortcuts (He et al., CVPR 2016)", classes: 10, build: (classes: number) =>
    resnet(56, classes) },
  "resnet8-projection": {
    summary: "ResNet-8 for 32x32 images, a 1x1 projection shortcut in every block (option C)", classes: 10,
    build: (classes: number) => resnet(8, classes, "projection"),
  },
  "resnet20-projection": {
    summary: "ResNet-20 for 32x32 images, a 1x1 projection shortcut in every block (He et al., CVPR 2016, option C)", classes: 10,
    build: (classes: number) => resnet(20, classes, "projection"),
  },
  resnet18: {
    summary: "ResNet-18 for 224x224 images, max pool, 1x1 projection shortcuts where the shape changes (He et al., CVPR 2016)",
    classes: 1000, build: (classes: number) => imagenetResnet(18, classes),
  },
  resnet34: {
    summary: "ResNet-34 for 224x224 images, max pool, 1x1 projection shortcuts where the shape changes (He et al., CVPR 2016)",
    classes: 1000, build: (classes: number) => imagenetResnet(34, classes),
  },
} as const satisfies Record<string, NetworkFamily>;

export type NetworkName = keyof typeof NETWORKS;

/** With the family's own number of classes unless one is given. @throws ConfigError naming the known networks */
export function networkNamed(name: string, classes?: number): NetworkSpec {
  const known = Object.keys(NETWORKS);
  if (!Object.hasOwn(NETWORKS, name)) {
    const guess = didYouMean(name, known);
    throw new ConfigError({ path: "network.name", message: guess
      === undefined ? "no such network" : `no such network; did you mean ${guess}?`, found: name, allowed: known.join(", ") });
  }
  const family = NETWORKS[name as NetworkName];
  return family.build(classes ?? family.classes);
}

export * from "./network.js";
export { imagenetResnet } from "./imagenet-resnet.js";
export { resnet } from "./resnet.js";
export { customSubnet, requestedSubnets, requireOwnNames, sliceNetwork, subnetsOf, widthName } from "./subnets.js";
export type { SubnetRequest } from "./subnets.js";
export { fullSubnet, inferShapes, sameChannels } from "./shapes.js";
export { slottedNodes } from "./slots.js";
export { countNetwork } from "./count.js";
export type { LayerCount, NetworkCount } from "./count.js";

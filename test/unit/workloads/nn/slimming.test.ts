// A narrow subnet inside the shared weights computes what a stand-alone network of the sliced weights computes.
import { randomStream } from "../../../../sim/random.js";
import { fullSubnet, resnet, subnetsOf } from "../../../../workloads/nets/index.js";
import type { NetworkSpec, Subnet } from "../../../../workloads/nets/index.js";
import { modelMemory } from "../../../../workloads/nn/model-memory.js";
import type { ModelMemory } from "../../../../workloads/nn/model-memory.js";
import { SlimmableModel } from "../../../../workloads/nn/model.js";
import { initialise } from "../../../../workloads/train/initialise.js";
import { UNMOVED, writeImage } from "../../../../workloads/train/augmentation.js";
import { drawProceduralSet } from "../../../../workloads/data/index.js";

const IMAGES = 4;
const spec = resnet(8);
const images = drawProceduralSet(1, "test", IMAGES);

function logitsOf(shared: ModelMemory, subnetIndex: number, mode: "train" | "evaluate"): Float32Array {
  const model = new SlimmableModel(shared);
  shared.packing.pack(shared);
  for (let n = 0; n < IMAGES; n += 1) writeImage(shared.memory, model.input, n, images, n, { zeroPoint: 128, pixelScale: 64 }, UNMOVED);
  return model.forward({ subnetIndex, images: IMAGES, mode, block: 0 }).slice();
}

/** The network whose full width is the subnet, with the slices of the shared weights. */
function standAlone(shared: ModelMemory, subnet: Subnet): ModelMemory {
  const narrow: NetworkSpec = { ...spec, channels: subnet.channels };
  const own = modelMemory({ spec: narrow, subnets: [fullSubnet(narrow)], blockImages: IMAGES, blocks: 1, workspaces: 1 });
  for (const slot of own.parameterLayout.slots) {
    const target = own.parameterLayout.view(own.parameters, slot.name);
    const sharedName = slot.name.replace("@full", `@${subnet.name}`);
    const source = shared.parameterLayout.view(shared.parameters, sharedName);
    const [, fullIn = 1] = shared.parameterLayout.slot(sharedName).shape;
    const [, ownIn = 1, rows = 1, columns = 1] = slot.shape;
    target.forEach((_, n) => {
      const taps = rows * columns;
      target[n] = source[(Math.floor(n / (ownIn * taps)) * fullIn + (Math.floor(n / taps) % ownIn)) * taps + (n % taps)]!;
    });
  }
  return own;
}

describe("the slimmable model", () => {
  const subnets = subnetsOf(spec, [1, 0.75, 0.25]);
  const shared = modelMemory({ spec, subnets, blockImages: IMAGES, blocks: 1, workspaces: 1 });
  const random = randomStream(5, "slimming");
  initialise(shared.parameterLayout, shared.parameters, 5);
  for (const slot of shared.parameterLayout.slots) {
    if (slot.shape.length === 1) shared.parameterLayout.view(shared.parameters, slot.name)
      .forEach((value, n, values) => { values[n] = value + 0.3 * random.normal(); });
  }

  it.each([1, 2])("equals the stand-alone network of the sliced weights, subnet %i", (index) => {
    const slim = logitsOf(shared, index, "train");
    expect([...slim]).toEqual([...logitsOf(standAlone(shared, subnets[index]!), 0, "train")]);
  });

  it("does not remember the width between calls", () => {
    const narrow = logitsOf(shared, 2, "train");
    logitsOf(shared, 0, "train");
    expect([...logitsOf(shared, 2, "train")]).toEqual([...narrow]);
  });

  it("gives the same in both modes when the running statistics are those of the batch", () => {
    const train = logitsOf(shared, 0, "train");
    shared.statistics.set(shared.batchStatistics[0]!);
    const evaluated = logitsOf(shared, 0, "evaluate");
    train.forEach((value, n) => expect(evaluated[n]).toBeCloseTo(value, 4));
  });
});

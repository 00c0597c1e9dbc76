// Exported models in another engine: onnxruntime-web gives the logits of our float network (to 1e-4) and, in QDQ, nearly those of our
// integers.
import { jest } from "@jest/globals";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import { drawProceduralSet, networkImages } from "../../../../workloads/data/index.js";
import type { Normalisation } from "../../../../workloads/data/index.js";
import { customSubnet, resnet, subnetsOf } from "../../../../workloads/nets/index.js";
import { exportModel } from "../../../../workloads/onnx/index.js";
import { checkpointModel } from "../../../../workloads/checkpoint/checkpoint-model.js";
import { quantizeModel } from "../../../../workloads/quant/quantize.js";
import { PlainNetwork } from "../../../fixtures/plain-network.js";
import { runReference } from "../../../../workloads/reference/reference-network.js";
import { drawnCheckpoint } from "../../../fixtures/drawn-checkpoint.js";
import { logitsInOtherEngine } from "../../../fixtures/other-engine.js";

jest.setTimeout(60_000);

const images = drawProceduralSet(5, "test", 4);

function checkpointWith(normalisation: Normalisation): Promise<Checkpoint> {
  const plain = resnet(8);
  const network = { ...plain, input: { ...plain.input, channels: networkImages(images, normalisation).channels } };
  return drawnCheckpoint(
    network, [...subnetsOf(network, [1, 0.5]), customSubnet(network, "odd", [16, 5, 16, 32, 20, 7, 30])], images, normalisation
  );
}

const norm = (values: readonly number[]): number => Math.hypot(...values);

describe.each<[string, Normalisation]>(
  [["as it is", { zeroPoint: 120, pixelScale: 60 }], ["with an inside plane", { zeroPoint: 114, pixelScale: 57.63, insidePlane: 255 }]]
)("an exported network %s", (_, normalisation) => {
  const made = checkpointWith(normalisation);

  it.each([0, 1, 2])("gives our float logits in onnxruntime (subnet %d)", async (index) => {
    const checkpoint = await made;
    const subnet = checkpoint.subnets[index]!;
    const theirs = await logitsInOtherEngine(exportModel(checkpoint, "float", subnet.name), images, { optimiser: "basic" });
    const set = networkImages(images, normalisation);
    const network = new PlainNetwork(checkpoint, subnet);
    const size = set.images.length / set.count;
    theirs.forEach((logits, n) => {
      const pixels = Float32Array.from(
        set.images.subarray(n * size, (n + 1) * size), (pixel) => (pixel - normalisation.zeroPoint) / normalisation.pixelScale
      );
      const ours = network.run(pixels).get("classifier")!;
      logits.forEach((value, k) => expect(Math.abs(value - ours[k]!)).toBeLessThan(1e-4 * Math.max(1, norm(logits))));
    });
  });

  it("refuses an unknown subnet, naming the known ones", async () => {
    const checkpoint = await made;
    expect(() => exportModel(checkpoint, "float", "0.3x")).toThrow(/0\.3x.*1\.00x, 0\.50x, odd/s);
  });

  it("as QDQ differs from our integers by about a rounding step of 8 bits", async () => {
    const checkpoint = await made;
    const subnet = checkpoint.subnets[1]!;
    const theirs = await logitsInOtherEngine(exportModel(checkpoint, "qdq", "0.5x"), images, { optimiser: "basic" });
    const integers = quantizeModel(checkpointModel(checkpoint, [subnet]), { weightBits: 8, activationBits: 8 }).subnets[0]!;
    const set = networkImages(images, normalisation);
    const size = set.images.length / set.count;
    theirs.forEach((logits, n) => {
      const codes = [...runReference(integers, set.images.subarray(n * size, (n + 1) * size))];
      // Class scores keep the sum's own scale: one factor between the two.
      const factor = logits.reduce((sum, value, k) => sum + value * codes[k]!, 0) / codes.reduce((sum, code) => sum + code * code, 0);
      expect(norm(logits.map((value, k) => value - factor * codes[k]!)) / norm(logits)).toBeLessThan(0.02);
    });
  });
});


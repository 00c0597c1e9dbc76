// The reader of checkpoints: a small network's file with a member of its header replaced, left out or doubled, a tensor cut or filled with
// odd values (its hash made right again), or bytes changed. It gives a checkpoint of finite numbers that every subnet can be folded from
// and that is written back as it was read, or it refuses.
import fc from "fast-check";
import { checkpointModel } from "../../workloads/checkpoint/checkpoint-model.js";
import { decodeContainer, encodeContainer } from "../../workloads/checkpoint/container.js";
import { decodeCheckpoint, encodeCheckpoint } from "../../workloads/checkpoint/index.js";
import { resnet, subnetsOf } from "../../workloads/nets/index.js";
import { parameterLayout, statisticsLayout } from "../../workloads/nn/parameters.js";
import { fuzz, notFiniteIn, readOrRefuse } from "./frame.js";
import { byteEdits, edited, oddValue, withOddMember } from "./mutate.js";

const MAGIC = "pimento-checkpoint";
const network = { ...resnet(8), channels: resnet(8).channels.map(() => 2) };
const subnets = subnetsOf(network, [1, 0.5]);
const fill = (size: number): Float32Array => Float32Array.from({ length: size }, (_, n) => Math.abs(Math.sin(n)));
const range = { min: -1, max: 1, clip8: 1 };
const whole = encodeCheckpoint({
  network,
  subnets,
  normalisation: { zeroPoint: 128, pixelScale: 64 },
  classNames: ["a"],
  ranges: Object.fromEntries(subnets.map(({ name }) => [name, Object.fromEntries(network.nodes.map(({ id }) => [id, range]))])),
  card: { dataset: "none", trainImages: 0, testImages: 0, method: "uniform", epochs: 1, seed: 1, command: "", accuracy: null, options: {} },
  parameters: fill(parameterLayout(network, subnets).size),
  statistics: fill(statisticsLayout(network, subnets).size),
});
const { header, tensors } = decodeContainer(whole, "whole.ckpt", MAGIC);
const names = [...tensors.keys()];
const fields = Object.fromEntries(Object.entries(header).filter(([name]) => !["magic", "version", "tensors"].includes(name)));

const oddHeader = fc
  .record({
    choice: fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }),
    odd: oddValue,
    kind: fc.constantFrom("replace" as const, "remove" as const, "double" as const),
  })
  .map(({ choice, odd, kind }) => {
    const changed = withOddMember(fields, choice, odd, kind) as Record<string, unknown>;
    return encodeContainer(MAGIC, changed, [...tensors]);
  });

const oddTensor = fc
  .record({
    tensor: fc.nat(names.length - 1),
    value: fc.constantFrom(NaN, Infinity, -1, -1e-30, 3e38),
    length: fc.option(fc.nat(100)),
    name: fc.option(fc.string()),
  })
  .map(({ tensor, value, length, name }) =>
    encodeContainer(
      MAGIC,
      fields,
      names.map((own, n) => {
        const values = tensors.get(own)!;
        if (n !== tensor) return [own, values];
        const changed = length === null ? values.slice() : new Float32Array(length);
        if (changed.length > 0) changed[changed.length - 1] = value;
        return [name ?? own, changed];
      }),
    ),
  );

const oddBytes = byteEdits.map((edits) => edited(whole, edits));

fuzz("checkpoints", {
  files: fc.oneof(oddHeader, oddTensor, oddBytes).map((bytes) => ({ "a.ckpt": bytes })),
  check: async (files) => {
    const checkpoint = await readOrRefuse(() => decodeCheckpoint(files["a.ckpt"]!, "a.ckpt"));
    if (checkpoint === undefined) return;
    const { contentHash, ...read } = checkpoint;
    const again = decodeCheckpoint(encodeCheckpoint(read), "again.ckpt");
    expect([again.parameters, again.statistics]).toEqual([read.parameters, read.statistics]);
    const model = checkpointModel(checkpoint, checkpoint.subnets);
    for (const node of checkpoint.network.nodes.filter(({ kind }) => kind === "batch-norm")) {
      checkpoint.subnets.forEach((_, subnet) => {
        const { scale, shift } = model.norm(node.id, subnet);
        const wrong = notFiniteIn([...scale, ...shift]);
        if (wrong !== undefined) throw new Error(`${contentHash}: ${node.id} folds to a number that is not finite`);
      });
    }
  },
});

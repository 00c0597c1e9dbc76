// Checkpoints come back as they were written, and damaged or foreign ones are refused with the reason.
import { createHash } from "node:crypto";
import { decodeCheckpoint, encodeCheckpoint, checkpointTensor, sha256 } from "../../../../workloads/checkpoint/index.js";
import { decodeContainer, encodeContainer } from "../../../../workloads/checkpoint/container.js";
import type { Checkpoint } from "../../../../workloads/checkpoint/index.js";
import { resnet, subnetsOf } from "../../../../workloads/nets/index.js";
import { parameterLayout, statisticsLayout } from "../../../../workloads/nn/parameters.js";

function sample(): Checkpoint {
  const network = resnet(8);
  const subnets = subnetsOf(network, [1, 0.5]);
  const fill = (size: number): Float32Array => Float32Array.from({ length: size }, (_, n) => Math.sin(n));
  return {
    network,
    subnets,
    normalisation: { zeroPoint: 128, pixelScale: 64 },
    classNames: ["a", "b"],
    ranges: {},
    card: {
      dataset: "none",
      trainImages: 0,
      testImages: 0,
      method: "uniform",
      epochs: 1,
      seed: 1,
      command: "",
      accuracy: { "1.00x": 0.5 },
      options: {},
    },
    parameters: fill(parameterLayout(network, subnets).size),
    statistics: fill(statisticsLayout(network, subnets).size).map(Math.abs),
  };
}

describe("the checkpoint format", () => {
  const checkpoint = sample();
  const bytes = encodeCheckpoint(checkpoint);
  const headerEnd = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  /** The file with its header changed by hand, hash and all else left alone. */
  const withHeader = (change: (text: string) => string): Uint8Array => {
    const text = new TextEncoder().encode(change(new TextDecoder().decode(bytes.subarray(8, headerEnd))));
    const result = new Uint8Array(8 + text.length + bytes.length - headerEnd);
    new DataView(result.buffer).setBigUint64(0, BigInt(text.length), true);
    result.set(text, 8);
    result.set(bytes.subarray(headerEnd), 8 + text.length);
    return result;
  };

  it("gives back exactly what was written", () => {
    const { contentHash, ...decoded } = decodeCheckpoint(bytes, "x.ckpt", "resnet8");
    expect(decoded).toEqual(checkpoint);
    expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(encodeCheckpoint(decoded)).toEqual(bytes);
    expect(checkpointTensor(decoded, "stem.conv.weight").length).toBe(16 * 3 * 9);
    expect(checkpointTensor(decoded, "stem.bn.mean@0.50x").length).toBe(8);
  });

  it.each([
    ["an empty file", () => new Uint8Array(0), /truncated/],
    ["other bytes", () => new Uint8Array(64).fill(255), /not a pimento-checkpoint/],
    ["a header cut short", () => bytes.slice(0, 50), /truncated inside its header/],
    ["tensors cut short", () => bytes.slice(0, bytes.length - 1), /truncated inside its tensors/],
    ["bytes too many", () => Uint8Array.from([...bytes, 0]), /behind its tensors/],
    ["a flipped bit", () => bytes.map((byte, n) => (n === bytes.length - 9 ? byte ^ 4 : byte)), /does not match its hash/],
    ["a changed header", () => withHeader((text) => text.replace('"seed":1', '"seed":2')), /does not match its hash/],
    ["another kind", () => withHeader((text) => text.replace("pimento-checkpoint", "pimento-something")), /another kind/],
    ["another version", () => withHeader((text) => text.replace('"version":1', '"version":9')), /unknown version.*9/],
    ["no JSON", () => withHeader((text) => text.replace("{", "[")), /not a JSON object/],
  ])("refuses %s", (_, make, reason) => {
    expect(() => decodeCheckpoint(make(), "x.ckpt")).toThrow(reason);
    expect(() => decodeCheckpoint(make(), "x.ckpt")).toThrow(/^x\.ckpt/);
  });

  it.each<[string, Partial<Record<keyof Checkpoint, unknown>>, RegExp]>([
    ["no card", { card: undefined }, /header's card: /],
    [
      "a kernel below one",
      {
        network: {
          ...checkpoint.network,
          nodes: checkpoint.network.nodes.map((node) => (node.kind === "conv" ? { ...node, kernel: -3 } : node)),
        },
      },
      /network\.nodes\.0\.kernel/,
    ],
    ["a node that is nothing", { network: { ...checkpoint.network, nodes: [null] } }, /network\.nodes\.0/],
    ["no subnet", { subnets: [] }, /header's subnets/],
    ["an accuracy in words", { card: { ...checkpoint.card, accuracy: { "1.00x": "NaN" } } }, /card\.accuracy\.1\.00x/],
    [
      "bits that arrays do not hold",
      { quantisation: { bits: { weightBits: 17, activationBits: 8 }, steps: {}, clips: {} } },
      /quantisation\.bits\.weightBits/,
    ],
    [
      "no clips of a subnet",
      { quantisation: { bits: { weightBits: 4, activationBits: 4 }, steps: {}, clips: {} } },
      /no clips of activations of subnet 1\.00x/,
    ],
    [
      "steps of a layer that is not there",
      { quantisation: { bits: { weightBits: 4, activationBits: 4 }, steps: { strange: [1] }, clips: {} } },
      /steps of weights of a layer.*strange/,
    ],
    [
      "too few steps",
      { quantisation: { bits: { weightBits: 4, activationBits: 4 }, steps: { "stem.conv": [1, 2] }, clips: {} } },
      /another number of steps.*stem\.conv.*found 2; allowed 16/,
    ],
  ])("refuses a header with %s, though its hash is right", (_, change, reason) => {
    const { header, tensors } = decodeContainer(bytes, "x.ckpt", "pimento-checkpoint");
    const { magic, version, tensors: list, ...fields } = header;
    expect([magic, version, (list as unknown[]).length]).toEqual(["pimento-checkpoint", 1, tensors.size]);
    const changed = encodeContainer("pimento-checkpoint", { ...fields, ...change }, [...tensors]);
    expect(() => decodeCheckpoint(changed, "x.ckpt")).toThrow(reason);
    expect(() => decodeCheckpoint(changed, "x.ckpt")).toThrow(/^x\.ckpt: /);
  });

  const without = (fields: Record<string, unknown>, ...names: string[]): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
  const LONG = "x".repeat(300);
  it.each<[string, Partial<Record<keyof Checkpoint, unknown>>, RegExp]>([
    [
      "a kernel far larger than its tensor",
      {
        network: {
          ...checkpoint.network,
          nodes: checkpoint.network.nodes.map((node) => (node.kind === "conv" ? { ...node, kernel: 65_535, padding: 32_767 } : node)),
        },
      },
      /tensor stem\.conv\.weight does not fit the network \(found 432 values/,
    ],
    [
      "nodes left out",
      { network: { ...checkpoint.network, nodes: checkpoint.network.nodes.slice(0, 3) } },
      /\(stem\.relu\): the last node must make one score a class \(found a map of 16x32x32; allowed a vector of 10/,
    ],
    ["a subnet left out", { subnets: checkpoint.subnets.slice(0, 1) }, /subnet that its network lacks \(found \S+@0\.50x/],
    ["two subnets of one name", { subnets: checkpoint.subnets.map((subnet) => ({ ...subnet, name: "a" })) }, /same name as subnet 0/],
    [
      "other classes than its last node has",
      { network: { ...checkpoint.network, classes: 9 } },
      /\(classifier\): the last node must make one score a class \(found 10 values; allowed a vector of 9/,
    ],
    ...["a\u0000", "[2pt] \\input{x}", "=1+1", "../a", "", LONG, "\u001b[2J"].flatMap(
      (name): [string, Partial<Record<keyof Checkpoint, unknown>>, RegExp][] => [
        [
          `a subnet called ${JSON.stringify(name)}`,
          { subnets: checkpoint.subnets.map((subnet) => ({ ...subnet, name })) },
          /header's subnets\.0\.name: not a name/,
        ],
        [`a network called ${JSON.stringify(name)}`, { network: { ...checkpoint.network, name } }, /header's network\.name: not a name/],
      ],
    ),
    ...["a\u0000", "\u202egpj", "", LONG].map((id): [string, Partial<Record<keyof Checkpoint, unknown>>, RegExp] => [
      `a layer called ${JSON.stringify(id)}`,
      { network: { ...checkpoint.network, nodes: [{ ...checkpoint.network.nodes[0], id }] } },
      /network\.nodes\.0\.id: not a name/,
    ]),
    ["a range whose ends are turned", { ranges: { "1.00x": { "stem.bn": { min: 1, max: 0, clip8: 1 } } } }, /ranges\.1\.00x\.stem\.bn/],
    [
      "more layers and subnets than can be",
      { subnets: Array.from({ length: 8000 }, (_, n) => ({ ...checkpoint.subnets[0], name: `s${n}` })) },
      /too many layers and subnets/,
    ],
  ])("refuses %s when it is read, whoever reads it", (_, change, reason) => {
    const { header, tensors } = decodeContainer(bytes, "x.ckpt", "pimento-checkpoint");
    const changed = encodeContainer("pimento-checkpoint", { ...without(header, "magic", "version", "tensors"), ...change }, [...tensors]);
    expect(() => decodeCheckpoint(changed, "x.ckpt")).toThrow(reason);
    expect(() => decodeCheckpoint(changed, "x.ckpt")).toThrow(/^x\.ckpt: /);
  });

  it("refuses a header nested deeper than any stack", () => {
    const depth = 200_000;
    const changed = withHeader((text) => text.replace('"options":{}', `"options":{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`));
    expect(() => decodeCheckpoint(changed, "x.ckpt")).toThrow(/^x\.ckpt: is not a pimento-checkpoint: its header/);
  });

  it("neither writes nor reads a negative variance", () => {
    const broken = sample();
    const variance = statisticsLayout(broken.network, broken.subnets).view(broken.statistics, "stem.bn.variance@0.50x");
    variance[3] = -1;
    const { tensors } = decodeContainer(bytes, "x.ckpt", "pimento-checkpoint");
    const changed = encodeContainer(
      "pimento-checkpoint",
      without({ ...broken }, "parameters", "statistics"),
      [...tensors].map(([name, values]) => [name, name === "stem.bn.variance@0.50x" ? variance : values]),
    );
    for (const work of [() => encodeCheckpoint(broken), () => decodeCheckpoint(changed, "x.ckpt")])
      expect(work).toThrow(/stem\.bn\.variance@0\.50x has a negative variance \(found -1/);
  });

  it("refuses a checkpoint of another network and values that are not numbers", () => {
    expect(() => decodeCheckpoint(bytes, "x.ckpt", "resnet20")).toThrow(/another network.*resnet8.*resnet20/);
    const broken = sample();
    broken.parameters[5] = NaN;
    expect(() => encodeCheckpoint(broken)).toThrow(/^resnet8: tensor stem\.conv\.weight.*not numbers.*rate.*found NaN/);
  });

  it("hashes as SHA-256 does", () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
      const data = Uint8Array.from({ length }, (_, n) => (7 * n) % 256);
      expect(sha256(data)).toBe(createHash("sha256").update(data).digest("hex"));
    }
  });
});

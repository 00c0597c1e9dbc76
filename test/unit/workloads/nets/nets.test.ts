// Networks, subnets, shapes and counts.
import { countNetwork, customSubnet, inferShapes, NETWORKS, networkNamed, resnet, subnetsOf } from "../../../../workloads/nets/index.js";

describe("ResNet-18 for ImageNet", () => {
  const spec = networkNamed("resnet18");

  it("has the published work and weights at each uniform width, in millions", () => {
    const counts = subnetsOf(spec, [1, 0.75, 0.5, 0.25]).map((subnet) => countNetwork(spec, subnet));
    expect(counts.map(({ macs }) => Math.round(macs / 1_000_000))).toEqual([1814, 1043, 483, 136]);
    // Weights and biases in millions; the literature counts the 9600 scales and shifts of batch norm apart.
    expect(counts.map(({ parameters }, n) => ((parameters - [9600, 7200, 4800, 2400][n]!) / 1_000_000).toFixed(2)))
      .toEqual(["11.68", "6.67", "3.05", "0.83"]);
  });

  it("pools once behind the stem and projects three times, where shapes change", () => {
    const shapes = inferShapes(spec);
    expect(shapes.get("stem.relu")).toEqual({ channels: 64, height: 112, width: 112 });
    expect(shapes.get("stem.pool")).toEqual({ channels: 64, height: 56, width: 56 });
    expect(shapes.get("s4.b2.relu")).toEqual({ channels: 512, height: 7, width: 7 });
    expect(spec.nodes.filter((node) => node.kind === "conv" && node.kernel === 1).map((node) => node.id))
      .toEqual(["s2.b1.shortcut.conv", "s3.b1.shortcut.conv", "s4.b1.shortcut.conv"]);
    expect(shapes.get("classifier")!.channels).toBe(1000);
  });
});

describe("the CIFAR ResNets", () => {
  const spec = resnet(20);

  it("have exactly the published multiply-accumulates at each uniform width", () => {
    const macs = subnetsOf(spec, [1, 0.75, 0.5, 0.25]).map((subnet) => countNetwork(spec, subnet).macs);
    const formula = [16, 12, 8, 4].map(
      (c) => 9 * 1024 * (3 * c + 6 * c * c) + 9 * 256 * (2 * c * c + 5 * 4 * c * c) + 9 * 64 * (8 * c * c + 5 * 16 * c * c) + 40 * c
    );
    expect(macs).toEqual(formula);
    expect(macs.slice(0, 2)).toEqual([40_551_040, 22_893_024]);
  });

  it("have as many weighted layers as their depth says", () => {
    for (const [name, family] of Object.entries(NETWORKS)) {
      const network = family.build(10);
      const layers = network.nodes.filter((node) => (node.kind === "conv" && !node.id.includes("shortcut")) || node.kind === "linear");
      expect(layers.length).toBe(Number(/\d+/.exec(name)![0]));
      expect(network.name).toBe(name);
      expect(JSON.parse(JSON.stringify(network))).toEqual(network);
    }
  });

  it("halve the plane at each stage", () => {
    const shapes = inferShapes(spec, subnetsOf(spec, [0.25])[0]);
    expect(shapes.get("s1.b3.relu")).toEqual({ channels: 4, height: 32, width: 32 });
    expect(shapes.get("s2.b1.add")).toEqual({ channels: 8, height: 16, width: 16 });
    expect(shapes.get("s3.b3.relu")).toEqual({ channels: 16, height: 8, width: 8 });
    expect(shapes.get("classifier")).toEqual({ channels: 10, height: 1, width: 1, vector: true });
  });

  it("with projections have a 1x1 convolution in every block, as wide as the block's last one in any subnet", () => {
    const projected = resnet(20, 10, "projection");
    expect(projected.channels).toEqual(spec.channels);
    const blocks = [...Array<[number, number, number]>(3)
      .fill([1024, 16, 16]), [256, 16, 32], [256, 32, 32], [256, 32, 32], [64, 32, 64], [64, 64, 64], [64, 64, 64]] as const;
    const extra = blocks.reduce((sum, [pixels, from, to]) => sum + pixels * from * to, 0);
    expect(countNetwork(projected).macs).toBe(40_551_040 + extra);
    const parameters = blocks.reduce((sum, [, from, to]) => sum + from * to + 2 * to, 0);
    expect(countNetwork(projected).parameters).toBe(countNetwork(spec).parameters + parameters);
    const odd = inferShapes(projected, customSubnet(projected, "odd", projected.channels.map((c, n) => 1 + ((5 * n) % c))));
    for (const node of projected.nodes) if (node.kind === "add") expect(odd.get(node.shortcut)).toEqual(odd.get(node.input));
  });

  it("refuse impossible widths and channel lists, saying what is allowed", () => {
    expect(() => subnetsOf(spec, [1, 1.5])).toThrow(/widths\[1\].*1\.5.*at most 1/s);
    expect(() => subnetsOf(spec, [0.01])).toThrow(/no channel/);
    expect(() => subnetsOf(spec, [0.5, 0.5])).toThrow(/twice/);
    expect(() => subnetsOf(spec, [])).toThrow(/at least one/);
    expect(() => customSubnet(spec, "odd", [1, 2])).toThrow(/19 counts/);
    expect(() => customSubnet(spec, "odd", spec.channels.map((c, n) => (n === 3 ? c + 1 : c)))).toThrow(/odd\.channels\[3\].*17.*1 to 16/s);
    expect(() => networkNamed("resnet21")).toThrow(/resnet20/);
  });

  it("refuse a graph that reads what is not there", () => {
    expect(() => inferShapes({ ...spec, nodes: [{ kind: "relu", id: "r", input: "nowhere" }] })).toThrow(/nowhere/);
  });
});

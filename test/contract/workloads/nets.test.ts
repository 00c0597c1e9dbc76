// The contract of every network: plain data, well formed at every width, and of a kind that trainer and counters take.
import { countNetwork, inferShapes, NETWORKS, subnetsOf } from "../../../workloads/nets/index.js";
import type { NetworkFamily } from "../../../workloads/nets/index.js";
import { planStorage } from "../../../workloads/nn/storage.js";

describe.each(Object.entries<NetworkFamily>(NETWORKS))("the network %s", (name, family) => {
  const spec = family.build(7);

  it("is plain data under its own name, with one logit a class", () => {
    expect(spec.name).toBe(name);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(inferShapes(spec).get(spec.nodes.at(-1)!.id)!.channels).toBe(7);
  });

  it("costs less at every narrower width", () => {
    const macs = subnetsOf(spec, [1, 0.75, 0.5, 0.25]).map((subnet) => countNetwork(spec, subnet).macs);
    expect([...macs].sort((a, b) => b - a)).toEqual(macs);
  });

  it("can be laid out for training", () => {
    const plan = planStorage(spec);
    for (const node of spec.nodes) expect(plan.shapes.get(plan.home.get(node.id)!)).toBeDefined();
  });
});

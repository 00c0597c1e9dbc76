// A round with frozen tensors: they stay as they were, weight decay included, and the rest learns.
import { fullSubnet } from "../../../../workloads/nets/index.js";
import { statisticsLayout } from "../../../../workloads/nn/parameters.js";
import { courseLayout, freshCourse } from "../../../../workloads/train/course.js";
import { InlineExecutor } from "../../../../workloads/train/index.js";
import { TrainingRound } from "../../../../workloads/train/round.js";
import { tinyJob, tinyNetwork } from "../../../fixtures/tiny-training.js";

it("a round leaves what is frozen as it was, and learns the rest", async () => {
  const subnets = [fullSubnet(tinyNetwork)];
  const { data, options } = tinyJob();
  const start = freshCourse(tinyNetwork, subnets, 1).parameters;
  const statistics = new Float32Array(statisticsLayout(tinyNetwork, subnets).size).fill(1);
  const frozen = (name: string): boolean => !/^(fc|n3)\./.test(name);
  const round = new TrainingRound({
    network: tinyNetwork, subnets, start, statistics, frozen, rules: [], epochs: 1, cycle: { before: 0, epochs: 1 }, firstEpoch: 0,
    objectives: () => [{ subnet: 0, labels: 1, teacher: null }],
  }, { data, flip: true, options, threads: 1, makeExecutor: (shared, images) => new InlineExecutor(shared, images) });
  while (!round.isDone) await round.oneStep();
  const layout = courseLayout(tinyNetwork);
  const { parameters } = round.outcome();
  for (const { name } of layout.slots) {
    const isSame = layout.view(parameters, name).every((value, n) => value === layout.view(start, name)[n]);
    expect([name, isSame]).toEqual([name, frozen(name)]);
  }
});

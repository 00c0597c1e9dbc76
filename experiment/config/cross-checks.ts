// What fields of a config demand of each other. What needs the network or the checkpoint itself is checked when those are loaded.
import { isConfigError, type ConfigProblem } from "../../sim/errors.js";
import { DATASETS, type DatasetFamily } from "../../workloads/data/index.js";
import { customSubnet, networkNamed, subnetsOf } from "../../workloads/nets/index.js";
import type { SubnetRequest } from "../../workloads/nets/index.js";
import type { ExperimentSpec } from "../spec.js";
import { located, parsePathText, type ConfigPath, type ConfigTree } from "./config-tree.js";

interface CrossCheck {
  /** The field to blame. */
  readonly path: ConfigPath;
  readonly fails: (spec: ExperimentSpec) => boolean;
  readonly message: string;
  readonly found: (spec: ExperimentSpec) => string;
  readonly allowed: (spec: ExperimentSpec) => string;
}

const hasData = (spec: ExperimentSpec): boolean => spec.data.name !== "none";

/** Files that a data set is read from; none when it is drawn. */
function filesOf(name: string): readonly string[] {
  const family: DatasetFamily | undefined = Object.hasOwn(DATASETS, name) ? DATASETS[name as keyof typeof DATASETS] : undefined;
  return family?.source.kind === "files" ? [...family.source.files.train, ...family.source.files.test] : [];
}

const CHECKS: readonly CrossCheck[] = [
  ...(["senseAmpMux", "writeParallelism", "columnGating", "wordBits"] as const).map((key): CrossCheck => ({
    path: ["chip", "array", key],
    fails: ({ chip: { array } }) => array[key] > array.columns,
    message: "is more than there are columns",
    found: ({ chip: { array } }) => String(array[key]),
    allowed: ({ chip: { array } }) => `up to ${array.columns}`,
  })),
  {
    path: ["run", "images"],
    fails: (spec) => hasData(spec) !== spec.run.images > 0,
    message: "does not go with the data",
    found: ({ run, data }) => `${run.images} with data.name: ${data.name}`,
    allowed: (spec) =>
      hasData(spec) ? "at least 1 (or data.name: none for timing without images)" : "0, or leave it out, with data.name: none",
  },
  {
    path: ["variation", "errors"],
    fails: (spec) => !hasData(spec) && (spec.variation?.errors ?? "none") !== "none",
    message: "errors show in images only",
    found: ({ variation, data }) => `${variation?.errors} with data.name: ${data.name}`,
    allowed: () => "none, or a data set",
  },
  {
    path: ["run", "timedImages"],
    fails: (spec) => spec.run.timedImages > Math.max(1, spec.run.images),
    message: "is more than the images there are",
    found: ({ run }) => String(run.timedImages),
    allowed: ({ run }) => `1 to ${Math.max(1, run.images)}`,
  },
  {
    path: ["network", "checkpoint"],
    fails: (spec) => spec.network.checkpoint === null && hasData(spec),
    message: "random weights say nothing about images",
    found: ({ data }) => `null with data.name: ${data.name}`,
    allowed: () => "a checkpoint (or data.name: none for timing without images)",
  },
  {
    path: ["data", "dir"],
    fails: ({ data }) => data.dir === null && filesOf(data.name).length > 0,
    message: "this data set is read from files and needs its folder",
    found: () => "nothing",
    allowed: ({ data }) => `the folder with ${filesOf(data.name).join(", ")}`,
  },
  {
    path: ["data", "dir"],
    fails: ({ data }) => data.dir !== null && filesOf(data.name).length === 0,
    message: "this data set is not read from files",
    found: ({ data }) => `${data.dir} with data.name: ${data.name}`,
    allowed: () =>
      `no folder, or data.name: ${Object.keys(DATASETS)
        .filter((name) => filesOf(name).length > 0)
        .join(", ")}`,
  },
];

/** Every contradiction between fields, with its place. */
export function crossCheckProblems(tree: ConfigTree, spec: ExperimentSpec): ConfigProblem[] {
  const contradictions = CHECKS.filter((check) => check.fails(spec)).map(({ path, message, found, allowed }) =>
    located(tree, path, { message, found: found(spec), allowed: allowed(spec) }));
  return [...contradictions, ...spec.network.subnets.flatMap((_, index) => subnetProblems(tree, spec, index))];
}

/** A subnet must exist in the network and differ from those before it. */
function subnetProblems(tree: ConfigTree, spec: ExperimentSpec, index: number): ConfigProblem[] {
  const { name: network, subnets } = spec.network;
  const subnet = subnets[index]!;
  const path = ["network", "subnets", index];
  const nameOf = (request: SubnetRequest): string => (typeof request === "number" ? String(request) : request.name);
  if (subnets.findIndex((other) => nameOf(other) === nameOf(subnet)) < index)
    return [located(tree, path, { message: "this subnet stands twice in the list", found: nameOf(subnet) })];
  try {
    if (typeof subnet === "number") subnetsOf(networkNamed(network), [subnet]);
    else customSubnet(networkNamed(network), subnet.name, subnet.channels);
    return [];
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return error.problems.map(({ path: inner, ...problem }) =>
      located(tree, typeof subnet === "number" ? path : [...path, ...parsePathText(inner.slice(subnet.name.length + 1))], problem));
  }
}

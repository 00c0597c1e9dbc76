// From the text of a config file and the options of a command line to an ExperimentSpec, or to one ConfigError with all problems.
import { ConfigError, isConfigError, type ConfigProblem } from "../../sim/errors.js";
import { experimentSchema, UNAVAILABLE_SECTIONS, type ExperimentConfig } from "./experiment-schema.js";
import type { ExperimentSpec } from "../spec.js";
import { emptySection, located, originOf, parsePathText, type ConfigTree } from "./config-tree.js";
import { crossCheckProblems } from "./cross-checks.js";
import { applyOverrides, type Override } from "./overrides.js";
import { resolveConfig } from "./resolve-config.js";
import { byPlace, schemaProblems } from "./schema-problems.js";
import { yamlTree } from "./yaml-tree.js";

const SECTIONS: ReadonlySet<string> = new Set(Object.keys(experimentSchema.shape));

export interface ConfigText {
  readonly text: string;
  /** Shown in errors. */
  readonly file: string;
  /** Name of the experiment when the config states none. */
  readonly name: string;
}

export interface ReadConfig {
  readonly spec: ExperimentSpec;
  /** Whether `data.dir` and `network.checkpoint` came from the command line (else their base is the config file's folder). */
  readonly fromCommandLine: { readonly dataDir: boolean; readonly checkpoint: boolean };
  /**
   * A ConfigError found later (a width that is not declared, too small a chip) with its places in this config; other errors as they are.
   */
  readonly locate: (error: unknown) => unknown;
}

/**
 * @param source the config file, or null for the embedded default
 * Throws ConfigError.
 */
export function readConfig(source: ConfigText | null, overrides: readonly Override[] = []): ReadConfig {
  const tree: ConfigTree = source === null ? { root: emptySection(), origins: new Map() } : yamlTree(source.text, source.file);
  applyOverrides(tree, overrides);
  const spec = resolveSections(tree, source?.name ?? "default");
  const problems = crossCheckProblems(tree, spec);
  if (problems.length > 0) throw new ConfigError(problems);
  const isOption = (path: readonly string[]): boolean => "option" in (originOf(tree, path) ?? {});
  return {
    spec,
    fromCommandLine: { dataDir: isOption(["data", "dir"]), checkpoint: isOption(["network", "checkpoint"]) },
    locate: (error) => (isConfigError(error) ? new ConfigError(error.problems.map((problem) => withPlace(tree, spec, problem))) : error),
  };
}

/** A problem with the checkpoint itself belongs to the field that names it; only what belongs to the config gets a place. */
function withPlace(tree: ConfigTree, spec: ExperimentSpec, problem: ConfigProblem): ConfigProblem {
  const named = problem.path === spec.network.checkpoint;
  const path = named ? ["network", "checkpoint"] : parsePathText(problem.path);
  if (problem.location !== undefined || !SECTIONS.has(String(path[0]))) return problem;
  return located(tree, path, named ? { ...problem, message: `${problem.path}: ${problem.message}` } : problem);
}

function resolveSections(tree: ConfigTree, name: string): ExperimentSpec {
  const sections = parseSections(tree);
  try {
    return resolveConfig(sections, name);
  } catch (error) {
    throw isConfigError(error)
      ? new ConfigError(error.problems.map((problem) => located(tree, parsePathText(problem.path), problem)))
      : error;
  }
}

function parseSections(tree: ConfigTree): ExperimentConfig {
  const unavailable = takeUnavailable(tree);
  const parsed = experimentSchema.safeParse(tree.root);
  if (parsed.success && unavailable.length === 0) return parsed.data;
  throw new ConfigError([...unavailable, ...(parsed.success ? [] : schemaProblems(tree, parsed.error.issues))].sort(byPlace));
}

/** Sections of the format that this version cannot honour: an error, for ignoring them would give a wrong answer. */
function takeUnavailable(tree: ConfigTree): ConfigProblem[] {
  const present = Object.keys(UNAVAILABLE_SECTIONS).filter((key) => key in tree.root);
  return present.map((key) => {
    delete tree.root[key];
    return located(tree, [key], { message: `${UNAVAILABLE_SECTIONS[key]!}: not available in this version` }, "key");
  });
}

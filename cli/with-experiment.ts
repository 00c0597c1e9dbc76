// From the words of a command line to a resolved experiment with Node's services, a progress bar, and errors placed in the config.
import type { ExperimentServices } from "../experiment/services.js";
import type { ExperimentSpec } from "../experiment/spec.js";
import { overridesOf, type ConfigArguments } from "./config-options.js";

export interface ExperimentArguments extends ConfigArguments {
  readonly file?: string | undefined;
}

/** Runs `work` on the experiment that the arguments name. Throws ConfigError with file, line and column where they are known. */
export async function withExperiment<T>(
  args: ExperimentArguments,
  work: (spec: ExperimentSpec, services: ExperimentServices) => Promise<T>,
): Promise<T> {
  const { loadConfig } = await import("../experiment/node/config-file.js");
  const { spec, baseFolders, locate } = await loadConfig(args.file ?? null, overridesOf(args));
  const { nodeServices } = await import("../experiment/node/node-services.js");
  const { progressDisplay } = await import("./progress.js");
  const progress = await progressDisplay();
  try {
    return await work(spec, nodeServices(baseFolders, progress.show));
  } catch (error) {
    throw locate(error);
  } finally {
    progress.stop();
  }
}

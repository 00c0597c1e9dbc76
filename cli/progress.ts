// A progress bar on standard error, only when a person is watching it.
import type { ExperimentProgress } from "../experiment/services.js";
import { streams } from "./terminal.js";

export interface ProgressDisplay {
  readonly show: (progress: ExperimentProgress) => void;
  readonly stop: () => void;
}

/** Shows nothing where standard error is no terminal; to be stopped before anything else is printed. */
export async function progressDisplay(): Promise<ProgressDisplay> {
  if (streams().err.isTTY !== true) return { show: () => {}, stop: () => {} };
  const { SingleBar, Presets } = (await import("cli-progress")).default;
  const format = " {bar} {percentage}% {stage}";
  const bar = new SingleBar(
    { stream: process.stderr, format, clearOnComplete: true, hideCursor: true, barsize: 30 },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show: ({ stage, done, total }) => {
      if (!started) bar.start(total, done, { stage });
      started = true;
      bar.setTotal(total);
      bar.update(done, { stage });
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

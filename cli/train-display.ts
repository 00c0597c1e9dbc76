// Progress of a training: a bar on a terminal, a line every fifty steps elsewhere. The only place where its wall time is read.
import { performance } from "node:perf_hooks";
import cliProgress from "cli-progress";
import type { StepReport } from "../workloads/train/index.js";
import { streams, tell } from "./terminal.js";

const LINE_STEPS = 50;

/** Of one training, from its first step to `stop`. */
export class TrainDisplay {
  private readonly bar: cliProgress.SingleBar | null;
  private readonly began = performance.now();

  /** Steps seen: those of a search's fine-tuning are not among them, nor those before a run was resumed. */
  private seen = 0;

  constructor(private readonly batch: number, private readonly epochs: number) {
    const format = " {bar} {percentage} % | epoch {epoch} | loss {loss} | accuracy {accuracy} | {speed} images/s | {left} left";
    const options = { format, stream: process.stderr, hideCursor: true, barsize: 20 };
    this.bar = streams().err.isTTY === true ? new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic) : null;
  }

  step(report: StepReport): void {
    this.seen += 1;
    const imagesPerS = (this.seen * this.batch) / ((performance.now() - this.began) / 1000);
    const values = {
      epoch: `${report.epoch + 1}/${this.epochs}`,
      loss: report.losses[0]!.toFixed(3),
      accuracy: report.accuracies.map((share) => (100 * share).toFixed(0)).join("/"),
      speed: imagesPerS.toFixed(0),
      left: minutes(((report.steps - report.step) * this.batch) / imagesPerS),
    };
    if (this.bar === null) {
      if (report.step % LINE_STEPS !== 0 && report.step !== report.steps) return;
      const progress = `step ${report.step}/${report.steps}  epoch ${values.epoch} (${report.phase})`;
      const learned = `loss ${values.loss}  accuracy ${values.accuracy} %`;
      tell(`${progress}  ${learned}  ${values.speed} images/s  ${values.left} left`);
    } else if (this.seen === 1) this.bar.start(report.steps, report.step, values);
    else this.bar.update(report.step, values);
  }

  /** A line of its own. */
  line(text: string): void {
    tell(text);
  }

  stop(): void {
    this.bar?.stop();
  }
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

// The timeline of a run in the Trace Event Format, which Perfetto and chrome://tracing open: a process a subnet, a track a unit or step,
// a slice a span of work or waiting. Line by line, so that a long run needs no memory for it.
import type { LifeSpan, Track } from "../../sim/life-line.js";
import { psToUs } from "../../sim/time.js";

/** Lines of one trace; join them as they come, between `opening` and `closing`. */
export class ChromeTrace {
  readonly opening = '{"displayTimeUnit":"ns","traceEvents":[\n';
  readonly closing = "\n]}\n";
  readonly #processes = new Map<string, number>();
  readonly #tracks = new Map<string, number>();
  #isFirst = true;

  /** The lines of one span, with the names of process and track before their first one. @param subnet the process */
  lines(subnet: string, { who, layer, isWait, name, fromPs, toPs }: LifeSpan & Track): string {
    if (toPs === fromPs) return "";
    const pid = this.#numberOf(this.#processes, subnet);
    const tid = this.#numberOf(this.#tracks, JSON.stringify([subnet, who]));
    const names = [
      ...(pid.isNew ? [{ ph: "M", name: "process_name", pid: pid.number, args: { name: subnet } }] : []),
      ...(tid.isNew ? [{ ph: "M", name: "thread_name", pid: pid.number, tid: tid.number, args: { name: who } }] : []),
    ];
    const times = { ts: psToUs(fromPs), dur: psToUs(toPs - fromPs) };
    const slice = { ph: "X", name, cat: isWait ? "wait" : "work", pid: pid.number, tid: tid.number, ...times, args: { layer } };
    const text = [...names, slice].map((event) => JSON.stringify(event)).join(",\n");
    const separator = this.#isFirst ? "" : ",\n";
    this.#isFirst = false;
    return `${separator}${text}`;
  }

  #numberOf(numbers: Map<string, number>, key: string): { readonly number: number; readonly isNew: boolean } {
    const known = numbers.get(key);
    if (known !== undefined) return { number: known, isNew: false };
    numbers.set(key, numbers.size + 1);
    return { number: numbers.size, isNew: true };
  }
}

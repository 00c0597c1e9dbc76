// Timelines for trace viewers: valid JSON, names before their first slice, every span once, no empty slices.
import { runExperiment } from "../../../experiment/run/run.js";
import type { LifeSpan, Track } from "../../../sim/life-line.js";
import { ChromeTrace } from "../../../reports/formats/chrome-trace.js";
import { testServices, timingExperiment } from "../../fixtures/experiments.js";

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly args: Readonly<Record<string, string>>;
}

async function traceOf(): Promise<{ events: TraceEvent[]; spans: (LifeSpan & Track)[]; latencyS: number }> {
  const base = timingExperiment();
  const trace = new ChromeTrace();
  const spans: (LifeSpan & Track)[] = [];
  let text = trace.opening;
  const onSpan = (subnet: string, span: LifeSpan & Track): void => {
    text += trace.lines(subnet, span);
    spans.push(span);
  };
  const { subnets } = await runExperiment({ ...base, network: { ...base.network, subnets: [0.25] } }, { ...testServices(), onSpan });
  const { traceEvents } = JSON.parse(text + trace.closing) as { traceEvents: TraceEvent[] };
  return { events: traceEvents, spans, latencyS: subnets[0]!.latencyS };
}

describe("the timeline of a run", () => {
  it("has one slice for each span that takes time, named by the kind of work or the reason of the wait", async () => {
    const { events, spans, latencyS } = await traceOf();
    const slices = events.filter(({ ph }) => ph === "X");
    const timed = spans.filter(({ fromPs, toPs }) => toPs > fromPs);
    expect(slices.map(({ name, cat, args }) => [name, cat, args.layer]))
      .toEqual(timed.map(({ name, isWait, layer }) => [name, isWait ? "wait" : "work", layer]));
    expect(new Set(slices.map(({ name }) => name))).toEqual(new Set([...slices.map(({ name }) => name), "compute", "write", "dependency"]));
    const end = Math.max(...slices.map(({ ts, dur }) => ts! + dur!));
    expect(Math.abs(end - latencyS * 1e6)).toBeLessThan(1e-6 * end);
  });

  it("names every process and track before its first slice", async () => {
    const { events } = await traceOf();
    const named = new Set<string>();
    for (const { ph, name, pid, tid } of events) {
      if (ph === "M") named.add(name === "process_name" ? `process ${pid}` : `track ${tid}`);
      else expect([named.has(`process ${pid}`), named.has(`track ${tid}`)]).toEqual([true, true]);
    }
  });
});

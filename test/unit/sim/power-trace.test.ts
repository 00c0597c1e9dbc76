import { PowerTrace } from "../../../sim/power-trace.js";
import { asTimePs } from "../../../sim/time.js";

const ps = asTimePs;
const PW = 1e12;

/** Power i % 7 watts from time 10 i on. */
function busyTrace(steps: number, options: ConstructorParameters<typeof PowerTrace>[0]) {
  const trace = new PowerTrace(options);
  for (let i = 0; i < steps; i++) trace.set(ps(10 * i), (i % 7) * PW);
  return trace;
}

describe("PowerTrace", () => {
  it("keeps steps exactly and joins equal neighbours", () => {
    const trace = new PowerTrace();
    trace.set(ps(0), 1 * PW);
    trace.set(ps(5), 2 * PW);
    trace.set(ps(5), 1 * PW);
    trace.set(ps(10), 4 * PW);
    expect(trace.points(ps(20))).toEqual([{ timePs: 0, powerW: 1, peakW: 1 }, { timePs: 10, powerW: 4, peakW: 4 }]);
    expect(trace.energyJ(ps(20))).toBeCloseTo(50e-12, 20);
  });

  it("does not count power that lasted no time", () => {
    const trace = new PowerTrace();
    trace.set(ps(5), 9 * PW);
    trace.set(ps(5), 1 * PW);
    expect([trace.peakW(ps(5)), trace.peakW(ps(6))]).toEqual([0, 1]);
  });

  it("stays small on a long run, with the exact peak and energy", () => {
    const steps = 10_000;
    const exact = busyTrace(steps, { maxPoints: steps + 1 });
    const small = busyTrace(steps, { maxPoints: 64 });
    const end = ps(10 * steps);
    const points = small.points(end);
    expect(points.length).toBeLessThanOrEqual(64);
    expect(points.length).toBeGreaterThan(16);
    expect(Math.max(...points.map((point) => point.peakW))).toBe(6);
    expect(small.peakW(end)).toBe(exact.peakW(end));
    expect(small.energyJ(end)).toBe(exact.energyJ(end));
    const area = points.reduce((sum, point, i) => sum + point.powerW * ((points[i + 1]?.timePs ?? end) - point.timePs), 0);
    expect(area * 1e-12).toBeCloseTo(exact.energyJ(end), 15);
  });

  it("bins from the start when told to, the last bin only as far as time went", () => {
    const trace = new PowerTrace({ binPs: ps(100) });
    trace.set(ps(50), 2 * PW);
    trace.set(ps(150), 4 * PW);
    expect(trace.points(ps(150))).toEqual([{ timePs: 0, powerW: 1, peakW: 2 }, { timePs: 100, powerW: 2, peakW: 2 }]);
    expect(trace.points(ps(200))[1]).toEqual({ timePs: 100, powerW: 3, peakW: 4 });
  });

  it("is empty before any time has passed", () => {
    expect(new PowerTrace().points(ps(0))).toEqual([]);
    expect(new PowerTrace({ binPs: ps(10) }).points(ps(0))).toEqual([]);
  });
});

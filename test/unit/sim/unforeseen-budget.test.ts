// A budget that nobody knows ahead, as a governor or a harvester would be: one file and one line of a registry.
import { BUDGETS, type Budget, type BudgetKind } from "../../../sim/budget/index.js";
import { Engine } from "../../../sim/engine.js";
import { ACT } from "../../../sim/event-queue.js";
import { PowerMeter } from "../../../sim/power.js";
import { asTimePs } from "../../../sim/time.js";

const PER_W = 1e12;

/** A limit that somebody turns while the machine runs. */
class Knob implements Budget {
  readonly floorPw = 0;
  #limitPw: number;
  #onChange: () => void = () => undefined;

  constructor(limitW: number) {
    this.#limitPw = limitW * PER_W;
  }

  turn(limitW: number): void {
    this.#limitPw = limitW * PER_W;
    this.#onChange();
  }

  leastPw = (): number => this.#limitPw;
  mostPw = (): number => Infinity;
  nextChangePs = (): number => Infinity;
  watch = (onChange: () => void): void => void (this.#onChange = onChange);
}

const REGISTRY = {
  ...BUDGETS,
  knob: { summary: "a limit that is turned in the run", build: (limitW: number) => new Knob(limitW) },
} as const satisfies Record<string, BudgetKind<never>>;

function run(limitW: number): {
  engine: Engine;
  knob: Knob;
  power: PowerMeter;
  starts: string[];
  ask: (who: string, powerW: number, ps: number) => void;
} {
  const engine = new Engine();
  const knob = REGISTRY.knob.build(limitW);
  const power = new PowerMeter(engine, { budget: knob });
  const starts: string[] = [];
  const ask = (who: string, powerW: number, ps: number): void =>
    power.request({ who, powerW, durationPs: asTimePs(ps), onGranted: () => starts.push(`${who}@${engine.now}`) });
  return { engine, knob, power, starts, ask };
}

describe("a budget that is not known ahead", () => {
  it("lets an act that waits start when the limit rises, without any event of its own", () => {
    const { engine, knob, starts, ask } = run(1);
    ask("large", 2, 10);
    engine.schedule(70, ACT, () => knob.turn(3));
    engine.run();
    expect(starts).toEqual(["large@70"]);
  });

  it("does not stop an act when the limit falls: what it draws above is counted as excess", () => {
    const { engine, knob, power, starts, ask } = run(3);
    ask("running", 2, 100);
    engine.schedule(40, ACT, () => knob.turn(0.5));
    engine.schedule(60, ACT, () => ask("next", 1, 10));
    engine.schedule(200, ACT, () => knob.turn(1));
    engine.run();
    expect(starts).toEqual(["running@0", "next@200"]);
    // 60 ps at 1.5 W above the limit.
    expect(power.excessJ).toBeCloseTo(60e-12 * 1.5, 24);
  });

  it("never refuses: more may come, and who waits for ever is named in the deadlock", () => {
    const { engine, ask } = run(1);
    ask("patient", 5, 10);
    expect(() => engine.run()).toThrow(/patient waits for 5 W of power \(power-capped\)/);
  });
});

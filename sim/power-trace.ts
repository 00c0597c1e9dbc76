// Power over time, small however long the run: exact steps while they are few, then bins (average and peak of each)
// whose width doubles as the run grows. Peak and energy are exact in both.

import { wattsOf } from "./budget/picowatts.js";
import { asTimePs, psToS, type TimePs } from "./time.js";

/** From this time until the next point: the average power, and the highest in between (equal where steps are exact). */
export interface PowerPoint {
  readonly timePs: TimePs;
  readonly powerW: number;
  readonly peakW: number;
}

export interface PowerTraceOptions {
  /** Steps or bins kept at most, 4096 by default. */
  readonly maxPoints?: number;
  /** Width to bin at from the start; by default steps are kept exactly until there are too many. */
  readonly binPs?: TimePs;
}

const DEFAULT_MAX_POINTS = 4096;

/** Fed with every change of power, in the order of time. */
export class PowerTrace {
  readonly #maxPoints: number;
  #level = 0;
  #since = 0;
  #peak = 0;
  /** Picowatts x picoseconds, over all time before `#since`. */
  #energy = 0;
  // Exact steps ...
  #times: number[] = [];
  #levels: number[] = [];
  // ... or, once #binPs is set, bins from time 0.
  #binPs: number | undefined;
  #binEnergies: number[] = [];
  #binPeaks: number[] = [];

  constructor(options: PowerTraceOptions = {}) {
    this.#maxPoints = Math.max(2, options.maxPoints ?? DEFAULT_MAX_POINTS);
    this.#binPs = options.binPs === undefined ? undefined : Math.max(1, options.binPs);
  }

  /** The power is `levelPw` from now on. Several changes at one time leave only the last: power needs time to be power. */
  set(nowPs: TimePs, levelPw: number): void {
    if (levelPw === this.#level) return;
    this.#advance(nowPs);
    this.#level = levelPw;
  }

  /** Highest power over any time before now [W]. */
  peakW(nowPs: TimePs): number {
    return wattsOf(nowPs > this.#since ? Math.max(this.#peak, this.#level) : this.#peak);
  }

  /** Energy until now [J]. */
  energyJ(nowPs: TimePs): number {
    return psToS(wattsOf(this.#energy + this.#level * (nowPs - this.#since)));
  }

  points(nowPs: TimePs): PowerPoint[] {
    this.#advance(nowPs);
    if (this.#binPs === undefined) return this.#times.map((time, i) => exactPoint(time, this.#levels[i]!));
    return this.#binPoints(nowPs, this.#binPs);
  }

  /** Books the present level up to a time. */
  #advance(toPs: number): void {
    const fromPs = this.#since;
    if (toPs <= fromPs) return;
    this.#since = toPs;
    this.#peak = Math.max(this.#peak, this.#level);
    this.#energy += this.#level * (toPs - fromPs);
    if (this.#binPs === undefined) this.#addStep(fromPs);
    else this.#addToBins(fromPs, toPs, this.#level);
  }

  #addStep(fromPs: number): void {
    if (this.#levels.at(-1) === this.#level) return;
    this.#times.push(fromPs);
    this.#levels.push(this.#level);
    if (this.#times.length > this.#maxPoints) this.#startBins();
  }

  #startBins(): void {
    const [times, levels] = [this.#times, this.#levels];
    [this.#times, this.#levels] = [[], []];
    this.#binPs = Math.ceil((2 * this.#since) / this.#maxPoints);
    times.forEach((time, i) => this.#addToBins(time, times[i + 1] ?? this.#since, levels[i]!));
  }

  #addToBins(fromPs: number, toPs: number, level: number): void {
    while (toPs > this.#binPs! * this.#maxPoints) this.#doubleBins();
    const binPs = this.#binPs!;
    for (let bin = Math.floor(fromPs / binPs); bin * binPs < toPs; bin++) {
      const overlap = Math.min(toPs, (bin + 1) * binPs) - Math.max(fromPs, bin * binPs);
      this.#binEnergies[bin] = (this.#binEnergies[bin] ?? 0) + level * overlap;
      this.#binPeaks[bin] = Math.max(this.#binPeaks[bin] ?? 0, level);
    }
  }

  #doubleBins(): void {
    const pairs = Math.ceil(this.#binEnergies.length / 2);
    const [energies, peaks] = [this.#binEnergies, this.#binPeaks];
    this.#binEnergies = Array.from({ length: pairs }, (_, i) => energies[2 * i]! + (energies[2 * i + 1] ?? 0));
    this.#binPeaks = Array.from({ length: pairs }, (_, i) => Math.max(peaks[2 * i]!, peaks[2 * i + 1] ?? 0));
    this.#binPs! *= 2;
  }

  #binPoints(nowPs: TimePs, binPs: number): PowerPoint[] {
    const points: PowerPoint[] = [];
    this.#binEnergies.forEach((energy, bin) => {
      const length = Math.min(nowPs, (bin + 1) * binPs) - bin * binPs;
      const point = { timePs: asTimePs(bin * binPs), powerW: wattsOf(energy / length), peakW: wattsOf(this.#binPeaks[bin]!) };
      const previous = points.at(-1);
      if (previous?.powerW !== point.powerW || previous.peakW !== point.peakW) points.push(point);
    });
    return points;
  }
}

function exactPoint(timePs: number, levelPw: number): PowerPoint {
  return { timePs: asTimePs(timePs), powerW: wattsOf(levelPw), peakW: wattsOf(levelPw) };
}

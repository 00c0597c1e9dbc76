// The device models against hand-worked figures, their limits and their monotonicity, for every magnetic technology.
import * as device from "../../../../arch/device/index.js";
import { listAssumptions } from "../../../../arch/provenance/index.js";
import { MEMORY_TECHNOLOGIES, MAGNETISM, sensingOf } from "../../../../arch/technology/index.js";
import { magneticTechnologies } from "../../../fixtures/technologies.js";

const sot = MEMORY_TECHNOLOGIES["sot-mram"];
const sot22 = MEMORY_TECHNOLOGIES["sot-mram-22nm"];
const stt = MEMORY_TECHNOLOGIES["stt-mram"];
const YEAR_S = 365.25 * 86_400;

describe.each(magneticTechnologies)("device model of %s", (_, technology) => {
  const write = technology.write;
  const rateAt = (current: number, pulse: number): number =>
    device.writeErrorRate(
      technology, { currentA: current * write.setCurrentA.value, pulseS: pulse * write.setPulseS.value, temperatureK: 300 }
    );

  it("errs less with more current and with longer pulses, and always between 0 and 1", () => {
    const currents = [0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1, 1.2, 1.5, 2];
    for (const scan of [currents.map((x) => rateAt(x, 1)), currents.map((x) => rateAt(1, x))]) {
      scan.forEach((rate, i) => {
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
        if (i > 0) expect(rate).toBeLessThanOrEqual(scan[i - 1]! * (1 + 1e-9));
      });
    }
    expect(rateAt(0.01, 1)).toBeGreaterThan(0.99);
  });

  it("is less stable, sooner forgotten and easier to switch when hotter", () => {
    for (let temperatureK = 300; temperatureK < 400; temperatureK += 20) {
      expect(device.thermalStability(technology, temperatureK + 20)).toBeLessThan(device.thermalStability(technology, temperatureK));
      expect(device.retentionS(technology, temperatureK + 20)).toBeLessThan(device.retentionS(technology, temperatureK));
      expect(device.criticalCurrentA(technology, temperatureK + 20)).toBeLessThan(device.criticalCurrentA(technology, temperatureK));
    }
    expect(device.thermalStability(technology, 300)).toBeCloseTo(technology.device.thermalStability.value, 12);
  });

  it("is disturbed more by more current and longer reads, and not at all to speak of without any", () => {
    const disturb = (currentA: number, pulseS: number): number =>
      device.readDisturbProbability(technology, { currentA, pulseS, temperatureK: 300 });
    expect(disturb(2e-5, 1e-9)).toBeGreaterThan(disturb(1e-5, 1e-9));
    expect(disturb(1e-5, 2e-9)).toBeGreaterThan(disturb(1e-5, 1e-9));
    expect(disturb(0, 1e-9)).toBeCloseTo(Math.exp(-60), 30);
  });

  it("takes at least the element's heat from the supply when the supply can drive it", () => {
    const { set, reset } = device.switchingPulses(technology);
    const { elementOhm } = sensingOf(technology).writing(technology).set;
    for (const pulse of [set, reset]) {
      const dropV = pulse.currentA * elementOhm;
      expect(pulse.pathEnergyJ >= pulse.elementEnergyJ).toBe(dropV <= write.supplyV.value);
    }
  });
});

describe("write energies", () => {
  it("are 73 fJ in the channel and 264 fJ in the path of the 22 nm cell", () => {
    const { set } = device.switchingPulses(sot22);
    expect(set.elementEnergyJ).toBeCloseTo(72.96e-15, 17);
    expect(set.pathEnergyJ).toBeCloseTo(264e-15, 17);
  });
});

describe("critical current", () => {
  it("follows the formulas worked by hand", () => {
    // mu_0 H_k = 2 x 60 k_B 300 K / (850 kA/m x pi/4 60 x 40 x 2 nm^3) = 0.1551 T; mu_0 M_s = 1.0681 T.
    const thetaEffective = 0.3 * (1 - 1 / Math.cosh(3 / 1.4));
    expect(device.effectiveSpinHallAngle({ ...sot.device.switching, kind: "spin-orbit" })).toBeCloseTo(thetaEffective, 12);
    const byHandA = (3.03853e15 * 850e3 * 2e-9 * 0.007 * (0.15511 + 0.53407) * 60e-9 * 3e-9) / thetaEffective;
    expect(device.criticalCurrentA(sot, 300) / byHandA).toBeCloseTo(1, 3);
    // (4 e / hbar) (0.01 / 0.6) 60 k_B 300 K
    expect(device.criticalCurrentA(stt, 300)).toBeCloseTo(25.17e-6, 7);
    expect(device.criticalCurrentA(sot22, 300)).toBeLessThan(sot22.write.setCurrentA.value);
  });
});

describe("TMR", () => {
  it("halves at its half voltage and is solved at the bias it causes", () => {
    expect(device.tmrAtBias(1.7, 0.5, 0.5)).toBeCloseTo(0.85, 12);
    const junction = device.operatingJunction(sot, 9e3, 0.25);
    expect(junction.tmr).toBeCloseTo(device.tmrAtBias(1.712, junction.antiParallelBiasV, 0.5), 9);
    expect(junction.visibleRatio).toBeLessThan(junction.tmr / 2);
    expect(device.operatingJunction(sot22, 5e3, 0.5).antiParallelOhm).toBe(20_400);
  });
});

describe("a cell without junction", () => {
  const { reram } = MEMORY_TECHNOLOGIES;

  it("is seen through its access device", () => {
    expect(device.operatingResistances(reram, 1e6)).toEqual({ lowOhm: 1e6, highOhm: 1e7, accessOhm: 1e6, visibleRatio: 4.5 });
  });

  it("takes its voltage times current from the cell, and the supply times current from the path", () => {
    const { set, reset } = device.switchingPulses(reram);
    expect(set.elementEnergyJ).toBeCloseTo(0.6e-12, 20);
    expect(set.pathEnergyJ).toBeCloseTo(0.75e-12, 20);
    expect(reset).toEqual(set);
  });
});

describe("retention and endurance", () => {
  it("is ten years near Delta 40 for one bit, and shorter for many", () => {
    const thermalStability = { ...sot.device.thermalStability, value: 40.3 };
    const years = device.retentionS({ ...sot, device: { ...sot.device, thermalStability } }, 300, 1, 1 - Math.exp(-1)) / YEAR_S;
    expect(years).toBeGreaterThan(9);
    expect(years).toBeLessThan(12);
    expect(device.retentionS(sot, 300, 1000)).toBeCloseTo(device.retentionS(sot, 300) / 1000, 0);
  });

  it("lasts as long as the busiest cell, longer when its rows take turns", () => {
    expect(device.lifetimeS({ writesPerImage: 100, imagesPerS: 100, enduranceWrites: 1e12 })).toBe(1e8);
    expect(device.lifetimeS({ writesPerImage: 0, imagesPerS: 100, enduranceWrites: 1e12 })).toBe(Infinity);
    expect(device.levelledWrites(100, 8, 64)).toBe(12.5);
    expect(() => device.levelledWrites(100, 8, 4)).toThrow(/wear-levelling/);
  });
});

describe("normal tail", () => {
  it("has the tabled values, far out too", () => {
    const tabled: [number, number][] = [
      [0, 0.5], [1, 0.158655253931457], [2.5, 6.20966532577613e-3], [3, 1.34989803163009e-3],
      [6, 9.86587645037698e-10], [10, 7.61985302416053e-24], [20, 2.75362411860623e-89],
    ];
    for (const [z, tail] of tabled) expect(device.normalTail(z) / tail).toBeCloseTo(1, 11);
    expect(device.normalTail(-2) + device.normalTail(2)).toBe(1);
  });
});

it("states every device number with its range and reason", () => {
  const rows = magneticTechnologies.flatMap(([, technology]) => listAssumptions(technology.device)).concat(listAssumptions(MAGNETISM));
  expect(rows.length).toBeGreaterThan(35);
  for (const { path, kind, low, value, high, reason } of rows) {
    expect([path, kind === "assumed" && low <= value && value <= high && reason.length > 3]).toEqual([path, true]);
  }
});

import { ConfigError, SimulationError, didYouMean, finite, isConfigError, isSimulationError } from "../../../sim/errors.js";

describe("ConfigError", () => {
  it("lists every problem on its own line with place, path, found and allowed", () => {
    const error = new ConfigError([
      { path: "chip.rows", message: "must be positive", found: "-3", allowed: "1..4096", location: { file: "a.yaml", line: 2, column: 9 } },
      { path: "", message: "is empty" },
    ]);
    expect(error.message).toBe("a.yaml:2:9 chip.rows: must be positive (found -3; allowed 1..4096)\nis empty");
    expect(error.problems).toHaveLength(2);
  });

  it("is recognised by its code, not by its class", () => {
    expect(isConfigError(new ConfigError({ path: "a", message: "b" }))).toBe(true);
    expect(isConfigError({ code: "CONFIG" })).toBe(true);
    expect(isConfigError(new SimulationError(0, "a", "b"))).toBe(false);
    expect(isConfigError(null)).toBe(false);
    expect(isSimulationError(new SimulationError(0, "a", "b"))).toBe(true);
  });
});

describe("SimulationError", () => {
  it("starts with time and unit", () => {
    expect(new SimulationError(12300, "Chip.Bank[0]", "response to unknown request 42").message).toBe(
      "[12 300 ps] Chip.Bank[0]: response to unknown request 42",
    );
    expect(new SimulationError(null, "ledger", "no").message).toBe("ledger: no");
  });
});

describe("finite", () => {
  it("returns the value or names the parameter", () => {
    expect(finite(2, "a")).toBe(2);
    expect(() => finite(NaN, "cell.energyJ")).toThrow(/cell\.energyJ: must be a finite number \(found NaN\)/);
    expect(() => finite(-Infinity, "x")).toThrow(/-Infinity/);
  });
});

describe("didYouMean", () => {
  it("finds the near word, also with swapped letters and other case", () => {
    expect(didYouMean("sot-mrm", ["stt-mram", "sot-mram", "sram"])).toBe("sot-mram");
    expect(didYouMean("nmae", ["seed", "name"])).toBe("name");
    expect(didYouMean("Edge", ["edge"])).toBe("edge");
    expect(didYouMean("mux", ["rows", "senseAmpMux"])).toBe("senseAmpMux");
  });

  it("stays silent when nothing is close", () => {
    expect(didYouMean("banana", ["sot-mram", "edge"])).toBeUndefined();
    expect(didYouMean("x", [])).toBeUndefined();
    expect(didYouMean("bits", ["weightBits", "activationBits"])).toBeUndefined();
    expect(didYouMean("s", ["rows"])).toBeUndefined();
  });
});

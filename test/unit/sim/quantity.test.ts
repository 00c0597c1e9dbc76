import { formatQuantity, quantity, quantityInF, quantityInF2 } from "../../../sim/quantity.js";

describe("quantity", () => {
  it.each([
    ["2.5 ns", "s", 2.5e-9],
    ["2.5ns", "s", 2.5e-9],
    ["1.3 pJ", "J", 1.3e-12],
    ["60 fJ", "J", 6e-14],
    ["330 uA", "A", 3.3e-4],
    ["330 µA", "A", 3.3e-4],
    ["330 μA", "A", 3.3e-4],
    ["5 kohm", "ohm", 5000],
    ["5 kΩ", "ohm", 5000],
    ["5 kOhm", "ohm", 5000],
    ["10 fF", "F", 1e-14],
    ["1.2 GHz", "Hz", 1.2e9],
    ["25 degC", "K", 298.15],
    ["300 K", "K", 300],
    ["20 um^2", "m^2", 2e-11],
    ["20 µm²", "m^2", 2e-11],
    ["5 mm2", "m^2", 5e-6],
    ["12 ohm um^2", "ohm m^2", 1.2e-11],
    ["3 MA/cm^2", "A/m^2", 3e10],
    ["4 pJ/bit", "J/bit", 4e-12],
    ["0.2 fF/um", "F/m", 2e-10],
    ["8 Mb", "bit", 8e6],
    ["8 Mbit", "bit", 8e6],
    ["2 KiB", "bit", 16384],
    ["-3 mV", "V", -0.003],
    ["1e-3 s", "s", 1e-3],
    [".5 V", "V", 0.5],
  ])("reads %s in %s", (text, unit, value) => {
    expect(quantity(text, unit)).toBe(value);
  });

  it("reads plain numbers and percentages only where no unit is wanted", () => {
    expect(quantity("80 %", "1")).toBe(0.8);
    expect(quantity("7 percent", "%")).toBe(0.07);
    expect(quantity("0.8", "1")).toBe(0.8);
    expect(quantity(3, "1")).toBe(3);
    expect(() => quantity(3, "s")).toThrow(/"3" lacks its unit \(allowed a time such as 2\.5 ns\)/);
    expect(() => quantity("3", "s")).toThrow(/lacks its unit/);
    expect(() => quantity("3 ns", "1")).toThrow(/expected a plain number .* found 3 ns/);
    expect(() => quantity(NaN, "1")).toThrow(/finite/);
  });

  it("says which dimension was expected and what was found", () => {
    expect(() => quantity("3 pJ", "s", { path: "chip.clock" })).toThrow("chip.clock: expected a time such as 2.5 ns, found 3 pJ");
    expect(() => quantity("64 F^2", "m^2")).toThrow(/expected an area .* found 64 F\^2/);
    expect(() => quantity("3 s", "J/bit")).toThrow(/expected a value in J\/bit/);
  });

  it.each([
    "",
    "ns",
    "3 bananas",
    "3 ns 4",
    "1/0 s",
    "sqrt(4) ns",
    'import("x")',
    "3 constructor",
    "3 __proto__",
    "1e400 s",
    `${"1".repeat(80)} s`,
    "3 s; 4",
    "NaN s",
    "Infinity s",
  ])("refuses %p", (text) => {
    expect(() => quantity(text, "s")).toThrow(/allowed a time/);
  });

  it.each([
    ["50mw", "W", "mW or MW"],
    ["2 KHZ", "Hz", "kHz"],
    ["2 MHZ", "Hz", "MHz or mHz"],
    ["1 NS", "s", "ns"],
    ["5 KOHM", "ohm", "kohm"],
    ["300 k", "K", "K"],
    ["128 KIB", "bit", "KiB"],
    ["3 MS", "s", "Ms or ms"],
  ])("says what %s was probably meant to be in %s: a unit in other letters", (text, unit, meant) => {
    expect(() => quantity(text, unit)).toThrow(`did you mean ${meant}?`);
  });

  it("offers no unit of another name", () => {
    for (const text of ["3 wat", "3 x", "3 foo/s"]) expect(() => quantity(text, "W")).toThrow(/^(?!.*did you mean)/);
  });

  it("accepts an infinite limit where asked to", () => {
    expect(quantity("infinite", "W", { allowInfinite: true })).toBe(Infinity);
    expect(quantity(Infinity, "W", { allowInfinite: true })).toBe(Infinity);
    expect(quantity("2 W", "W", { allowInfinite: true })).toBe(2);
    expect(() => quantity("infinite", "W")).toThrow(/allowed a power/);
  });

  it("reads feature sizes apart from farads", () => {
    expect(quantityInF2("64 F^2")).toBe(64);
    expect(quantityInF2("69.5 F²")).toBe(69.5);
    expect(quantityInF2("64F2")).toBe(64);
    expect(quantityInF("6 F")).toBe(6);
    expect(() => quantityInF("6 F^2", { path: "cell.width" })).toThrow(
      /cell\.width: expected a length in feature sizes such as 6 F \(found "6 F\^2"\)/,
    );
    expect(() => quantityInF2("64 um^2")).toThrow(/an area in feature sizes/);
  });
});

describe("formatQuantity", () => {
  it.each([
    [2.5e-9, "s", "2.5 ns"],
    [6e-14, "J", "60 fJ"],
    [0.2, "W", "200 mW"],
    [3.3e-4, "A", "330 µA"],
    [5000, "ohm", "5 kΩ"],
    [1.2e9, "Hz", "1.2 GHz"],
    [300, "K", "300 K"],
    [8e6, "bit", "8 Mbit"],
    [0, "s", "0 s"],
    [-3e-3, "V", "-3 mV"],
    [1e-20, "J", "0.00001 fJ"],
    [4e-12, "J/bit", "4 pJ/bit"],
    [2.34e-6, "m^2", "2.34 mm²"],
    [2e-11, "m^2", "20 µm²"],
    [0, "m^2", "0 mm²"],
    [0.1234567, "%", "12.35 %"],
    [0.5, "1", "0.5"],
    [1.2e-11, "ohm m^2", "12 pΩ m²"],
    [3e10, "A/m^2", "30 GA/m²"],
  ])("prints %p %s", (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  it("moves to the next prefix when rounding carries", () => {
    expect(formatQuantity(9.9996e-7, "s")).toBe("1 µs");
    expect(formatQuantity(9.994e-7, "s", 3)).toBe("999 ns");
  });

  it("never prints NaN or infinity", () => {
    for (const bad of [NaN, Infinity, -Infinity]) expect(() => formatQuantity(bad, "J")).toThrow(/quantity \[J\]: must be a finite number/);
  });
});

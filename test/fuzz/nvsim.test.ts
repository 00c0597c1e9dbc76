// The reader of NVSim's .cell and .cfg files: files of its own form with lines left out, doubled, in other units and with odd values.
// Whatever comes, it gives a config that our own reader takes and that has no number that is not finite, or it refuses.

import fc from "fast-check";
import { readConfig } from "../../experiment/config/read-config.js";
import { IMPORTERS, type ImportSource } from "../../experiment/import/index.js";
import { fuzz, notFiniteIn, readOrRefuse, type FuzzFiles } from "./frame.js";

const CELL = `-MemCellType: MRAM
-ProcessNode: 45
-CellArea (F^2): 54
-CellAspectRatio: 0.54
-ResistanceOn (ohm): 3000
-ResistanceOff (ohm): 6000
-ReadMode: current
-ReadVoltage (V): 0.25
-ReadCurrent (uA): 25
-MinSenseVoltage (mV): 25
-ReadPower (uW): 30
-ResetMode: current
-ResetVoltage (V): 0
-ResetCurrent (uA): 80
-ResetPulse (ns): 10
-ResetEnergy (pJ): 0
-SetMode: current
-SetCurrent (uA): 80
-SetPulse (ns): 10
-SetEnergy (pJ): 1
-AccessType: CMOS
-VoltageDropAccessDevice (V): 0.15
-AccessCMOSWidth (F): 8
-Stitching: 0
`;
const CONFIG = `-DesignTarget: RAM
-OptimizationTarget: ReadLatency
-ProcessNode: 45
-Capacity (KB): 128
-WordWidth (bit): 128
-DeviceRoadmap: HP
-LocalWireType: LocalAggressive
-Routing: H-tree
-InternalSensing: true
-MemoryCellInputFile: my.cell
-Temperature (K): 350
-ForceBank (Total AxB, Active CxD): 1x1, 1x1
-ForceMat (Total AxB, Active CxD): 2x2, 2x2
-ForceMuxSenseAmp: 16
-ForceMuxOutputLev1: 1
-ForceMuxOutputLev2: 1
-UseCactiAssumption: No
`;

const ODD_VALUES = [
  "", "0", "-0", "-1", "1e999", "1e-320", "NaN", "inf", "0x10", "1.", ".5", "1e3", "1048576", "0.1", "90", "22", "1 # one", "1 // one",
  "true", "Yes", "no",
  "voltage", "0x0, 0x0", "2x2, 4x4", "3x1, 1x1", "99999999999x99999999999, 1x1", "__proto__", "constructor", "../my.cell", "my.cell",
];
const UNITS = [
  "", "V", "mV", "ns", "ps", "uA", "pJ", "uW", "F^2", "F", "bit", "bits", "Byte", "B", "KB", "MB", "GB", "K", "ohm", "kohm", "µA",
  "__proto__",
];
const KEYS = [
  "CellArea", "cellarea", "ReadEnergy", "WriteEnergy", "ForceMuxOutputLev1", "FlashPageSize", "toString", "__proto__", "A".repeat(300),
];

const number = fc.oneof(fc.double().map(String), fc.nat(4096).map(String));
const value = fc.oneof(fc.constantFrom(...ODD_VALUES), number, fc.string({ maxLength: 12 }));
const longRun = fc.tuple(fc.constantFrom(" ", "-", "(", "#", "/", "0", "x", ",", "\t", ":", "\u00a0"), fc.integer({ min: 1, max: 100_000 }))
  .map(([text, times]) => text.repeat(times));

/** What may be done to one line. */
const change = (line: string): fc.Arbitrary<string> => fc.oneof(
  { withCrossShrink: true },
  { weight: 40, arbitrary: fc.constant(line) },
  { weight: 2, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: fc.constant(`${line}\n${line}`) },
  { weight: 6, arbitrary: value.map((text) => line.replace(/: .*/, `: ${text}`)) },
  { weight: 2, arbitrary: fc.constantFrom(...UNITS).map((unit) => line.replace(/\(.*\)/, `(${unit})`)) },
  { weight: 1, arbitrary: fc.constantFrom(...KEYS).map((key) => line.replace(/^-\w+/, `-${key}`)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }).map((text) => `${line}${text}`) },
  { weight: 1, arbitrary: fc.constantFrom("# note", "// note", "\tbehind", " # 1e9").map((text) => `${line} ${text}`) },
);

/** A long run of one character at most once a file, for it costs time. */
const changed = (text: string): fc.Arbitrary<string> => fc.tuple(
  fc.tuple(...text.trimEnd().split("\n").map(change)).map((lines) => lines.join("\n")),
  fc.option(fc.tuple(longRun, fc.double({ min: 0, max: 1, noNaN: true })), { freq: 20 }),
).map(([lines, run]) => (run === null ? lines : lines.slice(0, run[1] * lines.length) + run[0] + lines.slice(run[1] * lines.length)));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16Of = (text: string): Uint8Array => {
  const units = Uint16Array.from(`\ufeff${text}`, (character) => character.charCodeAt(0));
  return new Uint8Array(units.buffer);
};

const encoded = (text: string): fc.Arbitrary<Uint8Array> => fc.oneof(
  { weight: 30, arbitrary: changed(text).map(bytesOf) },
  { weight: 1, arbitrary: changed(text).map(utf16Of) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
);

/** A configuration with its cell file, without it, or a cell alone. */
const files: fc.Arbitrary<FuzzFiles> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ "my.cfg": encoded(CONFIG), "my.cell": encoded(CELL) }) },
  { weight: 1, arbitrary: fc.record({ "my.cfg": encoded(CONFIG) }) },
  { weight: 4, arbitrary: fc.record({ "my.cell": encoded(CELL) }) },
);

async function check(given: FuzzFiles): Promise<void> {
  const sources: Record<string, ImportSource> = Object.fromEntries(Object.entries(given).map(([file, bytes]) => [file, { file, bytes }]));
  const isConfig = "my.cfg" in sources;
  const importer = IMPORTERS[isConfig ? "nvsim-config" : "nvsim-cell"];
  const source = sources[isConfig ? "my.cfg" : "my.cell"]!;
  const imported = await readOrRefuse(() => {
    const named = importer.companions(source).filter((name) => Object.hasOwn(sources, name));
    return importer.convert(source, Object.fromEntries(named.map((name) => [name, sources[name]!])));
  });
  if (imported === undefined) return;
  const { spec } = readConfig({ text: imported.text, file: "imported.yaml", name: "imported" });
  const bad = notFiniteIn(spec, "spec") ?? (/\bNaN\b|Infinity/.exec(imported.notes.join("\n")) ?? [])[0];
  if (bad !== undefined) throw new Error(`${bad} in ${imported.text}`);
}

fuzz("nvsim", { files, check });

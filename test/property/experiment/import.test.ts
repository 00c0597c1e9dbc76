// Importers on anything: a config that reads back, or an error that says what is wrong; never another failure.

import fc from "fast-check";
import { readConfig } from "../../../experiment/config/read-config.js";
import { IMPORTERS, type Importer } from "../../../experiment/import/index.js";
import { isConfigError } from "../../../sim/errors.js";

const CELL_LINES = [
  "-MemCellType: MRAM", "-MemCellType: SRAM", "-CellArea (F^2): 54", "-CellArea (F^2): 0", "-CellAspectRatio: 0.54",
  "-CellAspectRatio: wide", "-ResistanceOn (ohm): 3000", "-ResistanceOff (ohm): 6000", "-ReadMode: current", "-ReadVoltage (V): 0.25",
  "-SetCurrent (uA): 80", "-ResetCurrent (uA): 80", "-SetPulse (ns): 10", "-ResetPulse (ns): 10", "-AccessCMOSWidth (F): 8",
  "-AccessCMOSWidth (F): 1e9",
];
const CONFIG_LINES = [
  "-ProcessNode: 45", "-ProcessNode: 7", "-DeviceRoadmap: HP", "-DeviceRoadmap: XX", "-Temperature (K): 350", "-Capacity (KB): 16",
  "-Capacity (KB): 0.3", "-WordWidth (bit): 64", "-WordWidth (bit): 0", "-ForceBank (Total AxB, Active CxD): 1x1, 1x1",
  "-ForceBank (Total AxB, Active CxD): 2x2, 0x1", "-ForceMat (Total AxB, Active CxD): 1x1, 1x1", "-ForceMuxSenseAmp: 8",
  "-ForceMuxSenseAmp: 3", "-Routing: H-tree", "-__proto__: 1", "-constructor: 1",
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...CELL_LINES, ...CONFIG_LINES, "// comment", ""), { maxLength: 14 }).map((lines) => lines.join("\n")),
  fc.shuffledSubarray(CELL_LINES.filter((_, index) => ![1, 3, 5, 15].includes(index))).map((lines) => lines.join("\n")),
  fc.string({ maxLength: 80 }),
);

describe("an importer", () => {
  it.each(Object.entries<Importer>(IMPORTERS))("%s gives a config that reads back, or says what is wrong", (_, importer) => {
    fc.assert(fc.property(text, (content) => {
      const source = { file: `any${importer.extension}`, bytes: new TextEncoder().encode(content) };
      try {
        const imported = importer.convert(source, {});
        readConfig({ text: imported.text, file: "imported.yaml", name: "imported" });
      } catch (error) {
        if (!isConfigError(error)) throw error;
        expect(error.problems.every((problem) => problem.message !== "")).toBe(true);
      }
    }), { numRuns: 150 });
  });
});

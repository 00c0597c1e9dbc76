// pimento import: writes a config that pimento array takes; writes nothing on error.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ArrayEstimate } from "../../arch/chip/array-estimate.js";
import { emptyFolder, pimentoHere } from "./pimento.js";

const CELL =
  "-MemCellType: MRAM\n-CellArea (F^2): 50\n-ResistanceOn (ohm): 5000\n-ResistanceOff (ohm): 10000\n"
  + "-AccessType: CMOS\n-AccessCMOSWidth (F): 6\n";
const CONFIG = "-ProcessNode: 32\n-DeviceRoadmap: LSTP\n-MemoryCellInputFile: my.cell\n-Associativity: 8\n";

describe("pimento import", () => {
  it("turns a configuration and the cell it names into a config for pimento array", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "my.cell"), CELL);
    writeFileSync(join(folder, "ram.cfg"), CONFIG);
    const { code, out, err } = await pimentoHere(["import", "ram.cfg", "--out", "ram.yaml"], folder);
    expect([code, out]).toEqual([0, "wrote ram.yaml\n"]);
    expect(err).toMatch(/note: Associativity: 8 is not carried over/);
    const array = await pimentoHere(["array", "ram.yaml", "--json"], folder);
    expect(array.code).toBe(0);
    expect(JSON.parse(array.out) as ArrayEstimate).toMatchObject({ conventions: "reference", technology: "stt-mram" });
  });

  it.each([
    ["a key it does not know", "-MemCellType: MRAM\n-CellSize: 3\n", /bad\.cell:2:1 CellSize: is a key that this importer does not know/],
    ["a cell of another kind", "-MemCellType: SRAM\n", /bad\.cell:1:1 MemCellType: cannot be represented.*MRAM/],
  ])("writes nothing for %s", async (_, text, message) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "bad.cell"), text);
    const { code, err } = await pimentoHere(["import", "bad.cell", "--out", "bad.yaml"], folder);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(readdirSync(folder)).toEqual(["bad.cell"]);
  });
});

// The contract of every convention set: every constant has a source and is finite, and arrays of every technology can be built with it.
import { CONVENTIONS, estimateSubArray, type Conventions, type ConventionsName } from "../../../arch/circuit/index.js";
import { listAssumptions } from "../../../arch/provenance/index.js";
import { cmosProcess } from "../../../arch/technology/index.js";
import { sensedTechnologies } from "../../fixtures/technologies.js";

const process = cmosProcess({ featureSizeM: 45e-9 });
const SPEC = { rows: 256, columns: 512, senseAmpMux: 8, writeParallelism: 64 };

describe.each(Object.entries<Conventions>(CONVENTIONS))("the convention set %s", (name, conventions) => {
  it("says what it is, and of each constant where it comes from or why it was chosen", () => {
    expect(conventions.title).not.toBe("");
    const rows = listAssumptions({ constants: conventions.constants });
    expect(rows).toHaveLength(Object.keys(conventions.constants).length);
    for (const { path, value, kind, source, reason } of rows) {
      expect([path, Number.isFinite(value) && value >= 0]).toEqual([path, true]);
      expect([path, kind === "cited" ? source : reason]).toEqual([path, expect.stringMatching(/.{3}/)]);
    }
  });

  it.each(sensedTechnologies)("builds a sub-array of %s with finite costs", (_, technology) => {
    const { areaM2, costs } = estimateSubArray(SPEC, technology, process, { conventions: name as ConventionsName });
    expect(areaM2).toBeGreaterThan(0);
    const figures = Object.values(costs.actions).flatMap(({ energyJ, latencyS }) => [energyJ, latencyS]);
    expect(figures.filter((figure) => !(figure >= 0 && Number.isFinite(figure)))).toEqual([]);
  });
});

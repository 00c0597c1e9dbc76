// Imported files give the reference tool's own figures, for every row of its table: with everything stated, and with what it computes
// itself left out or written as 0.

import { readFileSync } from "node:fs";
import { arrayEstimate } from "../../../../arch/chip/array-estimate.js";
import { readConfig } from "../../../../experiment/config/read-config.js";
import { IMPORTERS } from "../../../../experiment/import/index.js";
import { nvsimConfigText, nvsimSource, SOT_CELL, STT_CELL } from "../../../fixtures/nvsim-texts.js";
import { REFERENCE_TOLERANCE } from "../../../validation/reference-tool.js";

/** Figures as the reference prints them. */
interface Row {
  readonly cell: string;
  readonly rows: number;
  readonly columns: number;
  readonly mux: number;
  readonly areaUm2: number;
  readonly leakage_mW: number;
  readonly read: readonly [number, number];
  readonly write: readonly [number, number];
  readonly cellRead_pJ: number;
}

/** What the cell files state, and what NVSim computes in its place at 45 nm HP, where VDD is 1 V. */
const CELLS = {
  stt_shipped_54F2: {
    text: STT_CELL,
    stated: { readPower_uW: 30, writeEnergy_pJ: 1 },
    computed: { readPower_uW: (1e6 * (0.25 - 0.15)) / 3000, writeEnergy_pJ: 0.08 * 10 },
  },
  sot_nominal_50F2: {
    text: SOT_CELL,
    stated: { readPower_uW: 12, writeEnergy_pJ: 0.08 },
    computed: { readPower_uW: (1e6 * (0.25 - 0.15)) / 5000, writeEnergy_pJ: 0.1 * 1 },
  },
};

function referenceRows(): Row[] {
  const table = readFileSync(new URL("../../../validation/data/array-reference.csv", import.meta.url), "utf8").trim().split("\n");
  const [header, ...lines] = table.map((line) => line.split(","));
  return lines.map((line) => {
    const at = (name: string): number => Number(line[header!.indexOf(name)]);
    return {
      cell: line[0]!,
      rows: at("rows"),
      columns: at("columns"),
      mux: at("mux"),
      areaUm2: at("total_area_um2"),
      leakage_mW: at("leakage_mW"),
      read: [at("read_lat_ns"), at("read_energy_pJ")],
      write: [at("write_lat_ns"), at("write_energy_pJ")],
      cellRead_pJ: at("cellread_energy_pJ"),
    };
  });
}

const rows = referenceRows();
const cellOf = ({ cell }: Row) => CELLS[cell as keyof typeof CELLS];

/** Area, leakage, then latency and energy of a read and a write, in the units of the table. */
function figuresOf({ rows: rowCount, columns, mux }: Row, cellText: string): number[] {
  const config = nvsimSource("ram.cfg", nvsimConfigText(rowCount, columns, mux));
  const { text } = IMPORTERS["nvsim-config"].convert(config, { "my.cell": nvsimSource("my.cell", cellText) });
  const { chip } = readConfig({ text, file: "ram.yaml", name: "ram" }).spec;
  expect(chip).toMatchObject({ conventions: "reference", array: { rows: rowCount, columns, senseAmpMux: mux, wordBits: columns / mux } });
  const { areaM2, leakageW, operations: { read, write } } = arrayEstimate(chip);
  return [areaM2 * 1e12, leakageW * 1e3, read.latencyS * 1e9, read.energyJ * 1e12, write.latencyS * 1e9, write.energyJ * 1e12];
}

function expectNear(ours: readonly number[], reference: readonly number[]): void {
  ours.forEach((value, index) => expect(Math.abs(value / reference[index]! - 1)).toBeLessThan(REFERENCE_TOLERANCE));
}

it.each(rows)("a stated $cell of $rows x $columns, mux $mux, gives the reference figures", (row) => {
  expectNear(figuresOf(row, cellOf(row).text), [row.areaUm2, row.leakage_mW, ...row.read, ...row.write]);
});

describe.each<[string, (text: string) => string]>([
  ["left out", (text) => text.replace(/^-(ReadPower|SetEnergy|ResetEnergy).*\n/gm, "")],
  ["written as 0", (text) => text.replace(/^-(ReadPower|SetEnergy|ResetEnergy)( \(..\)): .*/gm, "-$1$2: 0")],
])("with power and energies %s", (_, without) => {
  it.each(rows)("a $cell of $rows x $columns, mux $mux, gives what the reference computes", (row) => {
    const { text, stated, computed } = cellOf(row);
    const [readLatency, readEnergy] = row.read;
    const [writeLatency, writeEnergy] = row.write;
    const newRead = readEnergy + row.cellRead_pJ * (computed.readPower_uW / stated.readPower_uW - 1);
    const newWrite = writeEnergy + (row.columns / row.mux) * (computed.writeEnergy_pJ - stated.writeEnergy_pJ);
    expectNear(figuresOf(row, without(text)), [row.areaUm2, row.leakage_mW, readLatency, newRead, writeLatency, newWrite]);
  });
});

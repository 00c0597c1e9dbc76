// Writes what is told of trained networks: the cards as JSON, their tables as CSV (the short ones as LaTeX too), their figures.
import { join } from "node:path";
import type { CardResult } from "../../experiment/checkpoints/card-result.js";
import { CARD_FIGURES } from "../cards/index.js";
import { cardSubnetTable, cardTable, curveTable } from "../cards/tables.js";
import { tableCsv } from "../formats/csv.js";
import { tableLatex } from "../formats/latex.js";
import { writeAtomically } from "../../sim/node/write-atomically.js";
import { writePlot } from "./write-plot.js";

/** @returns names of the files */
export async function writeCards(cards: readonly CardResult[], folder: string): Promise<string[]> {
  const texts: [string, string][] = [
    ["cards.json", `${JSON.stringify(cards, null, 2)}\n`],
    ["cards.csv", tableCsv(cardTable(cards))], ["subnets.csv", tableCsv(cardSubnetTable(cards))], ["subnets.tex", tableLatex(cardSubnetTable(cards))], ["learning-curves.csv", tableCsv(curveTable(cards))],
  ];
  for (const [name, text] of texts) await writeAtomically(join(folder, name), text);
  const figures: string[] = [];
  for (const [name, kind] of Object.entries(CARD_FIGURES)) {
    if (kind.draw(cards) !== null) figures.push(...(await writePlot(folder, name, () => kind.draw(cards)!)));
  }
  return [...texts.map(([name]) => name), ...figures];
}

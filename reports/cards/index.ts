// What is told of trained networks side by side. To add a table or a figure: write it and name it here.
import type { CardResult } from "../../experiment/checkpoints/card-result.js";
import { notOnPaper } from "../formats/table.js";
import { indentedJson, noWarnings, type ReportKind } from "../report-kind.js";
import { accuracyAgainstMacs } from "./accuracy-against-macs.js";
import { learningCurves } from "./learning-curves.js";
import { cardListing, cardSubnetTable, cardTable, curveTable } from "./tables.js";

/** Of the cards of trained networks, in the order that they are named in. */
export const cardsReport = {
  describe: "trained networks side by side, from their cards",
  json: indentedJson("cards.json"),
  tables: {
    cards: { build: cardTable, onPaper: notOnPaper },
    subnets: { build: cardSubnetTable },
    "learning-curves": { build: curveTable, onPaper: notOnPaper },
  },
  figures: {
    "accuracy-against-macs": accuracyAgainstMacs,
    "learning-curves": learningCurves,
  },
  warnings: noWarnings,
  summary: (cards: readonly CardResult[]) => ({ tables: [cardListing(cards), cardSubnetTable(cards)], notes: [] }),
} as const satisfies ReportKind<readonly CardResult[]>;

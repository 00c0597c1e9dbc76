// Cards of trained networks as tables: how each came to be, and subnet by subnet what it needs and gives.
import type { CardResult, CardSubnet } from "../../experiment/checkpoints/card-result.js";
import { METRICS } from "../../experiment/metrics/index.js";
import { metricColumns } from "../formats/metric-columns.js";
import { tableOf, type Cell, type ColumnOf, type Table } from "../formats/table.js";

type SubnetRow = CardSubnet & { readonly card: CardResult };

const HASH_SHOWN = 12;

const CARD_COLUMNS: readonly ColumnOf<CardResult>[] = [
  { key: "checkpoint", title: "checkpoint", unit: null, of: ({ name }) => name },
  { key: "network", title: "network", unit: null, of: ({ network }) => network },
  { key: "method", title: "method", unit: null, of: ({ method }) => method },
  { key: "dataset", title: "trained on", unit: null, of: ({ dataset }) => dataset },
  { key: "trainImages", title: "training images", unit: "count", of: ({ trainImages }) => trainImages },
  { key: "epochs", title: "epochs", unit: "count", of: ({ epochs }) => epochs },
  { key: "seed", title: "seed", unit: "count", of: ({ seed }) => seed },
  { key: "accuracy", title: "float accuracy", unit: null, of: accuracyText },
  { key: "testImages", title: "test images", unit: "count", of: ({ testImages }) => testImages },
  { key: "weights", title: "weights", unit: null, of: weightsText },
  { key: "contentHash", title: "content hash", unit: null, of: ({ contentHash }) => contentHash.slice(0, HASH_SHOWN) },
  { key: "command", title: "command", unit: null, of: ({ command }) => command },
];

function accuracyText({ subnets }: CardResult): string {
  const text = (accuracy: number | null): string => (accuracy === null ? "not measured" : `${(100 * accuracy).toFixed(2)} %`);
  return subnets.map(({ name, accuracy }) => `${name} ${text(accuracy)}`).join(", ");
}

function weightsText({ roundedFrom }: CardResult): string {
  return roundedFrom === null ? "float32" : `codes of ${roundedFrom.slice(0, HASH_SHOWN)}, whose accuracy is stated`;
}

const CARDS_TITLE = "How the networks came to be";

/** One card a row. */
export const cardTable = (cards: readonly CardResult[]): Table => tableOf("cards", CARDS_TITLE, CARD_COLUMNS, cards);

/** The same for reading: one card below the other, a line for each fact. */
export function cardListing(cards: readonly CardResult[]): Table {
  const [first, ...facts] = CARD_COLUMNS;
  const columns = [first!.title, "fact", "value"].map((title) => ({ key: title, title, unit: null }));
  const rows = cards.flatMap((card) => facts.map((fact, n): Cell[] => [n === 0 ? first!.of(card) : "", fact.title, String(fact.of(card))]));
  return { name: "cards", title: CARDS_TITLE, columns, rows };
}

/** One subnet a row. */
export const cardSubnetTable = (cards: readonly CardResult[]): Table =>
  tableOf<SubnetRow>("subnets", "Subnet by subnet", [
    { key: "checkpoint", title: "checkpoint", unit: null, of: ({ card }) => card.name },
    { key: "method", title: "method", unit: null, of: ({ card }) => card.method },
    { key: "subnet", title: "subnet", unit: null, of: ({ name }) => name },
    ...metricColumns(METRICS.card).map((column) => ({ ...column, digits: 4 })),
    { key: "channels", title: "channels", unit: null, of: ({ channels }) => channels.join(" ") },
  ], cards.flatMap((card) => card.subnets.map((subnet): SubnetRow => ({ ...subnet, card }))));

/** One epoch of one subnet a row. */
export const curveTable = (cards: readonly CardResult[]): Table => {
  const rows = cards.flatMap((card) => card.curve.map((point) => ({ ...point, card: card.name })));
  return tableOf("learning-curves", "Loss and accuracy on augmented training images", [
    { key: "checkpoint", title: "checkpoint", unit: null, of: ({ card }) => card },
    { key: "phase", title: "phase", unit: null, of: ({ phase }) => phase },
    { key: "epoch", title: "epoch", unit: "count", of: ({ epoch }) => epoch },
    { key: "subnet", title: "subnet", unit: null, of: ({ subnet }) => subnet },
    { key: "loss", title: "loss", unit: "1", of: ({ loss }) => loss },
    { key: "accuracy", title: "accuracy", unit: "%", of: ({ accuracy }) => accuracy },
    { key: "heldOut", title: "held-out accuracy", unit: "%", of: ({ heldOut }) => heldOut ?? null },
  ], rows);
};

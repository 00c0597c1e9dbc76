// What every figure of trained networks keeps to.
import type { CardResult } from "../../../experiment/checkpoints/card-result.js";
import { CARD_FIGURES, type CardFigureKind } from "../../../reports/cards/index.js";

const card = (method: string, accuracies: readonly (number | null)[]): CardResult => ({
  name: method, contentHash: "0123456789abcdef", network: "resnet20", method, dataset: "drawn", trainImages: 100, testImages: 50, epochs: 2, seed: 1, command: "npx pimento train", roundedFrom: null,
  subnets: accuracies.map((accuracy, n) => ({ name: `s${n}`, channels: [16 - n], macs: 1000 * (10 - n), parameters: 100, accuracy })),
  curve: [1, 2].flatMap((epoch) => accuracies.map((_, n) => ({ phase: "joint", epoch, subnet: `s${n}`, loss: 2 / epoch, accuracy: 0.3 * epoch - n / 100 }))),
});

const two = [card("uniform", [0.8, 0.7]), card("individual", [0.75, 0.6])];
const silent: CardResult[] = [{ ...card("imported", [null]), curve: [] }];

const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];

describe.each(Object.entries<CardFigureKind>(CARD_FIGURES))("the figure of trained networks %s", (_, kind) => {
  it("says what it shows and draws the same every time, a series for every method", () => {
    expect(kind.describe.length).toBeGreaterThan(10);
    expect(JSON.stringify(kind.draw(two))).toBe(JSON.stringify(kind.draw(two)));
    const labels = kind.draw(two)!.configuration.data.datasets.map(({ label }) => label).join(" ");
    expect(labels).toMatch(/uniform.*individual/);
  });

  it("has only finite numbers and a unit on every axis, and shows nothing where nothing was measured", () => {
    for (const value of numbersIn(kind.draw(two)!.configuration)) expect(Number.isFinite(value)).toBe(true);
    const scales = Object.values((kind.draw(two)!.configuration.options?.scales ?? {}) as Record<string, { title: { text: string } }>);
    for (const scale of scales) expect(scale.title.text).toMatch(/\(.+\)$/);
    expect(kind.draw(silent)).toBeNull();
  });
});

// Every sourced number behind one chip: which cards its config chooses, where each number stands in the list of assumptions, and
// the same cards with numbers replaced. Pure: cost functions are given these cards and read no others.
import { circuitCards, type CircuitCards } from "../circuit/index.js";
import { CONTROLLER, type ControllerCard } from "../controller/controller-costs.js";
import { DIGITAL_WIDTHS, type DigitalWidths } from "../digital/digital-costs.js";
import { mapSourced, rowOf, type AssumptionRow, type Sourced, type SourcedSeries, type SourcedVisit } from "../provenance/index.js";
import { MAGNETISM, kindOf, processCards, type Magnetism, type MemoryTechnology, type ProcessCards } from "../technology/index.js";
import { ConfigError, didYouMean, type ConfigProblem } from "../../sim/errors.js";
import { statedTechnology } from "./chip-technology.js";
import type { ChipSpec } from "../spec/chip-spec.js";

export interface ModelCards {
  readonly technology: MemoryTechnology;
  readonly process: ProcessCards;
  readonly circuit: CircuitCards;
  readonly magnetism: Magnetism;
  readonly digital: DigitalWidths;
  readonly controller: ControllerCard;
}

/** A path of the list of assumptions, and the value to compute with, in the number's own unit. */
export type Replacements = Readonly<Record<string, number>>;

const KNOWN = new WeakMap<ChipSpec, ModelCards>();

/** The cards of a chip with what its config replaces. Throws ConfigError for a path that no number of this chip has. */
export function modelCards(spec: ChipSpec): ModelCards {
  const known = KNOWN.get(spec);
  if (known !== undefined) return known;
  const cards = withReplaced(chosenCards(spec), spec.assumptions ?? {});
  KNOWN.set(spec, cards);
  return cards;
}

/** As the config chooses them, before anything is replaced. */
export const chosenCards = (
  { technology, cell, process, conventions }: Pick<ChipSpec, "technology" | "cell" | "process" | "conventions">
): ModelCards => ({
  technology: statedTechnology({ technology, cell }),
  process: processCards({ featureSizeM: process.nodeM, roadmap: process.roadmap, temperatureK: process.temperatureK }),
  circuit: circuitCards(conventions),
  magnetism: MAGNETISM,
  digital: DIGITAL_WIDTHS,
  controller: CONTROLLER,
});

/** Passes every sourced number through `visit`, in the order of the list: the one place that knows the paths. */
export function mapModelCards(cards: ModelCards, visit: SourcedVisit): ModelCards {
  const at = <T>(path: string, card: T): T => mapSourced(card, path, visit);
  return {
    technology: at(`technology.${cards.technology.name}`, cards.technology),
    process: mapProcess(cards.process, at),
    circuit: mapCircuit(cards.circuit, at),
    magnetism: kindOf(cards.technology).isMagnetic ? at("magnetism", cards.magnetism) : cards.magnetism,
    digital: at("digital", cards.digital),
    controller: at("controller", cards.controller),
  };
}

type MapAt = <T>(path: string, card: T) => T;

function mapProcess(cards: ProcessCards, at: MapAt): ProcessCards {
  return {
    ...cards,
    nodes: cards.nodes.map((node) => ({
      ...node,
      device: at(`process.${node.name}.${cards.roadmap}`, node.device),
      wires: at(`process.${node.name}.wires`, node.wires),
      senseConverter: at(`process.${node.name}.senseConverter`, node.senseConverter),
    })),
    constants: at("process.constants", cards.constants),
    temperatureK: at("process.default.temperatureK", cards.temperatureK),
  };
}

/** The same object where nothing changes: what is computed from the cards is remembered by it. */
function mapCircuit(cards: CircuitCards, at: MapAt): CircuitCards {
  const { conventions, constants, ...shared } = cards;
  const mapped = { constants: at(`conventions.${conventions}`, constants), ...at("", shared) };
  const isSame = mapped.constants === constants && Object.entries(shared).every(
    ([key, card]) => mapped[key as keyof typeof shared] === card
  );
  return isSame ? cards : { conventions, ...mapped };
}

/** Rows of one chip; paths start with the card's kind. Between two nodes both are listed. */
export function listModelCards(cards: ModelCards): AssumptionRow[] {
  const rows: AssumptionRow[] = [];
  mapModelCards(cards, (path, entry) => {
    rows.push(rowOf(path, entry));
    return entry;
  });
  return rows;
}

/** The cards with other values in the places that the paths name. Throws ConfigError with every path that there is not. */
export function withReplaced(cards: ModelCards, replacements: Replacements): ModelCards {
  const open = new Map(Object.entries(replacements));
  if (open.size === 0) return cards;
  const known: string[] = [];
  const replaced = mapModelCards(cards, (path, entry) => {
    known.push(path);
    const value = open.get(path);
    open.delete(path);
    return value === undefined ? entry : replacing(entry, value, path);
  });
  const problems = [...open.keys()].map((path) => unknownPath(path, known));
  if (problems.length > 0) throw new ConfigError(problems);
  return replaced;
}

/** What is wrong with a path of no number of the chip, with the nearest one that it has. */
export function unknownPath(path: string, known: readonly string[]): ConfigProblem {
  const near = didYouMean(path, known);
  return {
    path: `chip.assumptions.${path}`,
    message: `no number of this chip has this path${near === undefined ? "" : `; did you mean "${near}"?`}`,
    allowed: "a path that `pimento list assumptions` prints and this chip uses",
  };
}

/** A column over temperature is scaled to begin with the value. */
function replacing<E extends Sourced | SourcedSeries>(entry: E, value: number, path: string): E {
  if (!Number.isFinite(value)) throw new ConfigError({
    path: `chip.assumptions.${path}`, message: "must be a finite number", found: String(value),
  });
  const from = {
    kind: "stated", source: null, locator: `chip.assumptions.${path}`, reason: `stated in the config (chip.assumptions.${path})`,
  } as const;
  if ("values" in entry) {
    const [first = value, ...rest] = entry.values;
    return { ...entry, ...from, values: [value, ...rest.map((each) => each * (value / first))] };
  }
  return { ...entry, ...from, text: entry.unit === "1" ? String(value) : `${value} ${entry.unit}`, value, low: value, high: value };
}

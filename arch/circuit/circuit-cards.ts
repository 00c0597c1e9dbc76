// The sourced numbers behind the circuit models: what every convention set shares, and the constants of one of them.
// Circuits never read these: they get the values through their context, so that a value can be another one for one evaluation.

import { assume, assumeWhole, cite } from "../provenance/index.js";
import type { Sourced } from "../provenance/index.js";
import { CONVENTIONS } from "./conventions/index.js";
import type { CircuitConstants, ConventionsName } from "./conventions/index.js";

interface LogicCellCard {
  /** At 45 nm. */
  readonly areaM2: Sourced;
  /** Minimum inverters with the same switched capacitance and leakage. */
  readonly inverters: Sourced;
  /** From input to slowest output, in fan-out-of-four delays. */
  readonly fanOutOfFours: Sourced;
}

const LIBRARY = "nangate-45";
const COUNT = "transistor pairs of the usual circuit";
const DELAY = "usual figure of a static CMOS cell under a light load";

const LOGIC_CELLS = {
  nand2: {
    areaM2: cite("0.798 um^2", LIBRARY, "NAND2_X1"),
    inverters: assume("2", { low: "1.5", high: "3" }, COUNT),
    fanOutOfFours: assume("1.2", { low: "1", high: "1.5" }, DELAY),
  },
  mux2: {
    areaM2: cite("1.862 um^2", LIBRARY, "MUX2_X1"),
    inverters: assume("5", { low: "3", high: "6" }, COUNT),
    fanOutOfFours: assume("1.5", { low: "1", high: "2" }, DELAY),
  },
  halfAdder: {
    areaM2: cite("2.66 um^2", LIBRARY, "HA_X1"),
    inverters: assume("7", { low: "5", high: "9" }, COUNT),
    fanOutOfFours: assume("1.8", { low: "1.5", high: "2.5" }, DELAY),
  },
  fullAdder: {
    areaM2: cite("4.256 um^2", LIBRARY, "FA_X1"),
    inverters: assume("14", { low: "12", high: "16" }, "28-transistor mirror adder"),
    fanOutOfFours: assume("2.25", { low: "2", high: "2.5" }, "sum output of a mirror adder; its carry takes 1.5 to 2"),
  },
  flipFlop: {
    areaM2: cite("4.522 um^2", LIBRARY, "DFF_X1"),
    inverters: assume("11", { low: "10", high: "12" }, "20 to 24 transistors"),
    fanOutOfFours: assume("3", { low: "2", high: "4" }, "set-up plus clock to output"),
  },
} as const satisfies Record<string, LogicCellCard>;

export type LogicCellName = keyof typeof LOGIC_CELLS;

const LOGIC_ACTIVITY = {
  /** Share of the switched capacitance that toggles in one operation. */
  combinational: assume("0.25", { low: "0.1", high: "0.5" }, "random operands; glitches push it up, correlated data down"),
  /** A register's clock pin toggles always, its data half of the time. */
  register: assume("0.5", { low: "0.3", high: "0.8" }, "clock pin plus random data"),
  /** Cell area over placed area. */
  utilisation: assume("0.75", { low: "0.7", high: "0.85" }, "usual for blocks of a few thousand cells"),
} as const;

const ADDER = {
  /** Full-adder equivalents per bit of a prefix adder. */
  prefixShare: assume("1.5", { low: "1", high: "2" }, "a ripple adder has one; sparse prefix trees need about half more"),
} as const;

const RANDOM_BITS = "a random bit differs from the one before half of the time";

const WIRES = { activity: assume("0.5", { low: "0.2", high: "0.5" }, RANDOM_BITS) } as const;

/** The lines that sensed bits leave a sub-array over: toggles per bit. */
const OUTPUTS = { activity: assume("0.5", { low: "0.2", high: "0.5" }, RANDOM_BITS) } as const;

const SRAM = {
  cellAreaF2: assume("146 F^2", { low: "120 F^2", high: "180 F^2" },
    "usual six-transistor cell of array estimators, from general knowledge"),
  /** Height over width. */
  cellAspectRatio: assume("0.7", { low: "0.4", high: "1" }, "thin cells are wider than high"),
  accessWidthF: assume("1.3 F", { low: "1 F", high: "2 F" }, "near minimum, weaker than the pull-down"),
  /** NMOS width that leaks at full bias in one cell: one pull-down, one access device, and a pull-up's share. */
  leakingWidthF: assume("4 F", { low: "3 F", high: "6 F" }, "three devices of about minimum width are off across the supply"),
  /** Bitline swing of a read. */
  readSwingV: assume("0.15 V", { low: "0.1 V", high: "0.3 V" }, "what a latch sense amplifier with offset needs"),
  /** Share of the on current a cell sinks through its two devices in series. */
  cellCurrentShare: assume("0.5", { low: "0.3", high: "0.6" }, "access and pull-down in series"),
  senseCapacitanceF: assume("18 F", { low: "10 F", high: "30 F" }, "gate and drain widths of one latch"),
  /** Cells over the tile with its precharge, sense and write strips. */
  tileEfficiency: assume("0.7", { low: "0.5", high: "0.8" }, "usual for tiles of 256 rows"),
  /** Largest tile; a small buffer is one tile of its own size. */
  tileRows: assumeWhole("256", { low: "128", high: "512" }, "usual for tiles with latch sense amplifiers"),
  tileColumns: assumeWhole("256", { low: "128", high: "512" }, "usual; a wider access takes a wider tile"),
  /** Of the sense amplifier, in fan-out-of-four delays. */
  senseFanOutOfFours: assume("2", { low: "1", high: "4" }, "a latch and the gate behind it"),
} as const;

/** Laid out as the list of assumptions names them. */
export const SHARED_CARDS = {
  logic: { cells: LOGIC_CELLS, ...LOGIC_ACTIVITY, adder: ADDER, librarySizeM: cite("45 nm", LIBRARY, "node") },
  wires: WIRES,
  outputs: OUTPUTS,
  sram: SRAM,
} as const;

type SharedCards = typeof SHARED_CARDS;

export interface CircuitCards extends SharedCards {
  readonly conventions: ConventionsName;
  readonly constants: CircuitConstants;
}

const BY_CONVENTIONS = Object.fromEntries(
  Object.entries(CONVENTIONS).map(([name, { constants }]) => [name, { conventions: name, constants, ...SHARED_CARDS }]),
) as Record<ConventionsName, CircuitCards>;

/** As they are stated. */
export const circuitCards = (name: ConventionsName): CircuitCards => BY_CONVENTIONS[name];

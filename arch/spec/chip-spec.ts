// The resolved chip: what a config's `chip` section means once presets are applied and units are read.
// Plain JSON, SI numbers; the schema that reads it from text is arch/chip/schema.ts.

import type { SenseOperationName } from "../sense-ops/index.js";
import type { ArrayOperation } from "./array-operations.js";

/** Geometry of one computational sub-array. */
export interface ArraySpec {
  readonly rows: number;
  readonly columns: number;
  /** Columns that share one sense amplifier; sensing all columns takes this many passes. */
  readonly senseAmpMux: number;
  /** Columns written at once; a row takes ceil(columns / writeParallelism) write steps. */
  readonly writeParallelism: number;
  /** Columns are switched off for sensing in groups of this size; 0 senses every column of the array. */
  readonly columnGating: number;
  /** Width of the shift-accumulator; a layer whose sums need more is refused. */
  readonly accumulatorBits: number;
  /** Sums that one set of the sum buffer holds: no tile makes more channels. */
  readonly sumsPerSet: number;
  /** What the sense amplifiers can be configured to; members of the sense-operation registry. Each costs circuits. */
  readonly operations: readonly SenseOperationName[];
  /** Bits of one memory access, by which reads and writes of the array are quoted. */
  readonly wordBits: number;
}

/** mats per bank, banks per group, groups per chip; one computational sub-array per mat. */
export interface OrganizationSpec {
  readonly matsPerBank: number;
  readonly banksPerGroup: number;
  readonly groups: number;
  /** Mats of a bank that may sense or write at once; left out: all of them. */
  readonly activeMatsPerBank?: number;
}

/**
 * A cell given by its own numbers: what the config states of it, and nothing else; the technology's card gives the rest. Only fields
 * of the technology's kind of cell are there.
 * Currents, pulses and energies are of setting (to 1) and resetting (to 0).
 */
export interface CellSpec {
  readonly areaF2?: number;
  /** Height (along the bitline) over width. */
  readonly aspectRatio?: number;
  readonly resistanceOnOhm?: number;
  readonly resistanceOffOhm?: number;
  readonly raProductOhmM2?: number;
  readonly majorAxisM?: number;
  readonly minorAxisM?: number;
  readonly tmrRatio?: number;
  readonly oneState?: "parallel" | "anti-parallel";
  readonly readVoltageV?: number;
  readonly minSenseVoltageV?: number;
  readonly readPowerW?: number;
  /** Across the cell while it is written, for kinds that are written so. */
  readonly setVoltageV?: number;
  readonly resetVoltageV?: number;
  readonly setCurrentA?: number;
  readonly resetCurrentA?: number;
  readonly setPulseS?: number;
  readonly resetPulseS?: number;
  readonly setEnergyJ?: number;
  readonly resetEnergyJ?: number;
  readonly writeSupplyV?: number;
  readonly accessVoltageDropV?: number;
  readonly readAccessWidthF?: number;
  readonly writeAccessWidthF?: number;
  readonly heavyMetalResistanceOhm?: number;
  readonly separateReadWritePaths?: boolean;
  readonly wordlinesPerRow?: 1 | 2;
}

/** Figures of a real macro for one word access, used instead of the computed ones. */
export interface MeasuredAccess {
  readonly cycleS?: number;
  readonly energyJ?: number;
}

export interface ProcessSpec {
  readonly nodeM: number;
  readonly roadmap: "HP" | "LOP" | "LSTP";
  readonly temperatureK: number;
}

export interface BufferSpec {
  readonly capacityBits: number;
  /** Bits read or written in one access. */
  readonly widthBits: number;
}

export interface InterconnectSpec {
  /** Member of the interconnect registry. */
  readonly kind: string;
  /** Wires in each direction at the root. */
  readonly widthBits: number;
  readonly frequencyHz: number;
}

export interface DigitalSpec {
  readonly units: number;
  /** Channels that one unit handles in one cycle. */
  readonly lanes: number;
  readonly frequencyHz: number;
}

export interface ChipSpec {
  /** Name of the preset the numbers started from. */
  readonly preset: string;
  /** Member of the memory technology registry. */
  readonly technology: string;
  /** Member of the registry of compute styles; left out: bit-wise AND. */
  readonly computeStyle?: string;
  /** Null: the technology's own. */
  readonly cell: CellSpec | null;
  /** By operation, as the array report names them (read, write, and2 ...); empty: everything is computed. */
  readonly measured: Readonly<Partial<Record<ArrayOperation, MeasuredAccess>>>;
  readonly conventions: "pimento" | "reference";
  /** Only where the config replaces numbers of the list of assumptions: by path, in the unit that the list gives. */
  readonly assumptions?: Readonly<Record<string, number>>;
  readonly process: ProcessSpec;
  readonly array: ArraySpec;
  readonly organization: OrganizationSpec;
  /** Windows that the row buffer of a sub-array can hold (2 lets the next one arrive during compute). */
  readonly rowBufferWindows: number;
  /** Sets of finished sums that a sub-array can hold while they wait for the way out. */
  readonly sumBuffers: number;
  readonly globalBuffer: BufferSpec;
  readonly interconnect: InterconnectSpec;
  readonly digital: DigitalSpec;
  /** What sub-arrays without work do. `on`: they leak as the others. Gating comes with its wake-up costs later. */
  readonly idleSubArrays: "on";
}

/** Sub-arrays of the whole chip, one a mat. */
export const subArrayCount = (spec: ChipSpec): number =>
  spec.organization.matsPerBank * spec.organization.banksPerGroup * spec.organization.groups;

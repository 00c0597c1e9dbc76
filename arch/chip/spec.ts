// The resolved chip: what a config's `chip` section means once presets are applied and units are read.
// Plain JSON, SI numbers; the schema that reads it from text is arch/chip/schema.ts.

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
}

/** mats per bank, banks per group, groups per chip; one computational sub-array per mat. */
export interface OrganizationSpec {
  readonly matsPerBank: number;
  readonly banksPerGroup: number;
  readonly groups: number;
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
  readonly conventions: "pimento" | "reference";
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

export const subArrayCount = (spec: ChipSpec): number =>
  spec.organization.matsPerBank * spec.organization.banksPerGroup * spec.organization.groups;

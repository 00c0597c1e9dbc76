// One sub-array as the rest of the chip sees it: a row buffer that windows arrive in, places for finished sums, and the
// way its sums reach the digital unit. Made once; the agents of a step borrow it.
import type { Engine } from "../../sim/engine.js";
import { Port } from "../../sim/port.js";
import { Resource } from "../../sim/resource.js";

/** A window on its way: its elements, or null when the run is timed without images. */
export type WindowMessage = Uint16Array | null;
/** Sums of a tile's channels for one pixel, or null. */
export type SumsMessage = Float64Array | null;

export interface SubArraySizes {
  readonly rowBufferWindows: number;
  readonly sumBuffers: number;
}

/** The queues around one sub-array. */
export class SubArrayUnit {
  readonly name: string;
  /** Row buffer: a window keeps its place until it is written. */
  readonly windows: Port<WindowMessage>;
  /** Places for sums that are being made or wait for the way out. */
  readonly sumPlaces: Resource;
  /** Sums at the digital unit, waiting for those of the lane's other tiles. */
  readonly arrivals: Port<SumsMessage>;
  /** Set while somebody waits for an arrival. */
  onWindow: (() => void) | null = null;
  onArrival: (() => void) | null = null;

  /** @param activity what its bank must grant while it senses or writes */
  constructor(engine: Engine, readonly index: number, sizes: SubArraySizes, readonly activity: readonly Resource[]) {
    this.name = `sub-array[${index}]`;
    this.windows = new Port(engine, { name: `${this.name}.row-buffer`, capacity: sizes.rowBufferWindows });
    this.sumPlaces = new Resource(engine, { name: `${this.name}.sum-buffer`, capacity: sizes.sumBuffers, waitReason: "buffer-full" });
    this.arrivals = new Port(engine, { name: `${this.name}.sums-in`, capacity: sizes.sumBuffers });
    this.windows.listen(() => this.#wake("onWindow"));
    this.arrivals.listen(() => this.#wake("onArrival"));
  }

  #wake(which: "onWindow" | "onArrival"): void {
    const wake = this[which];
    this[which] = null;
    wake?.();
  }
}

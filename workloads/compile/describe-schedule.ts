// What a schedule does, layer by layer, read off the plans that its steps are made from: tiles, copies, passes and the bits it moves.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { IntegerNetwork } from "../quant/integer-network.js";
import type { MatrixLayer } from "../layers/index.js";
import { matrixPlan, pixelTraffic } from "./matrix-plan.js";
import type { Deployment, PlacedLayer } from "./place.js";

/** One matrix layer of one subnet. Bits and passes are for one image. */
export interface ScheduleRow {
  readonly layer: string;
  readonly pixels: number;
  readonly outChannels: number;
  /** Dot-product elements. */
  readonly elements: number;
  /** Tiles in use, and how the matrix is cut: row groups x column chunks. */
  readonly tiles: number;
  readonly rowGroups: number;
  readonly chunks: number;
  readonly replicas: number;
  readonly subArrays: number;
  /** Their numbers, rising. */
  readonly usedSubArrays: readonly number[];
  /** Sense passes of the fullest tile for one output pixel, and of all tiles for the image. */
  readonly passesPerPixel: number;
  readonly passes: number;
  /** Sent from the global buffer, multicasts once. */
  readonly bitsIn: number;
  /** Written into activation rows. */
  readonly bitsWritten: number;
  /** Partial sums sent to the digital unit. */
  readonly bitsOut: number;
  /** Written back to the global buffer. */
  readonly bitsStored: number;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function describeLayer(network: IntegerNetwork, layer: MatrixLayer, placed: PlacedLayer, chip: ChipSpec): ScheduleRow {
  const plan = matrixPlan(network, layer, placed, chip);
  const { matrix, pixels, group: { tiles, lanes } } = plan;
  const pixel = pixelTraffic(plan, chip);
  const chunks = new Set(tiles.map((tile) => tile.elementStart)).size;
  const used = lanes.flat();
  return {
    layer: layer.id,
    pixels,
    outChannels: matrix.outChannels,
    elements: matrix.elements,
    tiles: tiles.length,
    rowGroups: tiles.length / chunks,
    chunks,
    replicas: lanes.length,
    subArrays: used.length,
    usedSubArrays: [...used].sort((a, b) => a - b),
    passesPerPixel: Math.max(...pixel.passes),
    passes: pixels * sum(pixel.passes),
    bitsIn: pixels * pixel.bitsIn,
    bitsWritten: pixels * pixel.bitsWritten,
    bitsOut: pixels * pixel.bitsOut,
    bitsStored: pixels * pixel.bitsStored,
  };
}

/** One row per matrix layer, in execution order. */
export function describeSchedule(network: IntegerNetwork, deployment: Deployment, chip: ChipSpec): ScheduleRow[] {
  const placed = new Map(deployment.layers.map((layer) => [layer.id, layer]));
  return network.layers.flatMap((layer) => (layer.kind === "matrix" ? [describeLayer(network, layer, placed.get(layer.id)!, chip)] : []));
}

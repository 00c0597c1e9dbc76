// What sensing spends on columns that hold no element of the layer: whole gating groups are sensed, and a layer's last columns
// rarely fill one. Sensing energy is taken as shared evenly among the sensed bits, which is exact where ones and zeros cost alike.
import type { ExperimentSpec } from "../../experiment/spec.js";
import type { SubnetResult } from "../../experiment/run/result.js";

/** Pixels are 8-bit codes whatever the activations' width. */
const PIXEL_BITS = 8;

/** Bits that ANDs sense (in one image) and the network asks for: MACs times weight bits times input bits of every layer. */
export function usefulBitOps({ layers }: SubnetResult, { weightBits, activationBits, firstLayerBits, lastLayerBits }: ExperimentSpec["network"]): number {
  const matrixLayers = layers.filter(({ macs }) => macs > 0);
  return matrixLayers.reduce((sum, { macs }, index) => {
    const own = index === matrixLayers.length - 1 ? lastLayerBits : undefined;
    const bits = own ?? (index === 0 ? firstLayerBits : undefined) ?? weightBits;
    return sum + macs * bits * (index === 0 ? PIXEL_BITS : own ?? activationBits);
  }, 0);
}

/** Bits that ANDs sensed in one image. */
export const sensedBits = (subnet: SubnetResult): number =>
  subnet.ledger.reduce((sum, { unit, action, count }) => sum + (unit === "sub-array" && (action === "and.sense-0" || action === "and.sense-1") ? count : 0), 0) / subnet.timedImages;

/** Share of the sensed bits that come from columns without an element, 0 to 1; 0 where nothing is sensed. */
export function unusedColumnShare(subnet: SubnetResult, network: ExperimentSpec["network"]): number {
  const sensed = sensedBits(subnet);
  return sensed > 0 ? Math.max(0, 1 - usefulBitOps(subnet, network) / sensed) : 0;
}

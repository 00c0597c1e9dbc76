// What sensing spends on columns that hold no element of the layer: whole gating groups are sensed, and a layer's last columns
// rarely fill one. Sensing energy is taken as shared evenly among the sensed bits, which is exact where ones and zeros cost alike.
import type { SubnetResult } from "../../experiment/run/result.js";

/** Bit operations that the network asks for, of one image, the classifier's included. */
export const usefulBitOps = ({ layers }: SubnetResult): number => layers.reduce((sum, { bitOps }) => sum + bitOps, 0);

/** Share of the arrays' bit operations that come from columns without an element, 0 to 1; 0 where there are none. */
export function unusedColumnShare(subnet: SubnetResult): number {
  const { arrayBitOps } = subnet;
  return arrayBitOps > 0 ? Math.max(0, 1 - usefulBitOps(subnet) / arrayBitOps) : 0;
}

// Do the feature maps that are alive at once, and the scale tables of all subnets, fit the global buffer?
import { ConfigError } from "../../sim/errors.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { tablesOf, type IntegerNetwork } from "../quant/integer-network.js";

/** Most bits of feature maps that are alive at once, with the layer that needs them. */
function liveBits(network: IntegerNetwork): { readonly bits: number; readonly layer: string } {
  const lastUse = new Map<string, number>([[network.output, network.layers.length]]);
  network.layers.forEach((layer, i) => {
    lastUse.set(layer.input, i);
    if (layer.kind === "matrix" && layer.residual !== null) lastUse.set(layer.residual.tensor, i);
  });
  const made = new Map<string, number>([[network.input, 0]]);
  network.layers.forEach((layer, i) => made.set(layer.output, i));
  let worst = { bits: 0, layer: "" };
  network.layers.forEach((layer, i) => {
    const alive = network.tensors.filter((tensor) => made.get(tensor.id)! <= i && (lastUse.get(tensor.id) ?? i) >= i);
    const bits = alive.reduce((sum, tensor) => sum + tensor.channels * tensor.height * tensor.width * tensor.bits, 0);
    if (bits > worst.bits) worst = { bits, layer: layer.id };
  });
  return worst;
}

/** Bits of the scale tables of one subnet; those of all subnets stay in the global buffer. */
export const tableBits = (network: IntegerNetwork): number =>
  tablesOf(network).reduce((sum, table) => sum + table.multipliers.length * table.entryBits, 0);

/** @throws ConfigError when maps or tables do not fit  @param allTableBits of the scale tables of all subnets */
export function checkBuffer(network: IntegerNetwork, allTableBits: number, chip: ChipSpec): void {
  const { bits, layer } = liveBits(network);
  if (bits + allTableBits <= chip.globalBuffer.capacityBits) return;
  throw new ConfigError({
    path: "chip.globalBuffer.capacity",
    message: `feature maps of subnet ${network.name} need ${bits} bits at layer ${layer}, scale tables of all subnets ${allTableBits} bits`,
    found: `${chip.globalBuffer.capacityBits} bits`,
    allowed: `${bits + allTableBits} bits or more`,
  });
}

// Do the feature maps that are alive at once, and the scale tables of all subnets, fit the global buffer?
import { ConfigError } from "../../sim/errors.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { operandsOf } from "../layers/index.js";
import { tablesOf, type IntegerNetwork } from "../quant/integer-network.js";

/** Most bits of feature maps that are alive at once, with the layer that needs them. */
export function liveBits(network: IntegerNetwork): { readonly bits: number; readonly layer: string } {
  const lastUse = new Map<string, number>([[network.output, network.layers.length]]);
  network.layers.forEach((layer, i) => {
    for (const tensor of operandsOf(layer)) lastUse.set(tensor, i);
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

/** What else stays in the global buffer while a network runs. */
export interface KeptBits {
  /** Scale tables of all subnets of all networks. */
  readonly tables: number;
  /** The most that maps of the other networks on the chip need at once. */
  readonly otherMaps: number;
}

/** @throws ConfigError when maps or tables do not fit */
export function checkBuffer(network: IntegerNetwork, kept: KeptBits, chip: ChipSpec): void {
  const { bits, layer } = liveBits(network);
  const needed = bits + kept.tables + kept.otherMaps;
  if (needed <= chip.globalBuffer.capacityBits) return;
  const others = kept.otherMaps > 0 ? `, maps of the other networks ${kept.otherMaps} bits` : "";
  throw new ConfigError({
    path: "chip.globalBuffer.capacity",
    message: `feature maps of subnet ${network.name} need ${bits} bits at layer ${layer}, `
      + `scale tables of all subnets ${kept.tables} bits${others}`,
    found: `${chip.globalBuffer.capacityBits} bits`,
    allowed: `${needed} bits or more`,
  });
}

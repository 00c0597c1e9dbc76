// H-tree: the buffer at the centre of the chip, one tree to the groups, in each group one to the banks, in each bank one to the
// mats. Repeated wires, one word a cycle. All levels are as wide as the root, so the root is the only place with a queue.
// A multicast pays each level's root-to-leaf path once per group, bank or mat it reaches: forks inside a level are not shared.
import { nodesTouched } from "../spec/organization.js";
import { estimateHTree, type HTreeEstimate } from "../circuit/index.js";
import type { Interconnect, InterconnectGeometry, InterconnectModel, LinkLoad, Payload } from "./interconnect.js";

const LEVELS = ["group", "bank", "mat"] as const;
type Level = (typeof LEVELS)[number];

interface Block {
  readonly widthM: number;
  readonly heightM: number;
}

/** As square a grid as powers of two across allow. */
function gridOf(count: number): { readonly across: number; readonly down: number } {
  const across = 2 ** Math.ceil(Math.log2(count) / 2);
  return { across, down: Math.ceil(count / across) };
}

/** The tree of one level, and the block that its leaves fill. */
function treeOf(geometry: InterconnectGeometry, count: number, leaf: Block): { readonly tree: HTreeEstimate; readonly block: Block } {
  const grid = gridOf(count);
  const tree = estimateHTree(
    geometry.context, { ...grid, leafWidthM: leaf.widthM, leafHeightM: leaf.heightM, widthBits: geometry.spec.widthBits }
  );
  return { tree, block: { widthM: grid.across * leaf.widthM, heightM: grid.down * leaf.heightM } };
}

/** The three levels with the number of such trees on the chip. */
function levelsOf(geometry: InterconnectGeometry): Record<Level, { readonly tree: HTreeEstimate; readonly trees: number }> {
  const { matsPerBank, banksPerGroup, groups } = geometry.organization;
  const mats = treeOf(geometry, matsPerBank, geometry.mat);
  const banks = treeOf(geometry, banksPerGroup, mats.block);
  const chip = treeOf(geometry, groups, banks.block);
  return {
    group: { tree: chip.tree, trees: 1 },
    bank: { tree: banks.tree, trees: groups },
    mat: { tree: mats.tree, trees: groups * banksPerGroup },
  };
}

function build(geometry: InterconnectGeometry): Interconnect {
  const { organization, spec } = geometry;
  const levels = levelsOf(geometry);
  const total = (of: (tree: HTreeEstimate) => number): number =>
    LEVELS.reduce((sum, level) => sum + levels[level].trees * of(levels[level].tree), 0);
  const pathS = LEVELS.reduce((sum, level) => sum + levels[level].tree.costs.actions.transfer.latencyS, 0);
  const cycleS = 1 / spec.frequencyHz;
  const directions = 2;
  return {
    costs: {
      areaM2: directions * total((tree) => tree.costs.areaM2),
      leakageW: directions * total((tree) => tree.costs.leakageW),
      actions: Object.fromEntries(LEVELS.map(
        (level) => [`${level}-link`, { energyJ: levels[level].tree.costs.actions.transfer.energyJ, latencyS: 0, per: "bit and link" }]
      )),
    },
    cycleS,
    widthBits: spec.widthBits,
    hopCycles: Math.max(1, Math.ceil(pathS / cycleS)),
    loads: (payloads) => loadsOf(payloads, organization),
  };
}

/** A payload pays one path of each level for every group, bank and mat that it reaches. */
function loadsOf(payloads: readonly Payload[], organization: InterconnectGeometry["organization"]): LinkLoad[] {
  const bits = { group: 0, bank: 0, mat: 0 };
  for (const payload of payloads) {
    const nodes = nodesTouched(organization, payload.targets);
    bits.group += payload.bits * nodes.groups;
    bits.bank += payload.bits * nodes.banks;
    bits.mat += payload.bits * nodes.mats;
  }
  return LEVELS.map((level) => ({ action: `${level}-link`, bits: bits[level] }));
}

export const hTree = { summary: "H-tree of repeated wires from the global buffer to the mats", build } as const satisfies InterconnectModel;

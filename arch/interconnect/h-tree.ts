// H-tree: the buffer at the centre of the chip, one branch per group, bank and mat. Repeated wires, one word a cycle.
// Links of a level have the length of the way from the centre of a square to the centres of its n equal parts,
// side x (1 - 1/sqrt n) for both directions together. All levels are as wide as the root, so the root is the only queue.
import { nodesTouched } from "../bank/organization.js";
import type { Interconnect, InterconnectGeometry, InterconnectModel, LinkLoad, Payload } from "./interconnect.js";

const LEVELS = ["group", "bank", "mat"] as const;

/** Lengths of one link of each level, in metres. */
function linkLengths({ organization, matAreaM2 }: InterconnectGeometry): Record<(typeof LEVELS)[number], number> {
  const { matsPerBank, banksPerGroup, groups } = organization;
  const length = (children: number, childAreaM2: number): number => Math.sqrt(children * childAreaM2) * (1 - 1 / Math.sqrt(children));
  const bankAreaM2 = matsPerBank * matAreaM2;
  return {
    group: length(groups, banksPerGroup * bankAreaM2),
    bank: length(banksPerGroup, bankAreaM2),
    mat: length(matsPerBank, matAreaM2),
  };
}

function build(geometry: InterconnectGeometry): Interconnect {
  const { organization, spec, wire } = geometry;
  const lengths = linkLengths(geometry);
  const counts = { group: organization.groups, bank: organization.groups * organization.banksPerGroup, mat: organization.groups * organization.banksPerGroup * organization.matsPerBank };
  const totalM = LEVELS.reduce((sum, level) => sum + counts[level] * lengths[level], 0);
  const cycleS = 1 / spec.frequencyHz;
  const pathS = LEVELS.reduce((sum, level) => sum + lengths[level], 0) * wire.delaySPerM;
  const bothDirections = 2 * spec.widthBits;
  return {
    costs: {
      areaM2: totalM * wire.areaM2PerM * bothDirections,
      leakageW: totalM * wire.leakageWPerM * bothDirections,
      actions: Object.fromEntries(LEVELS.map((level) => [`${level}-link`, { energyJ: lengths[level] * wire.energyJPerM, latencyS: 0, per: "bit and link" }])),
    },
    cycleS,
    widthBits: spec.widthBits,
    hopCycles: Math.max(1, Math.ceil(pathS / cycleS)),
    loads: (payloads) => loadsOf(payloads, organization),
  };
}

/** A payload crosses each link on the way to its targets once. */
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

// Where a sub-array sits: group, bank, mat. Sub-arrays are numbered mat by mat, bank by bank, group by group.
import type { OrganizationSpec } from "./chip-spec.js";

export interface SubArrayAddress {
  readonly group: number;
  readonly bank: number;
  readonly mat: number;
}

/** @param subArray its number, 0 to all mats of the chip - 1 */
export function addressOf(organization: OrganizationSpec, subArray: number): SubArrayAddress {
  const { matsPerBank, banksPerGroup } = organization;
  const bankIndex = Math.floor(subArray / matsPerBank);
  return { group: Math.floor(bankIndex / banksPerGroup), bank: bankIndex % banksPerGroup, mat: subArray % matsPerBank };
}

/** How many of each level something reaches. */
export interface NodeCounts {
  readonly groups: number;
  readonly banks: number;
  readonly mats: number;
}

/** Number of distinct groups, banks and mats (over the whole chip) that some sub-arrays touch. */
export function nodesTouched(organization: OrganizationSpec, subArrays: readonly number[]): NodeCounts {
  const banks = new Set<number>();
  const groups = new Set<number>();
  for (const subArray of subArrays) {
    const { group, bank } = addressOf(organization, subArray);
    banks.add(group * organization.banksPerGroup + bank);
    groups.add(group);
  }
  return { groups: groups.size, banks: banks.size, mats: new Set(subArrays).size };
}

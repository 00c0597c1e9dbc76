// Where a sub-array sits: group, bank, mat. Sub-arrays are numbered mat by mat, bank by bank, group by group.
import type { OrganizationSpec } from "./chip-spec.js";

export interface SubArrayAddress {
  readonly group: number;
  readonly bank: number;
  readonly mat: number;
}

export function addressOf(organization: OrganizationSpec, subArray: number): SubArrayAddress {
  const { matsPerBank, banksPerGroup } = organization;
  const bankIndex = Math.floor(subArray / matsPerBank);
  return { group: Math.floor(bankIndex / banksPerGroup), bank: bankIndex % banksPerGroup, mat: subArray % matsPerBank };
}

/** Number of distinct groups and banks (over the whole chip) that some sub-arrays touch. */
export function nodesTouched(organization: OrganizationSpec, subArrays: readonly number[]): { readonly groups: number; readonly banks: number; readonly mats: number } {
  const banks = new Set<number>();
  const groups = new Set<number>();
  for (const subArray of subArrays) {
    const bank = Math.floor(subArray / organization.matsPerBank);
    banks.add(bank);
    groups.add(Math.floor(bank / organization.banksPerGroup));
  }
  return { groups: groups.size, banks: banks.size, mats: new Set(subArrays).size };
}

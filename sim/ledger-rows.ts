// Reading ledgers out: plain rows, and the sums, merges and multiples of them. The only place where counts become joules.

import { SimulationError } from "./errors.js";

/** One account at read-out; its energy is count x unitEnergyJ. */
export interface LedgerRow {
  readonly unit: string;
  readonly action: string;
  readonly request: string;
  readonly layer: string;
  readonly count: number;
  readonly unitEnergyJ: number;
}

export type LedgerKey = "unit" | "action" | "request" | "layer";

/** Energy of all rows [J]. */
export function totalEnergyJ(rows: readonly LedgerRow[]): number {
  return rows.reduce((sum, row) => sum + row.count * row.unitEnergyJ, 0);
}

/** Energy [J] per unit, action, request or layer, in the order of first appearance. */
export function energyJBy(rows: readonly LedgerRow[], key: LedgerKey): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row[key], (sums.get(row[key]) ?? 0) + row.count * row.unitEnergyJ);
  return sums;
}

/**
 * The rows of several ledgers (many images, many chips) as one; the result does not depend on their order.
 * Throws a SimulationError when two ledgers price the same (unit, action) differently.
 */
export function mergeRows(ledgers: Iterable<readonly LedgerRow[]>): LedgerRow[] {
  const merged = new Map<string, LedgerRow>();
  for (const rows of ledgers) {
    for (const row of rows) {
      const key = JSON.stringify([row.unit, row.action, row.layer, row.request]);
      const known = merged.get(key);
      if (known !== undefined && known.unitEnergyJ !== row.unitEnergyJ) {
        throw new SimulationError(
          null,
          `${row.unit}.${row.action}`,
          `costs ${known.unitEnergyJ} J in one ledger and ${row.unitEnergyJ} J in another`,
        );
      }
      merged.set(key, withCount(row, row.count + (known?.count ?? 0)));
    }
  }
  return [...merged.values()].sort(compareRows);
}

/** The rows of the same work done `times` times, a whole number. */
export function scaleRows(rows: readonly LedgerRow[], times: number): LedgerRow[] {
  return times === 0 ? [] : rows.map((row) => withCount(row, row.count * times));
}

/** Order by unit, action, layer, request, by code units: the same on every machine and locale. */
function compareRows(a: LedgerRow, b: LedgerRow): number {
  return (
    compareText(a.unit, b.unit) || compareText(a.action, b.action) || compareText(a.layer, b.layer) || compareText(a.request, b.request)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withCount(row: LedgerRow, count: number): LedgerRow {
  if (Number.isSafeInteger(count) && count >= 0) return { ...row, count };
  throw new SimulationError(null, `${row.unit}.${row.action}`, `count ${count} of "${row.layer}" is not a whole number below 2^53`);
}

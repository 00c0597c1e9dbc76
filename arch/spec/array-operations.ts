// What an array is asked to do, by the names that reports and configs use: the sense operations, writing, and counting.
// Two-row operations carry the number of their operands (and2), as three-row ones do in their own names.
import { SENSE_OPERATIONS, type SenseOperation, type SenseOperationName } from "../sense-ops/index.js";

type Named<Name extends SenseOperationName> = (typeof SENSE_OPERATIONS)[Name]["rowsActivated"] extends 2 ? `${Name}2` : Name;

export type SenseReportName = { [Name in SenseOperationName]: Named<Name> }[SenseOperationName];

/** `popcount` counts the ones of a word that has been sensed. */
export type ArrayOperation = SenseReportName | "write" | "popcount";

/** A sense operation by the name that reports and configs use: with the number of its operands where that is two. */
export function reportName(name: SenseOperationName): SenseReportName {
  const operation: SenseOperation = SENSE_OPERATIONS[name];
  return (operation.rowsActivated === 2 ? `${name}2` : name) as SenseReportName;
}

const senses = (Object.keys(SENSE_OPERATIONS) as SenseOperationName[]).map(reportName);

/** In the order of reports. */
export const ARRAY_OPERATIONS: readonly ArrayOperation[] = [...senses.slice(0, 1), "write", ...senses.slice(1), "popcount"];

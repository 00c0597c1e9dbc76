// The account itself: every (unit, action, layer) of every subnet, counts and joules summed over the timed images.
import type { LedgerRowResult, RunResult } from "../../../experiment/run/result.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

interface RowOfSubnet {
  readonly subnet: string;
  readonly timedImages: number;
  readonly row: LedgerRowResult;
}

const COLUMNS: readonly ColumnOf<RowOfSubnet>[] = [
  { key: "subnet", title: "subnet", unit: null, of: ({ subnet }) => subnet },
  { key: "timedImages", title: "timed images", unit: "count", of: ({ timedImages }) => timedImages },
  { key: "unit", title: "unit", unit: null, of: ({ row }) => row.unit },
  { key: "action", title: "action", unit: null, of: ({ row }) => row.action },
  { key: "layer", title: "layer", unit: null, of: ({ row }) => row.tag },
  { key: "count", title: "count", unit: "count", of: ({ row }) => row.count },
  { key: "unitEnergyJ", title: "energy of one", unit: "J", of: ({ row }) => row.unitEnergyJ },
  { key: "energyJ", title: "energy", unit: "J", of: ({ row }) => row.count * row.unitEnergyJ },
];

/** One row of the ledger a row; counts and J are of all timed images together. */
export const ledgerTable = (result: RunResult): Table =>
  tableOf("ledger", "Ledger, sum over the timed images", COLUMNS, result.subnets.flatMap((subnet) =>
    subnet.ledger.map((row) => ({ subnet: subnet.name, timedImages: subnet.timedImages, row }))));

// The main table: what each subnet costs and gives.
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import { METRICS } from "../../../experiment/metrics/index.js";
import { metricColumns } from "../../formats/metric-columns.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

const { accuracyRatio, ...others } = METRICS.subnet;

const COLUMNS: readonly ColumnOf<SubnetResult>[] = [
  { key: "subnet", title: "subnet", unit: null, of: (subnet) => subnet.name },
  { key: "images", title: "images", unit: "count", of: (subnet) => subnet.images },
  ...metricColumns({ accuracyRatio }),
  { key: "bitExact", title: "bit-exact", unit: null, of: (subnet) => subnet.bitExact },
  ...metricColumns(others),
];

/** One subnet a row, turned for reading; every metric of a subnet in its SI unit. */
export const subnetsTable = (result: RunResult): Table => ({
  ...tableOf("subnets", `${result.name}: ${result.network.name} on ${result.chip.preset}, one image`, COLUMNS, result.subnets),
  turned: true,
});

// Schedules: where each layer of a subnet lies and what it moves, for one image.
import type { CompiledSubnet } from "../../experiment/machine/compile.js";
import { tableOf, type ColumnOf, type Table } from "../formats/table.js";

type Row = CompiledSubnet["layers"][number];

interface ScheduleColumn extends ColumnOf<Row> {
  /** Its sum over the layers means something. */
  readonly isAdded?: true;
}

const COLUMNS: readonly ScheduleColumn[] = [
  { key: "layer", title: "layer", unit: null, of: (row) => row.layer },
  { key: "pixels", title: "pixels", unit: "count", of: (row) => row.pixels },
  { key: "outChannels", title: "channels", unit: "count", of: (row) => row.outChannels },
  { key: "elements", title: "elements", unit: "count", of: (row) => row.elements },
  { key: "tiles", title: "tiles", unit: "count", of: (row) => row.tiles },
  { key: "cut", title: "rows x columns", unit: null, of: (row) => `${row.rowGroups} x ${row.chunks}` },
  { key: "replicas", title: "replicas", unit: "count", of: (row) => row.replicas },
  { key: "subArrays", title: "sub-arrays", unit: "count", of: (row) => row.subArrays },
  { key: "subArrayRange", title: "which", unit: null, of: (row) => runsOf(row.usedSubArrays) },
  { key: "passesPerPixel", title: "passes/pixel", unit: "count", of: (row) => row.passesPerPixel },
  { key: "passes", title: "passes", unit: "count", isAdded: true, of: (row) => row.passes },
  { key: "inBits", title: "in", unit: "bit", isAdded: true, of: (row) => row.bitsIn },
  { key: "writtenBits", title: "written", unit: "bit", isAdded: true, of: (row) => row.bitsWritten },
  { key: "outBits", title: "sums out", unit: "bit", isAdded: true, of: (row) => row.bitsOut },
  { key: "storedBits", title: "stored", unit: "bit", isAdded: true, of: (row) => row.bitsStored },
];

/** 1 2 3 7 8 -> "1..3, 7..8"; numbers at equal distances -> "39..45 by 2". */
export function runsOf(numbers: readonly number[]): string {
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  const step = numbers.length > 2 ? numbers[1]! - first : 1;
  if (step > 1 && numbers.every((number, n) => number === first + n * step)) return `${first}..${last} by ${step}`;
  const starts = numbers.filter((number, n) => n === 0 || number !== numbers[n - 1]! + 1);
  const ends = numbers.filter((number, n) => n === numbers.length - 1 || number !== numbers[n + 1]! - 1);
  return starts.map((start, n) => (start === ends[n]! ? String(start) : `${start}..${ends[n]!}`)).join(", ");
}

/** One layer of one subnet a row, for programs; bits are of one image. */
export function scheduleTable(subnets: readonly CompiledSubnet[]): Table {
  const subnetOf = new Map(subnets.flatMap(({ name, layers }) => layers.map((layer) => [layer, name])));
  const subnet: ColumnOf<Row> = { key: "subnet", title: "subnet", unit: null, of: (row) => subnetOf.get(row)! };
  return tableOf("schedule", "Schedules of one image", [subnet, ...COLUMNS], subnets.flatMap(({ layers }) => layers));
}

/** One layer a row, then the totals; for reading. */
export function subnetScheduleTable({ name, layers }: CompiledSubnet): Table {
  const table = tableOf(`schedule-${name}`, `${name}: schedule of one image`, COLUMNS, layers);
  const sumOf = ({ isAdded, of }: ScheduleColumn): number | null =>
    (isAdded === true ? layers.reduce((sum, layer) => sum + Number(of(layer)), 0) : null);
  const total = COLUMNS.map((column) => (column.key === "layer" ? "total" : sumOf(column)));
  return { ...table, rows: [...table.rows, total] };
}

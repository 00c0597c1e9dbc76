// What activation rows wear: writes of the busiest cell and the lifetime they imply, with and without wear-levelling.
import type { RunResult, SubnetResult } from "../../../experiment/run/result.js";
import { tableOf, type ColumnOf, type Table } from "../../formats/table.js";

type Worn = SubnetResult & { readonly wear: NonNullable<SubnetResult["wear"]> };

const COLUMNS: readonly ColumnOf<Worn>[] = [
  { key: "subnet", title: "subnet", unit: null, of: ({ name }) => name },
  { key: "layer", title: "busiest layer", unit: null, of: ({ wear }) => wear.layer },
  { key: "writesPerImage", title: "writes of a cell per image", unit: "count", of: ({ wear }) => wear.writesPerImage },
  { key: "lifetimeS", title: "lifetime", unit: "s", digits: 3, of: ({ wear }) => wear.lifetimeS },
  { key: "activationRows", title: "activation rows", unit: "count", of: ({ wear }) => wear.activationRows },
  { key: "freeRows", title: "rows to take turns in", unit: "count", of: ({ wear }) => wear.freeRows },
  { key: "levelledLifetimeS", title: "lifetime then", unit: "s", digits: 3, of: ({ wear }) => wear.levelledLifetimeS },
];

const isWorn = (subnet: SubnetResult): subnet is Worn => subnet.wear !== undefined;

/** One subnet that writes activations a row; lifetimes in s. */
export const wearTable = ({ name, subnets }: RunResult): Table =>
  tableOf("wear", `${name}: wear of activation rows, images without a pause`, COLUMNS, subnets.filter(isWorn));

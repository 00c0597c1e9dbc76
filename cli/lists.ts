// What `pimento list` can show: each derives from the registry that the simulator itself uses.
import type { Cell, Column, Table } from "../reports/table.js";

interface Listing {
  readonly describe: string;
  readonly table: () => Promise<Omit<Table, "name" | "title">>;
}

const words = (...titles: string[]): Column[] => titles.map((title) => ({ key: title, title, unit: null }));

const names = async (registry: object): Promise<Omit<Table, "name" | "title">> => ({ columns: words("name"), rows: Object.keys(registry).map((name): Cell[] => [name]) });

export const LISTS = {
  presets: {
    describe: "chips a config can start from",
    table: async () => {
      const { CHIP_PRESETS } = await import("../arch/chip/presets.js");
      const { subArrayCount } = await import("../arch/chip/spec.js");
      const rows = Object.entries(CHIP_PRESETS).map(([name, spec]): Cell[] => [
        name, spec.technology, spec.process.nodeM, `${spec.array.rows} x ${spec.array.columns}`, subArrayCount({ ...spec, preset: name }), spec.globalBuffer.capacityBits, spec.interconnect.kind,
      ]);
      return {
        columns: [
          ...words("name", "technology"), { key: "nodeM", title: "node", unit: "m" }, ...words("sub-array"),
          { key: "subArrays", title: "sub-arrays", unit: "count" }, { key: "globalBufferBits", title: "global buffer", unit: "bit" }, ...words("interconnect"),
        ],
        rows,
      };
    },
  },
  technologies: { describe: "memory technologies", table: async () => names((await import("../arch/technology/index.js")).MEMORY_TECHNOLOGIES) },
  nodes: {
    describe: "CMOS nodes",
    table: async () => {
      const { CMOS_NODES } = await import("../arch/technology/cmos/index.js");
      const rows = Object.entries(CMOS_NODES).map(([name, node]): Cell[] => [name, node.featureSizeM, Object.keys(node.roadmaps).join(", ")]);
      return { columns: [...words("name"), { key: "featureSizeM", title: "feature size", unit: "m" }, ...words("roadmaps")], rows };
    },
  },
  "sense-operations": { describe: "operations of a sense amplifier", table: async () => names((await import("../arch/sense-ops/index.js")).SENSE_OPERATIONS) },
} as const satisfies Record<string, Listing>;

export const LIST_NAMES: readonly string[] = Object.keys(LISTS);

/** Tables to print: one list, or all of them. */
export async function listings(which: string | undefined): Promise<Table[]> {
  const wanted = Object.entries(LISTS).filter(([name]) => which === undefined || name === which);
  return Promise.all(wanted.map(async ([name, listing]) => ({ name, title: `${name}: ${listing.describe}`, ...(await listing.table()) })));
}

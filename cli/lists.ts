// What `pimento list` can show: each derives from the registry that the simulator itself uses.
import type { Metric } from "../experiment/metrics/index.js";
import type { FigureKind } from "../reports/drawing/figure.js";
import type { Cell, Column, Table } from "../reports/formats/table.js";

interface Listing {
  readonly describe: string;
  readonly table: () => Promise<Omit<Table, "name" | "title">>;
}

const words = (...titles: string[]): Column[] => titles.map((title) => ({ key: title, title, unit: null }));

const counted = (key: string, title: string): Column => ({ key, title, unit: "count" });

export const LISTS = {
  presets: {
    describe: "chips a config can start from",
    table: async () => {
      const { CHIP_PRESETS } = await import("../arch/chip/presets.js");
      const { subArrayCount } = await import("../arch/spec/chip-spec.js");
      const rows = Object.entries(CHIP_PRESETS).map(([name, spec]): Cell[] => [
        name,
        spec.technology,
        spec.process.nodeM,
        `${spec.array.rows} x ${spec.array.columns}`,
        subArrayCount({ ...spec, preset: name }),
        spec.globalBuffer.capacityBits,
        spec.interconnect.kind,
      ]);
      return {
        columns: [
          ...words("name", "technology"),
          { key: "nodeM", title: "node", unit: "m" },
          ...words("sub-array"),
          { key: "subArrays", title: "sub-arrays", unit: "count" },
          { key: "globalBufferBits", title: "global buffer", unit: "bit" },
          ...words("interconnect"),
        ],
        rows,
      };
    },
  },
  technologies: {
    describe: "memory technologies",
    table: async () => {
      const { CELL_KINDS, MEMORY_TECHNOLOGIES } = await import("../arch/technology/index.js");
      const rows = Object.entries(MEMORY_TECHNOLOGIES).map(([name, { kind, title }]): Cell[] => {
        const { retention, sensing } = CELL_KINDS[kind];
        return [name, kind, retention, sensing === null ? "none yet" : "yes", title];
      });
      return { columns: words("name", "kind", "keeps its bits", "array model", "what it is"), rows };
    },
  },
  nodes: {
    describe: "CMOS nodes",
    table: async () => {
      const { CMOS_NODES } = await import("../arch/technology/cmos/index.js");
      const rows = Object.entries(CMOS_NODES).map(([name, node]): Cell[] => [
        name,
        node.featureSizeM,
        Object.keys(node.roadmaps).join(", "),
      ]);
      return { columns: [...words("name"), { key: "featureSizeM", title: "feature size", unit: "m" }, ...words("roadmaps")], rows };
    },
  },
  "sense-operations": {
    describe: "what a sense amplifier can do with the rows it sees",
    table: async () => {
      const { SENSE_OPERATIONS } = await import("../arch/sense-ops/index.js");
      const rows = Object.entries(SENSE_OPERATIONS).map(([name, operation]): Cell[] => [
        name,
        operation.rowsActivated,
        operation.outputs.length,
      ]);
      return { columns: [...words("name"), counted("rows", "rows activated"), counted("outputs", "outputs")], rows };
    },
  },
  networks: {
    describe: "networks",
    table: async () => {
      const { countNetwork, NETWORKS } = await import("../workloads/nets/index.js");
      const rows = Object.entries(NETWORKS).map(([name, family]): Cell[] => {
        const { macs, parameters } = countNetwork(family.build(10));
        return [name, family.summary, macs, parameters];
      });
      return { columns: [...words("name", "what it is"), counted("macs", "MACs"), counted("parameters", "parameters")], rows };
    },
  },
  checkpoints: {
    describe: "trained networks that ship with pimento",
    table: async () => {
      const { shippedCheckpoints } = await import("../experiment/node/shipped-checkpoints.js");
      const { readCards } = await import("../experiment/node/read-cards.js");
      const { cardListing } = await import("../reports/cards/tables.js");
      return cardListing(await readCards(Object.keys(await shippedCheckpoints())));
    },
  },
  datasets: {
    describe: "images",
    table: async () => {
      const { DATASETS } = await import("../workloads/data/index.js");
      return {
        columns: words("name", "what it is", "from"),
        rows: Object.entries(DATASETS).map(([name, { summary, source }]): Cell[] => [
          name,
          summary,
          source.kind === "files" ? "files (--data DIR)" : "code",
        ]),
      };
    },
  },
  methods: {
    describe: "ways of training subnets",
    table: async () => {
      const { TRAINING_METHODS } = await import("../workloads/train/methods/index.js");
      return {
        columns: words("name", "what it does"),
        rows: Object.entries(TRAINING_METHODS).map(([name, { summary }]): Cell[] => [name, summary]),
      };
    },
  },
  "export-formats": {
    describe: "numbers of exported models",
    table: async () => {
      const { EXPORT_FORMATS } = await import("../workloads/onnx/formats/index.js");
      return {
        columns: [...words("name", "what it is"), counted("mostBits", "bits at most")],
        rows: Object.entries(EXPORT_FORMATS).map(([name, { describe, mostBits }]): Cell[] => [name, describe, mostBits]),
      };
    },
  },
  interconnects: {
    describe: "what connects banks and the global buffer",
    table: async () => {
      const { INTERCONNECTS } = await import("../arch/interconnect/index.js");
      return { columns: words("name"), rows: Object.keys(INTERCONNECTS).map((name): Cell[] => [name]) };
    },
  },
  figures: {
    describe: "figures that are drawn of results",
    table: async () => {
      const { REPORT_KINDS } = await import("../reports/kinds/index.js");
      const rows = Object.entries(REPORT_KINDS).flatMap(([kind, { figures }]) =>
        Object.entries<FigureKind<never>>(figures).map(([name, { describe }]): Cell[] => [name, kind, describe]));
      return { columns: words("name", "of", "what it shows"), rows };
    },
  },
  metrics: {
    describe: "metrics of results, by name as in JSON and CSV",
    table: async () => {
      const { METRICS } = await import("../experiment/metrics/index.js");
      const rows = Object.entries(METRICS).flatMap(([kind, metrics]) =>
        Object.entries<Metric<never>>(metrics).map(([name, { label, unit, better }]): Cell[] => [name, kind, label, unit, better]));
      return { columns: words("name", "of", "what it is", "unit", "better"), rows };
    },
  },
  config: {
    describe: "every field of a config",
    table: async () => {
      const { configFields } = await import("../experiment/config/json-schema.js");
      return {
        columns: words("field", "what it is", "allowed"),
        rows: configFields().map(({ path, description, allowed }): Cell[] => [path, description, allowed]),
      };
    },
  },
  assumptions: {
    describe: "the numbers that results rest on, with their sources",
    table: async () => {
      const { allAssumptions } = await import("../experiment/machine/assumptions.js");
      const { assumptionsOnly } = await import("../reports/run/tables/assumptions.js");
      return assumptionsOnly(allAssumptions());
    },
  },
} as const satisfies Record<string, Listing>;

export const LIST_NAMES: readonly string[] = Object.keys(LISTS);

/** Shown only when asked for by name. */
const LONG: ReadonlySet<string> = new Set(["metrics", "config", "assumptions"]);

/** Tables to print: one list, or all but the long ones. */
export async function listings(which: string | undefined): Promise<Table[]> {
  const wanted = Object.entries(LISTS).filter(([name]) => (which === undefined ? !LONG.has(name) : name === which));
  return Promise.all(wanted.map(async ([name, listing]) => ({ name, ...(await listing.table()), title: `${name}: ${listing.describe}` })));
}

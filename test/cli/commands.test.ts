// Every command does what it says, as a child process on the built program.
import { CHIP_PRESETS } from "../../arch/chip/presets.js";
import { INTERCONNECTS } from "../../arch/interconnect/index.js";
import { SENSE_OPERATIONS } from "../../arch/sense-ops/index.js";
import { MEMORY_TECHNOLOGIES } from "../../arch/technology/index.js";
import { REPORT_KINDS } from "../../reports/kinds/index.js";
import { DATASETS } from "../../workloads/data/index.js";
import { NETWORKS } from "../../workloads/nets/index.js";
import { EXPORT_FORMATS } from "../../workloads/onnx/formats/index.js";
import { TRAINING_METHODS } from "../../workloads/train/methods/index.js";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands/index.js";
import { withExperiment } from "../../cli/with-experiment.js";
import { compileExperiment } from "../../experiment/machine/compile.js";
import { configJsonSchema } from "../../experiment/config/json-schema.js";
import { resultSchema } from "../../experiment/run/result-schema.js";
import { emptyFolder, pimento, pimentoHere, ROOT } from "./pimento.js";

/** The smallest network, two narrow widths, no images. */
const QUICK = ["--set", "data.name=none", "--set", "network.name=resnet8", "--set", "network.subnets=[0.5, 0.25]"];

describe("pimento", () => {
  it("--help names every command", () => {
    const { code, out } = pimento(["--help"]);
    expect(code).toBe(0);
    for (const verb of Object.keys(COMMANDS)) expect(out).toContain(`pimento ${verb}`);
  });

  it.each(Object.keys(COMMANDS))("%s --help says how it is used, and does nothing", async (verb) => {
    const folder = emptyFolder();
    const { code, out, err } = await pimentoHere([verb, "--help"], folder);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(`pimento ${verb}`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("--version is the package's", async () => {
    expect((await pimentoHere(["--version"])).out.trim())
      .toBe((JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }).version);
  });
});

describe("pimento run", () => {
  it("--json prints one valid result, without machine or place, nothing else, and writes no file", () => {
    const folder = emptyFolder();
    const { code, out, err } = pimento(["run", "--json", ...QUICK], folder);
    expect([code, err]).toEqual([0, ""]);
    expect(resultSchema.parse(JSON.parse(out)).program).toMatch(/^[0-9a-f]{12}$/);
    for (const place of [folder, ROOT]) expect(out).not.toContain(place);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("writes result, tables and figures, the same bytes when repeated, under the experiment's name", () => {
    const folder = emptyFolder();
    const first = pimento(["run", ...QUICK, "--set", "name=twice"], folder);
    expect(first).toMatchObject({ code: 0, err: "" });
    const again = pimento(["run", ...QUICK, "--set", "name=twice", "--out", "again"], folder);
    expect(again.code).toBe(0);
    const files = readdirSync(join(folder, "out/twice")).sort();
    expect(files).toEqual(expect.arrayContaining(
      ["result.json", "subnets.csv", "subnets.tex", "power-over-time.svg", "energy-breakdown.pdf", "area-breakdown.png"]
    ));
    for (const file of files) {
      expect([file, readFileSync(join(folder, "out/twice", file)).equals(readFileSync(join(folder, "again", file)))]).toEqual([file, true]);
    }
  });
});

describe("pimento compile", () => {
  it("prints a schedule for every subnet", async () => {
    const { code, out } = await pimentoHere(["compile", ...QUICK]);
    expect(code).toBe(0);
    expect(out).toMatch(/0\.50x: schedule[\s\S]*0\.25x: schedule/);
    expect(out).toContain("classifier");
  });

  it("--json prints the rows", async () => {
    const subnets = JSON.parse((await pimentoHere(["compile", "--json", ...QUICK])).out) as { layers: { subArrays: number }[] }[];
    expect(subnets).toHaveLength(2);
    expect(subnets[0]!.layers[0]!.subArrays).toBeGreaterThan(0);
  });
});

describe("pimento list", () => {
  it("shows every registry", async () => {
    const { code, out } = await pimentoHere(["list"]);
    expect(code).toBe(0);
    const figures = Object.values(REPORT_KINDS).map((kind) => kind.figures);
    const registries = [
      CHIP_PRESETS, MEMORY_TECHNOLOGIES, SENSE_OPERATIONS, INTERCONNECTS, NETWORKS, DATASETS, TRAINING_METHODS, EXPORT_FORMATS, ...figures,
    ];
    for (const entry of registries.flatMap((registry) => Object.keys(registry))) expect(out).toContain(`│ ${entry} `);
    for (const entry of ["45 nm", "40 551 040", "checkpoints"]) expect(out).toContain(entry);
  });

  it("assumptions gives every number its source", async () => {
    expect((await pimentoHere(["list", "assumptions"])).out).toMatch(/technology\.sot-mram\.cell\.areaF2 .* 69 │ F\^2 .* assumed /);
  });
});

describe("pimento init", () => {
  it("writes a config that runs, and never over a file", async () => {
    const folder = emptyFolder();
    expect((await pimentoHere(["init"], folder)).code).toBe(0);
    expect((await pimentoHere(
      ["compile", "pimento.yaml", "--set", "network.checkpoint=null", "--set", "data.name=none", "--set", "run.images=0"], folder
    )).code).toBe(0);
    const before = readFileSync(join(folder, "pimento.yaml"), "utf8");
    expect(await pimentoHere(["init"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("exists already") as string });
    expect(readFileSync(join(folder, "pimento.yaml"), "utf8")).toBe(before);
  });
});

describe("pimento schema", () => {
  it("prints the config's schema, which the build puts beside the program", async () => {
    const schema = JSON.parse((await pimentoHere(["schema"])).out) as unknown;
    expect(schema).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
    expect(schema).toEqual(JSON.parse(readFileSync(join(ROOT, "dist/pimento.schema.json"), "utf8")));
  });

  it("prints the result's schema", async () => {
    expect((await pimentoHere(["schema", "result"])).out).toContain("unitEnergyJ");
  });
});

describe("the examples", () => {
  const files = readdirSync(join(ROOT, "examples")).filter((file) => file.endsWith(".yaml"));

  it("point editors to the schema", () => {
    for (const file of files) {
      const [first] = readFileSync(join(ROOT, "examples", file), "utf8").split("\n");
      expect(existsSync(join(ROOT, "examples", /\$schema=(\S+)/.exec(first!)![1]!))).toBe(true);
    }
  });

  it.each(files.filter((file) => file !== "cifar10.yaml"))("%s compiles as it is", async (file) => {
    const subnets = await withExperiment({ file: join(ROOT, "examples", file) }, compileExperiment);
    expect(subnets.length).toBeGreaterThan(0);
    for (const { layers } of subnets) expect(layers.every(({ subArrays }) => subArrays > 0)).toBe(true);
  });

  /** Seconds instead of minutes: no images and the smallest network, where the example is not about these. */
  const small = ["--set", "data={ name: none }", "--set", "run.images=0"];
  const shortened: Readonly<Record<string, readonly string[]>> = {
    "own-subnet.yaml": small,
    "variation.yaml": ["--images", "1", "--set", "network.subnets=[0.25]", "--set", "variation.seeds=2"],
  };

  it.each(files)("%s runs, shortened", async (file) => {
    const words = shortened[file] ?? [...small, "--set", "network={ name: resnet8, subnets: [0.5] }"];
    const { code, out, err } = await pimentoHere(["run", join(ROOT, "examples", file), "--json", ...words]);
    expect([code, err]).toEqual([0, ""]);
    const result = resultSchema.parse(JSON.parse(out));
    expect(result.name).toBe(file.replace(".yaml", ""));
    for (const { energyJ, latencyS, layers } of result.subnets) expect(energyJ > 0 && latencyS > 0 && layers.length > 0).toBe(true);
  });

  it("cifar10.yaml asks for its files", async () => {
    expect(await pimentoHere(["run", join(ROOT, "examples/cifar10.yaml")]))
      .toMatchObject({ code: 2, err: expect.stringMatching(/cifar10\.yaml:\d+:\d+/) as string });
  });
});

// What a good config means: presets, defaults, units and overrides.
import { setOption } from "../../../../experiment/config/overrides.js";
import { readConfig } from "../../../../experiment/config/read-config.js";
import { STARTER_CONFIG } from "../../../../experiment/config/starter.js";
import { CHIP_PRESETS } from "../../../../arch/chip/presets.js";
import { subArrayCount } from "../../../../arch/spec/chip-spec.js";
import { ConfigError, isConfigError } from "../../../../sim/errors.js";

const read = (text: string | null, ...assignments: string[]) =>
  readConfig(text === null ? null : { text, file: "c.yaml", name: "c" }, assignments.map(setOption)).spec;

describe("the default experiment", () => {
  it("is the edge chip with an 8-bit ResNet-20 on procedural images", () => {
    const spec = read(null);
    expect(spec).toMatchObject({
      name: "default", chip: { preset: "edge", technology: "sot-mram" }, power: { budgetW: null },
      network: { name: "resnet20", subnets: [1, 0.75, 0.5, 0.25], weightBits: 8, activationBits: 8, checkpoint: "resnet20-procedural" },
      data: { name: "procedural", dir: null }, mapping: { placement: "resident", channelOrder: "striped" },
    });
    expect(subArrayCount(spec.chip)).toBe(64);
  });

  it("is what the starter config states", () => {
    expect({ ...read(STARTER_CONFIG), name: "default" }).toEqual(read(null));
  });

  it("comes out of an empty section too", () => {
    expect({ ...read("{}"), name: "default" }).toEqual(read(null));
  });
});

describe("a config", () => {
  it("reads quantities as people write them", () => {
    const { chip, power } = read(
      "chip: { process: { node: 22 nm, temperature: 350 K }, globalBuffer: { capacity: 64 KiB }, digital: { frequency: 1.2 GHz } }\n"
        + "power: { budget: 0.2 W }",
    );
    expect(chip.process).toEqual({ nodeM: 22e-9, roadmap: "LOP", temperatureK: 350 });
    expect(chip.globalBuffer).toEqual({ capacityBits: 64 * 1024 * 8, widthBits: 128 });
    expect(chip.digital).toEqual({ units: 1, lanes: 64, frequencyHz: 1.2e9 });
    expect(power.budgetW).toBe(0.2);
  });

  it.each(["infinite", ".inf", "unlimited", "inf W", "Infinity"])("reads the budget %s as none", (text) => {
    expect(read(`power: { budget: ${text} }`).power.budgetW).toBeNull();
  });

  it("starts from a preset and replaces what it states", () => {
    const { chip } = read("chip: { preset: family-512mb, array: { senseAmpMux: 4 } }");
    expect(chip).toMatchObject({ preset: "family-512mb", array: { ...CHIP_PRESETS["family-512mb"].array, senseAmpMux: 4, wordBits: 128 } });
    expect(subArrayCount(chip)).toBe(4096);
  });

  it("narrows the preset's write parallelism and gating with the columns", () => {
    expect(read("chip: { array: { columns: 32 } }").chip.array).toMatchObject({ columns: 32, writeParallelism: 32, columnGating: 32 });
  });

  it("senses every column when gating is none", () => {
    expect(read("chip: { array: { columnGating: none } }").chip.array.columnGating).toBe(0);
  });

  it("takes random weights and no images when it times without data", () => {
    expect(read("data: { name: none }")).toMatchObject({ network: { checkpoint: null }, run: { images: 0, timedImages: 1 } });
  });

  it("takes a folder without a name for CIFAR-10", () => {
    expect(read("data: { dir: images }")).toMatchObject({
      data: { name: "cifar10", dir: "images" },
      network: { checkpoint: "resnet20-cifar10" },
    });
  });

  it("keeps a seed as text, whether written as number or as word", () => {
    expect([read("run: { seed: 7 }").run.seed, read('run: { seed: "007" }').run.seed]).toEqual(["7", "007"]);
  });

  it("follows aliases", () => {
    expect(read("network: { subnets: [&w 0.5, 1] }\ndata: { activationOnesRatio: *w }").data.activationOnesRatio).toBe(0.5);
  });

  it("has the name of its file unless it states one", () => {
    expect([read("{}").name, read("name: mine").name]).toEqual(["c", "mine"]);
  });
});

describe("--set", () => {
  it("replaces a field, also where the file has no such section", () => {
    expect(read("chip: { array: { rows: 128 } }", "chip.array.rows=512", "power.budget=200 mW")).toMatchObject({
      chip: { array: { rows: 512 } },
      power: { budgetW: 0.2 },
    });
  });

  it("takes lists and sections in flow style", () => {
    const { network } = read(null, "network.subnets=[1, {name: thin, channels: [4,4,4,4,4,4,4,8,8,8,8,8,8,16,16,16,16,16,16]}]");
    expect(network.subnets[1]).toMatchObject({ name: "thin" });
  });

  it("replaces one entry of a list", () => {
    expect(read("network: { subnets: [1, 0.5] }", "network.subnets.1=0.25").network.subnets).toEqual([1, 0.25]);
  });

  it("wins over the file in the order given", () => {
    expect(read("run: { images: 3 }", "run.images=4", "run.images=5").run.images).toBe(5);
  });

  it("keeps everything after the first equals sign", () => {
    expect(read(null, "data.dir=a=b").data.dir).toBe("a=b");
  });

  it("heals a broken value of the file", () => {
    expect(read("run: { images: many }", "run.images=5").run.images).toBe(5);
  });
});

describe("an error found after reading", () => {
  const { locate } = readConfig({ text: "network:\n  subnets:\n    - 1\n    - 0.3\n  checkpoint: mine.ckpt\n", file: "c.yaml", name: "c" });
  const placed = (path: string) => {
    const error = locate(new ConfigError({ path, message: "does not fit" }));
    return isConfigError(error) ? error.problems[0] : undefined;
  };

  it("is given its place in the file", () => {
    expect(placed("network.subnets[1]")!.location).toEqual({ file: "c.yaml", line: 4, column: 7 });
  });

  it("is put at the nearest section when its field is not stated", () => {
    expect(placed("network.weightBits")!.location!.line).toBe(2);
  });

  it("about the checkpoint's content belongs to the field that names it", () => {
    expect(placed("mine.ckpt")).toMatchObject({ path: "network.checkpoint", message: "mine.ckpt: does not fit", location: { line: 5 } });
  });

  it("about something else stays as it is, and so does another kind of error", () => {
    expect(placed("technology")!.location).toBeUndefined();
    const other = new Error("other");
    expect(locate(other)).toBe(other);
  });
});

// `pimento import model.onnx`, `evaluate` and `export` on the command line: a model comes in, runs bit-exactly on the arrays, and goes out
// again.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { imagenetModel } from "../unit/workloads/onnx/imagenet-model.js";
import { smallModel } from "../unit/workloads/onnx/small-model.js";
import { emptyFolder, pimento, pimentoHere, type Finished } from "./pimento.js";

const folder = emptyFolder();
const SMALL = { shortcut: "option-a", norm: "folded", pool: "global" } as const;

describe("a network from another tool", () => {
  let made: Finished;

  beforeAll(() => {
    writeFileSync(join(folder, "small.onnx"), smallModel(SMALL));
    made = pimento(["import", "small.onnx", "--out", "small.ckpt", "--widths", "1,0.5", "--calibration", "64"], folder);
  });

  it("is imported, evaluated, run bit-exactly and exported", async () => {
    expect([made.err, made.code]).toEqual([expect.stringMatching(/^note: pixels are taken as .*0\.485,0\.456,0\.406/), 0]);
    expect(made.out).toMatch(/wrote small\.ckpt: small, 7 convolutions, 1\.00x, 0\.50x, calibrated on 64 images/);
    const evaluated = await pimentoHere(["evaluate", "./small.ckpt", "--images", "8", "--json"], folder);
    const { subnets } = JSON.parse(evaluated.out) as {
      subnets: { name: string; floatAccuracy: number; integerAccuracy: number; macs: number }[];
    };
    expect(subnets.map(({ name }) => name)).toEqual(["1.00x", "0.50x"]);
    for (const { floatAccuracy, integerAccuracy } of subnets)
      for (const share of [floatAccuracy, integerAccuracy]) expect([0, 1, 2, 3, 4, 5, 6, 7, 8]).toContain(8 * share);
    expect(subnets[0]!.macs / subnets[1]!.macs).toBeGreaterThan(3);
    const ran = await pimentoHere(["run", "--set", "network.checkpoint=./small.ckpt", "--images", "2", "--json"], folder);
    const result = JSON.parse(ran.out) as { network: { name: string }; subnets: { bitExact: boolean }[] };
    expect([result.network.name, result.subnets.map(({ bitExact }) => bitExact)]).toEqual(["small", [true, true]]);
    for (const format of ["float", "qdq"])
      expect(
        (await pimentoHere(["export", "./small.ckpt", "--subnet", "0.5x", "--format", format, "--out", `${format}.onnx`], folder)).code
      ).toBe(0);
    expect(existsSync(join(folder, "qdq.onnx"))).toBe(true);
  }, 120_000);

  it("is written in a byte a weight, with the same integer accuracy and a card that says so", async () => {
    expect(await pimentoHere(["compact", "./small.ckpt", "--out", "compact.ckpt"], folder)).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(/^wrote compact\.ckpt \([\d ]+ bytes\)/) as string,
    });
    const integers = async (file: string): Promise<unknown> =>
      (
        JSON.parse(
          (await pimentoHere(["evaluate", file, "--images", "8", "--json"], folder)).out
        ) as { subnets: { integerAccuracy: number }[] }
      ).subnets.map(({ integerAccuracy }) => integerAccuracy);
    expect(await integers("./compact.ckpt")).toEqual(await integers("./small.ckpt"));
    expect((await pimentoHere(["compare", "./small.ckpt", "./compact.ckpt"], folder)).out).toMatch(/float32[\s\S]*codes of [0-9a-f]{12}/);
  }, 60_000);

  it("of another image size is imported, evaluated and run bit-exactly with records of that size", async () => {
    const data = join(folder, "large");
    mkdirSync(data);
    const file = (records: number): Uint8Array =>
      Uint8Array.from({ length: records * 12_289 }, (_, at) => (at % 12_289 === 0 ? (at / 12_289) % 10 : (at * 7 + (at >> 6) * 5) % 256));
    writeFileSync(join(data, "train.bin"), file(64));
    writeFileSync(join(data, "test.bin"), file(2));
    writeFileSync(
      join(folder, "imagenet.onnx"),
      imagenetModel({ channels: 2, size: 64, pool: "GlobalAveragePool", flatten: "Flatten", classifier: "transposed" }),
    );
    const words = ["import", "imagenet.onnx", "--data", data, "--classes", "10", "--out", "imagenet.ckpt", "--calibration", "64"];
    expect((await pimentoHere(words, folder)).err).toMatch(/train\.bin.*not a file of records of 32x32 images/s);
    const made = await pimentoHere([...words, "--size", "64"], folder);
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/wrote imagenet\.ckpt: imagenet, 20 convolutions/)]);
    const evaluated = await pimentoHere(["evaluate", "./imagenet.ckpt", "--data", data, "--size", "64", "--json"], folder);
    expect([evaluated.code, JSON.parse(evaluated.out)]).toEqual([0, expect.objectContaining({ dataset: "records", images: 2 })]);
    const run = [
      "run", "--set", "network.checkpoint=./imagenet.ckpt", "--set", "data.name=records", "--set", "data.classes=10", "--data", data,
      "--images", "1", "--json",
    ];
    expect((await pimentoHere([...run, "--set", "data.size=16"], folder)).err)
      .toMatch(/not a file of records of 16x16 images|takes images of 64x64/);
    expect(JSON.parse((await pimentoHere([...run, "--set", "data.size=64"], folder)).out)).toMatchObject({ subnets: [{ bitExact: true }] });
  }, 120_000);

  it("is refused with the node's name when an operator is not known, and nothing is written", async () => {
    const words = ["import", "strange.onnx", "--out", "strange.ckpt", "--calibration", "64"];
    writeFileSync(join(folder, "strange.onnx"), smallModel({ ...SMALL, foreign: true }));
    const { code, err } = await pimentoHere(words, folder);
    expect(err).toMatch(/node HardSwish strange.*operator is not known.*found HardSwish/s);
    expect([code, existsSync(join(folder, "strange.ckpt"))]).toEqual([2, false]);
  });

  it.each<[string, string[], RegExp]>([
    ["no file to write", ["import", "small.onnx"], /--out.*needs the checkpoint file/],
    ["a missing model", ["import", "none.onnx", "--out", "x.ckpt"], /none\.onnx.*does not exist/],
    ["a mean of one channel", ["import", "small.onnx", "--out", "x.ckpt", "--mean", "0.5"], /--mean.*not a value for every channel/],
    ["half an image", ["evaluate", "resnet20-procedural", "--images", "0.5"], /--images.*0\.5/],
    ["an unknown checkpoint", ["evaluate", "resnet21"], /no checkpoint of this name is shipped.*resnet21/],
    ["a subnet that there is not", ["export", "resnet20-procedural", "--subnet", "0.3x", "--out", "x.onnx"], /--subnet.*0\.3x.*1\.00x/],
    ["a folder without images", ["evaluate", "resnet20-procedural", "--data", "nowhere"], /no such folder/],
  ])("%s is refused", async (_, words, reason) => {
    const { code, out, err } = await pimentoHere(words, folder);
    expect(err).toMatch(reason);
    expect([code, out]).toEqual([2, ""]);
  });

  it("is evaluated on any set of records, found in its folder", async () => {
    const data = join(folder, "records");
    mkdirSync(data);
    writeFileSync(
      join(data, "test.bin.gz"),
      gzipSync(Uint8Array.from({ length: 3 * 3073 }, (_, at) => (at % 3073 === 0 ? at / 3073 : at % 251))),
    );
    const { code, out } = await pimentoHere(["evaluate", "./small.ckpt", "--data", data, "--json"], folder);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ dataset: "records", images: 3 })]);
    const words = [
      "run", "--set", "network.checkpoint=./small.ckpt", "--set", "network.subnets=[0.5]", "--set", "data.name=records", "--data", data,
      "--images", "2",
    ];
    expect((await pimentoHere(words, folder)).err).toMatch(/data\.classes.*needs its number of classes/);
    expect((await pimentoHere([...words, "--set", "data.classes=10"], folder)).code).toBe(0);
  });
});

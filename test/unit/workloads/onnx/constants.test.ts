// Constants of every type and place: decoded when they are used, checked where they are read, and named with the node that reads them.
import { ConfigError } from "../../../../sim/errors.js";
import type { SideFile } from "../../../../workloads/onnx/external-data.js";
import { rawBytes, tensorOf, throughHalf, type TypeName } from "../../../fixtures/onnx-model.js";
import { importTiny, numbersOf, TINY, tinyMaker, tinyModel } from "./tiny-model.js";

const DIMS = [4, 3, 3, 3];
const external = (entries: Readonly<Record<string, string>>) => (maker: { constants: object[] }): string => {
  const externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
  maker.constants.push({ name: "w", dims: DIMS, dataType: 1, dataLocation: 1, externalData });
  return "w";
};

describe("weights of another type", () => {
  it.each<[TypeName, (value: number) => number]>([
    ["float64", (value) => value], ["float16", throughHalf], [
      "bfloat16", (value) => new Float32Array(Uint32Array.of(new Uint32Array(Float32Array.of(value).buffer)[0]! & 0xffff0000).buffer)[0]!,
    ],
  ])("in %s are those numbers in float32", async (type, rounded) => {
    const converted = await importTiny(tinyModel({ weight: (maker) => maker.constant("w", TINY.conv, DIMS, type) }));
    const plain = await importTiny(tinyModel({ weight: (maker) => maker.constant("w", TINY.conv.map(rounded), DIMS) }));
    expect(numbersOf(converted)).toEqual(numbersOf(plain));
  });

  it("may stand in the fields of their type instead of raw bytes", async () => {
    const halves = new Uint16Array(rawBytes(TINY.conv, "float16").buffer);
    const fields = (fields: object) =>
      tinyModel({ weight: (maker) => { maker.constants.push({ name: "w", dims: DIMS, ...fields }); return "w"; } });
    const plain = numbersOf(await importTiny(tinyModel()));
    expect(numbersOf(await importTiny(fields({ dataType: 1, floatData: TINY.conv })))).toEqual(plain);
    expect(numbersOf(await importTiny(fields({ dataType: 11, doubleData: TINY.conv })))).toEqual(plain);
    const raw = tinyModel({ weight: (maker) => maker.constant("w", TINY.conv, DIMS, "float16") });
    expect(numbersOf(await importTiny(fields({ dataType: 10, int32Data: [...halves] })))).toEqual(numbersOf(await importTiny(raw)));
  });

  it("come out of a Cast, a Transpose or any other arithmetic of constants", async () => {
    const doubled = tinyModel({ weight: (maker) => {
      const half = maker.node("Mul", [
        maker.constant("w2", TINY.conv.map((value) => 2 * value), DIMS, "float64"), maker.constant("h", [0.5], [], "float64"),
      ], "half");
      return maker.node("Cast", [half], "w", { to: 1 });
    } });
    expect(numbersOf(await importTiny(doubled))).toEqual(numbersOf(await importTiny(tinyModel())));
  });
});

describe("weights in a file beside the model", () => {
  const bytes = rawBytes(TINY.conv, "float32");
  const sideFile: SideFile = (location, offset, length) => {
    if (location !== "w.bin") throw new ConfigError({ path: location, message: "no such file" });
    return new Uint8Array([...new Uint8Array(16), ...bytes]).subarray(offset, offset + length);
  };

  it("are those numbers", async () => {
    const model = tinyModel({ weight: external({ location: "w.bin", offset: "16", length: String(bytes.length) }) });
    expect(numbersOf(await importTiny(model, { sideFile }))).toEqual(numbersOf(await importTiny(tinyModel())));
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["a folder above", { location: "../w.bin" }, /node Conv conv: the values of constant w lie outside.*\.\.\/w\.bin/s],
    ["the root", { location: "/etc/passwd" }, /lie outside/],
    ["a drive", { location: "C:\\w.bin" }, /lie outside/],
    ["nowhere", {}, /lie outside.*no file/s],
    ["a file that is not there", { location: "v.bin" }, /v\.bin: no such file/],
    ["a place before the file", { location: "w.bin", offset: "-4" }, /node Conv conv: the offset of constant w is no number of bytes.*-4/s],
    ["more bytes than its shape", {
      location: "w.bin", length: "440",
    }, /node Conv conv: constant w has another size in w\.bin.*440 bytes.*432 bytes/s],
  ])("that lie in %s are refused", async (_, entries, reason) => {
    await expect(importTiny(tinyModel({ weight: external(entries) }), { sideFile })).rejects.toThrow(reason);
  });

  it("are refused where files cannot be read", async () => {
    await expect(importTiny(tinyModel({ weight: external({ location: "w.bin" }) }))).rejects.toThrow(
      /constants in another file.*w\.bin.*one file/s
    );
  });
});

describe("a constant that cannot be used", () => {
  const broken = (at: number, value: number): number[] => TINY.conv.map((weight, n) => (n === at ? value : weight));

  it.each<[string, number]>(
    [["NaN", NaN], ["Infinity", Infinity], ["-Infinity", -Infinity]]
  )("with %s is named with its node and the place", async (name, value) => {
    const model = tinyModel({ weight: (maker) => maker.constant("w", broken(31, value), DIMS) });
    await expect(importTiny(model)).rejects.toThrow(
      `tiny.onnx, node Conv conv: its weight w has a value that is not a number (found ${name} at 1,0,1,1; allowed finite float32)`
    );
  });

  it.each<[string, object, RegExp]>([
    ["of texts", { dataType: 8, dims: DIMS }, /node Conv conv: constant w has a type that is not read \(found string; allowed float32, /],
    ["with fewer values than its shape", {
      dataType: 1, dims: DIMS, floatData: [1, 2],
    }, /constant w has another number of values than its shape \(found 2; allowed 108 = 4 x 3/],
    ["that ends inside a number", { dataType: 1, dims: [1], rawData: new Uint8Array(6) }, /found 2; allowed 1 = 1/],
    ["with a negative size", {
      dataType: 1, dims: [-4, -27], rawData: new Uint8Array(432),
    }, /has a shape that no tensor has \(found -4 x -27/],
    ["larger than any memory", { dataType: 1, dims: [2 ** 40, 2 ** 40] }, /has a shape that no tensor has/],
  ])("%s is refused by the node that reads it", async (_, fields, reason) => {
    const model = tinyModel({ weight: (maker) => { maker.constants.push({ name: "w", ...fields }); return "w"; } });
    await expect(importTiny(model)).rejects.toThrow(reason);
  });

  it("is not judged where nobody uses it", async () => {
    const { maker, output } = tinyMaker();
    for (const dataType of [8, 14, 99]) maker.constants.push({ name: `unused${dataType}`, dims: [3], dataType });
    maker.constants.push(tensorOf("short", [1], [7], "float64"));
    maker.node("Constant", [], "text", { value_string: "odd" });
    maker.node("Strange", ["relu", "short"], "elsewhere");
    expect(numbersOf(await importTiny(maker.bytes("x", [1, 3, 8, 8], [output])))).toEqual(numbersOf(await importTiny(tinyModel())));
  });

  it("cannot grow without end by arithmetic", async () => {
    const grown = tinyModel({ weight: (maker) => {
      let value = "w0";
      maker.constant("w0", TINY.conv, DIMS);
      for (let n = 1; n <= 40; n += 1) value = maker.node("Concat", [value, value], `w${n}`, { axis: 0 });
      return value;
    } });
    await expect(importTiny(grown)).rejects.toThrow(/node Concat w\d+: makes more numbers than the whole model/);
  });
});

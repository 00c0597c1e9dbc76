// Every failure ends with the right exit code and a reason, without a stack and without a word on standard output.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, pimento, pimentoHere } from "./pimento.js";

const NO_IMAGES = ["--set", "data.name=none", "--set", "network.name=resnet8", "--set", "network.subnets=[0.25]"];

const FAILURES: readonly (readonly [what: string, words: readonly string[], message: RegExp])[] = [
  ["no command", [], /needs a command \(allowed run, /],
  ["an unknown command", ["rnu"], /did you mean "run"/],
  ["an unknown option", ["run", "--jsn"], /unknown option; did you mean "--json"/],
  ["an option without its value", ["run", "--out"], /Not enough arguments/],
  ["one file too many", ["run", "a.yaml", "b.yaml"], /one argument too many \(found b\.yaml/],
  ["an unknown list", ["list", "figure"], /did you mean "figures"/],
  ["a config that does not exist", ["run", "missing.yaml", "--json"], /missing\.yaml: the config does not exist/],
  ["a config that is a folder", ["run", "."], /is a folder/],
  ["a config that is broken", ["run", "broken.yaml"], /broken\.yaml:3:5 chip\.array\.colums: unknown key; did you mean "columns"/],
  ["a config that is binary", ["run", "binary.yaml"], /not a text file/],
  ["a broken --set", ["run", "--set", "chip.array.rows=-1", "--json"], /chip\.array\.rows: is too small, from --set/],
  ["a checkpoint that is not shipped", ["run", "--set", "network.checkpoint=resnet21", "--json"], /no checkpoint of this name is shipped/],
  [
    "a checkpoint file that does not exist",
    ["run", "--set", "network.checkpoint=./none.ckpt"],
    /this file does not exist.*\(found \.\/none\.ckpt/,
  ],
  ["a checkpoint that is something else", ["run", "--set", "network.checkpoint=./broken.yaml"], /broken\.yaml/],
  [
    "a folder of images that does not exist",
    ["run", "--data", "nowhere", "--set", "network.checkpoint=resnet20-procedural", "--json"],
    /data\.dir: .*no such folder/,
  ],
  ["a folder without the images", ["run", "--data", "empty", "--set", "network.checkpoint=resnet20-procedural"], /data\.dir: .*missing/],
  [
    "a chip that is too small",
    ["run", ...NO_IMAGES, "--set", "chip.organization={matsPerBank: 1, banksPerGroup: 1}", "--json"],
    /chip\.organization: .*needs \d+ sub-arrays/,
  ],
  ["an output folder that is a file", ["run", ...NO_IMAGES, "--out", "broken.yaml"], /--out: this folder cannot be written to/],
  ["an output folder inside a file", ["run", ...NO_IMAGES, "--out", "broken.yaml/deeper"], /--out: this folder cannot be written to/],
  ["a power budget below one operation", ["run", ...NO_IMAGES, "--set", "power.budget=1 mW"], /power\.budget: .*allowed [\d.]+ mW or more/],
];

describe("a failure", () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "empty"));
  writeFileSync(join(folder, "broken.yaml"), "chip:\n  array:\n    colums: 512\n");
  writeFileSync(join(folder, "binary.yaml"), Buffer.from([0, 1, 2, 255, 254]));
  writeFileSync(join(folder, "many.yaml"), "chip: { technology: flash }\nrun: { images: none }\npower: { budget: 3 }\n");
  const files = readdirSync(folder);

  it.each(FAILURES)("by %s ends with exit code 2 and the reason, and leaves nothing behind", async (_, words, message) => {
    const { code, out, err } = await pimentoHere(words, folder);
    expect(err).toMatch(message);
    expect([code, out]).toEqual([2, ""]);
    expect(err).not.toMatch(/\n\s+at |NaN|undefined|\[object/);
    expect(readdirSync(folder)).toEqual(files);
  });

  it("of a process has the same code and reason", () => {
    const { code, out, err } = pimento(["run", "missing.yaml", "--json"], folder);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/missing\.yaml: the config does not exist/);
  });

  it("shows its stack when asked to", () => {
    expect(pimento(["run", "missing.yaml"], folder, { PIMENTO_DEBUG: "1" }).err).toMatch(/\n\s+at /);
  });

  it("in a config of the user's names every line at once", async () => {
    const { err } = await pimentoHere(["run", "many.yaml"], folder);
    expect(err.trim().split("\n").map((line) => line.split(" ")[0])).toEqual(["many.yaml:1:21", "many.yaml:2:16", "many.yaml:3:18"]);
  });
});

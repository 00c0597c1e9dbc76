// `pimento train` writes the same checkpoint whatever the threads, and refuses what it cannot do.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, pimento, pimentoHere } from "./pimento.js";

/** A batch is two blocks of batch normalisation: work for two threads. */
const SHORT = [
  "train", "--network", "resnet8", "--images", "128", "--test-images", "16", "--epochs", "2", "--batch", "128", "--widths", "0.5,0.25",
];

describe("pimento train", () => {
  it("ends in the same checkpoint with one thread or two", async () => {
    const [one, two] = [emptyFolder(), emptyFolder()];
    const first = pimento([...SHORT, "--threads", "1", "--out", one]);
    expect([first.code, first.out]).toEqual([
      0,
      expect.stringMatching(/0\.50x {2}[\d.]+ % of 16 test images\n0\.25x .*\n.*checkpoint\.ckpt\n$/),
    ]);
    const expected = readFileSync(join(one, "checkpoint.ckpt"));
    expect(pimento([...SHORT, "--threads", "2", "--out", two]).code).toBe(0);
    expect(readFileSync(join(two, "checkpoint.ckpt")).equals(expected)).toBe(true);
    const averaged = pimento(["average", join(one, "checkpoint.ckpt"), join(two, "checkpoint.ckpt"), "--out", join(two, "mean.ckpt")]);
    expect(averaged.out).toMatch(/0\.50x {2}[\d.]+ % of 16 test images\n0\.25x .*\n.*mean\.ckpt\n$/);
    const [mean] = JSON.parse((await pimentoHere(["compare", join(two, "mean.ckpt"), "--json"])).out) as [
      { epochs: number; command: string },
    ];
    expect(mean).toMatchObject({ epochs: 4, command: "npx pimento average CHECKPOINT CHECKPOINT" });
    const records = emptyFolder();
    for (const file of ["train.bin", "test.bin"]) writeFileSync(join(records, file), new Uint8Array(3073));
    const others = await pimentoHere([
      "average", join(one, "checkpoint.ckpt"), join(two, "checkpoint.ckpt"), "--data", records, "--out", join(two, "other.ckpt"),
    ]);
    expect([others.code, others.err]).toEqual([
      2,
      expect.stringMatching(/--data: these are not the images that the networks were trained on \(found records/),
    ]);
    expect(
      (await pimentoHere(
        ["average", join(one, "checkpoint.ckpt"), join(two, "checkpoint.ckpt"), "--out", join(one, "checkpoint.ckpt")]
      )).err,
    ).toMatch(/--out: is one of the checkpoints/);
  }, 120_000);

  it("puts out one checkpoint for each network of a method, with their cards, and goes on from one of them", async () => {
    const [alone, sliced] = [emptyFolder(), emptyFolder()];
    const tiny = [
      "train", "--network", "resnet8", "--images", "64", "--test-images", "16", "--epochs", "1", "--batch", "64", "--threads", "1",
    ];
    expect(pimento([...tiny, "--method", "individual", "--widths", "1,0.25", "--out", alone]).out).toMatch(
      /checkpoint-1\.00x\.ckpt\n[^]*checkpoint-0\.25x\.ckpt\n/,
    );
    expect(existsSync(join(alone, "learning-curves.svg"))).toBe(true);
    const from = ["--from", join(alone, "checkpoint-1.00x.ckpt")];
    expect(
      pimento([
        "train", "--images", "64", "--test-images", "16", "--epochs", "1", "--batch", "64", "--threads", "1", ...from, "--widths", "1,0.5",
        "--out", sliced,
      ]).code,
    ).toBe(0);
    const { out } = await pimentoHere(["compare", join(alone, "checkpoint-1.00x.ckpt"), join(sliced, "checkpoint.ckpt"), "--json"]);
    expect((JSON.parse(out) as { command: string }[]).map(({ command }) => command.includes("--from CHECKPOINT"))).toEqual([false, true]);
    const again = pimento([
      "train", "--images", "64", "--test-images", "8", "--epochs", "1", "--batch", "64", "--threads", "1", "--from",
      join(sliced, "checkpoint.ckpt"), "--out", emptyFolder(),
    ]);
    expect(again.out).toMatch(/^1\.00x .*\n0\.50x .*\n.*checkpoint\.ckpt\n$/);
  }, 120_000);

  it("trains for integers, and the checkpoint is evaluated at its own bits", async () => {
    const folder = emptyFolder();
    expect(
      pimento([
        ...SHORT, "--quantisation", "straight-through", "--weight-bits", "3", "--last-layer-bits", "6", "--weight-scale", "tensor", "--out",
        folder,
      ]).code,
    ).toBe(0);
    const words = ["evaluate", join(folder, "checkpoint.ckpt"), "--dataset", "procedural", "--images", "8"];
    const own = JSON.parse((await pimentoHere([...words, "--json"])).out) as Record<string, unknown>;
    expect(own).toMatchObject({ weightBits: 3, activationBits: 8, lastLayerBits: 6, weightScale: "tensor" });
    const stated = await pimentoHere([...words, "--weight-bits", "5"]);
    expect(stated.out).toMatch(/subnet +float +integer +loss +MACs[\s\S]*0\.50x +[\d.]+ % +[\d.]+ % +-?[\d.]+ pt/);
  });

  it("takes the last of an option given twice", () => {
    const folder = emptyFolder();
    const { code, out } = pimento([
      "train", "--network", "resnet20", "--network", "resnet8", "--images", "64", "--test-images", "8", "--epochs", "1", "--batch", "64",
      "--widths", "1", "--widths", "0.25", "--threads", "1", "--out", "nowhere", "--out", folder,
    ]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^0\.25x .*\n.*checkpoint\.ckpt\n$/)]);
  });

  it("does not train where another process does, and takes over from one that is no more", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "training.lock"), String(process.pid));
    expect(pimento([...SHORT, "--out", folder])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--out: process \d+ is training in this folder.*delete training\.lock/) as string,
    });
    writeFileSync(join(folder, "training.lock"), "99999999");
    expect(pimento([...SHORT, "--out", folder]).code).toBe(0);
    expect(readdirSync(folder)).not.toContain("training.lock");
  });

  it.each<[string, string[], RegExp]>([
    ["no state to resume", ["--resume"], /no state to resume from/],
    ["an impossible rate", ["--rate", "-1"], /--rate.*-1.*0 to 100/],
    ["a batch that is no multiple of the block", ["--batch", "100"], /multiples of 64/],
    ["an impossible width", ["--widths", "1,2"], /widths\[1\].*at most 1/],
    ["records without their number of classes", ["--dataset", "records", "--data", "."], /needs its number of classes/],
    ["a checkpoint that is not there", ["--from", "nowhere.ckpt"], /nowhere\.ckpt/],
    ["fewer epochs than phases", ["--method", "multi-path", "--epochs", "3"], /--epochs.*at least 4/],
    ["a folder without images", ["--data", "nowhere"], /no such folder/],
    ["a rate that is no number", ["--rate", "fast"], /--rate: not a number \(found fast/],
    ["an option without its number", ["--epochs", "--rate", "0.1"], /Not enough arguments/],
    ["widths that are no numbers", ["--widths", "1,half"], /--widths: not a number \(found half/],
    ["two widths of one name", ["--widths", "1,0.508,0.507"], /widths\[2\]: has the same name as subnet 1 \(found 0\.51x/],
    ["more images than there can be", ["--images", "1e12"], /--images.*1 to 10000000/],
    ["no threads", ["--threads", "0"], /--threads/],
    ["bits without training for them", ["--weight-bits", "4"], /--weight-bits.*no effect.*--quantisation straight-through or learned-step/],
    ["bits that arrays do not hold", ["--quantisation", "learned-step", "--weight-bits", "17"], /--weight-bits.*17.*1 to 16/],
    ["a fraction of an image", ["--images", "1.5"], /--images/],
  ])("refuses %s", async (_, words, reason) => {
    const { code, out, err } = await pimentoHere(["train", "--images", "128", "--test-images", "16", "--network", "resnet8", ...words]);
    expect(err).toMatch(reason);
    expect([code, out]).toEqual([2, ""]);
  });
});

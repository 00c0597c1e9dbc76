// `pimento train` writes the same checkpoint whatever the threads, and refuses what it cannot do.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, pimento } from "./pimento.js";

/** A batch is two blocks of batch normalisation: work for two threads. */
const SHORT = ["train", "--network", "resnet8", "--images", "128", "--test-images", "16", "--epochs", "2", "--batch", "128", "--widths", "0.5,0.25"];

describe("pimento train", () => {
  it("ends in the same checkpoint with one thread or two", () => {
    const [one, two] = [emptyFolder(), emptyFolder()];
    const first = pimento([...SHORT, "--threads", "1", "--out", one]);
    expect([first.code, first.out]).toEqual([0, expect.stringMatching(/0\.50x {2}[\d.]+ % of 16 test images\n0\.25x .*\n.*checkpoint\.ckpt\n$/)]);
    const expected = readFileSync(join(one, "checkpoint.ckpt"));
    expect(pimento([...SHORT, "--threads", "2", "--out", two]).code).toBe(0);
    expect(readFileSync(join(two, "checkpoint.ckpt")).equals(expected)).toBe(true);
    const averaged = pimento(["average", join(one, "checkpoint.ckpt"), join(two, "checkpoint.ckpt"), "--out", join(two, "mean.ckpt")]);
    expect(averaged.out).toMatch(/0\.50x {2}[\d.]+ % of 16 test images\n0\.25x .*\n.*mean\.ckpt\n$/);
    const [mean] = JSON.parse(pimento(["compare", join(two, "mean.ckpt"), "--json"]).out) as [{ epochs: number; command: string }];
    expect(mean).toMatchObject({ epochs: 4, command: "npx pimento average CHECKPOINT CHECKPOINT" });
  }, 120_000);

  it("puts out one checkpoint for each network of a method, with their cards, and goes on from one of them", () => {
    const [alone, sliced] = [emptyFolder(), emptyFolder()];
    const tiny = ["train", "--network", "resnet8", "--images", "64", "--test-images", "16", "--epochs", "1", "--batch", "64", "--threads", "1"];
    expect(pimento([...tiny, "--method", "individual", "--widths", "1,0.25", "--out", alone]).out).toMatch(/checkpoint-1\.00x\.ckpt\n[^]*checkpoint-0\.25x\.ckpt\n/);
    expect(existsSync(join(alone, "learning-curves.svg"))).toBe(true);
    const from = ["--from", join(alone, "checkpoint-1.00x.ckpt")];
    expect(pimento(["train", "--images", "64", "--test-images", "16", "--epochs", "1", "--batch", "64", "--threads", "1", ...from, "--widths", "1,0.5", "--out", sliced]).code).toBe(0);
    const { out } = pimento(["compare", join(alone, "checkpoint-1.00x.ckpt"), join(sliced, "checkpoint.ckpt"), "--json"]);
    expect((JSON.parse(out) as { command: string }[]).map(({ command }) => command.includes("--from CHECKPOINT"))).toEqual([false, true]);
  }, 120_000);

  it("trains for integers, and the checkpoint is evaluated at its own bits", () => {
    const folder = emptyFolder();
    expect(pimento([...SHORT, "--quantisation", "straight-through", "--weight-bits", "3", "--last-layer-bits", "6", "--weight-scale", "tensor", "--out", folder]).code).toBe(0);
    const words = ["evaluate", join(folder, "checkpoint.ckpt"), "--dataset", "procedural", "--images", "8"];
    const own = JSON.parse(pimento([...words, "--json"]).out) as Record<string, unknown>;
    expect(own).toMatchObject({ weightBits: 3, activationBits: 8, lastLayerBits: 6, weightScale: "tensor" });
    const stated = pimento([...words, "--weight-bits", "5"]);
    expect(stated.out).toMatch(/subnet +float +integer +loss +MACs[\s\S]*0\.50x +[\d.]+ % +[\d.]+ % +-?[\d.]+ pt/);
  });

  it.each<[string, string[], RegExp]>([
    ["no state to resume", ["--resume"], /no state to resume from/],
    ["an impossible rate", ["--rate", "-1"], /train\.rate.*-1.*0 to 100/],
    ["a batch that is no multiple of the block", ["--batch", "100"], /multiples of 64/],
    ["an impossible width", ["--widths", "1,2"], /widths\[1\].*at most 1/],
    ["records without their number of classes", ["--dataset", "records", "--data", "."], /needs its number of classes/],
    ["a checkpoint that is not there", ["--from", "nowhere.ckpt"], /nowhere\.ckpt/],
    ["fewer epochs than phases", ["--method", "multi-path", "--epochs", "3"], /train\.epochs.*at least 4/],
    ["a folder without images", ["--data", "nowhere"], /no such folder/],
    ["no threads", ["--threads", "0"], /--threads/],
    ["bits without training for them", ["--weight-bits", "4"], /--weight-bits.*no effect.*--quantisation straight-through or learned-step/],
    ["bits that arrays do not hold", ["--quantisation", "learned-step", "--weight-bits", "17"], /--weight-bits.*17.*1 to 16/],
    ["a fraction of an image", ["--images", "1.5"], /--images/],
  ])("refuses %s", (_, words, reason) => {
    const { code, out, err } = pimento(["train", "--images", "128", "--test-images", "16", "--network", "resnet8", ...words]);
    expect(err).toMatch(reason);
    expect([code, out]).toEqual([2, ""]);
  });
});

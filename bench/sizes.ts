// How work and memory grow with the input: every reader and every analysis at doubled sizes, each in a process of its own. The limit is
// n log n: from one size to the next time may grow by 2^1.35, noise included. Exit code 1 where anything grows faster.
// Memory is the peak over what was there before the work, as a multiple of what the reader keeps.
// Run: npm run -s bench -- sizes [--json] [NAME ...]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chipReadPoint, operationMargin, resolveVariation } from "../arch/margin/index.js";
import { resolveChip } from "../arch/chip/presets.js";
import { technologyOf } from "../arch/chip/chip-costs.js";
import { SENSE_OPERATIONS } from "../arch/sense-ops/index.js";
import { sweepArray } from "../experiment/array/array-sweep.js";
import { parseAxis } from "../experiment/config/axis.js";
import { chipReader } from "../experiment/config/read-chip.js";
import { readConfig } from "../experiment/config/read-config.js";
import { uncertainArray } from "../experiment/uncertainty/systems.js";
import { uncertaintyReport } from "../experiment/uncertainty/uncertainty-report.js";
import { isConfigError } from "../sim/errors.js";
import { decodeCheckpoint, encodeCheckpoint } from "../workloads/checkpoint/index.js";
import { resnet, subnetsOf } from "../workloads/nets/index.js";
import { parameterLayout, statisticsLayout } from "../workloads/nn/parameters.js";
import { datasetNamed, loadImages } from "../workloads/node/dataset-files.js";

/** Builds an input of so large a size; what it gives is timed, and returns the bytes that it keeps (0: not a reader of many). */
type Subject = (size: number) => () => number | Promise<number>;

const STEEPEST = 1.35;
const SIZES = 4;

/** A config may be refused, in no more time than it would take to be read. */
function reading(text: string): () => number {
  return () => {
    try {
      readConfig({ text, file: "a.yaml", name: "a" });
    } catch (error) {
      if (!isConfigError(error)) throw error;
    }
    return 0;
  };
}

const lines = (size: number, line: (n: number) => string): string => Array.from({ length: size }, (_, n) => `${line(n)}\n`).join("");

function checkpointOf(channels: number): Uint8Array {
  const full = resnet(8);
  const network = { ...full, channels: full.channels.map(() => channels) };
  const subnets = subnetsOf(network, [1, 0.5]);
  const card = { dataset: "", trainImages: 0, testImages: 0, method: "", epochs: 1, seed: 1, command: "", accuracy: null, options: {} };
  const parameters = new Float32Array(parameterLayout(network, subnets).size);
  const statistics = new Float32Array(statisticsLayout(network, subnets).size);
  return encodeCheckpoint(
    { network, subnets, normalisation: { zeroPoint: 0, pixelScale: 1 }, classNames: [], ranges: {}, card, parameters, statistics }
  );
}

function imagesIn(name: string, bytes: Uint8Array): () => number {
  const dir = mkdtempSync(join(tmpdir(), "pimento-sizes-"));
  writeFileSync(join(dir, name), bytes);
  return () => {
    const { images, labels } = loadImages(datasetNamed("records", 2), { split: "test", seed: 1, dir });
    rmSync(dir, { recursive: true });
    return images.length + labels.length;
  };
}

const chip = resolveChip();

/** By name: the smallest size, and the subject. */
const SUBJECTS: Readonly<Record<string, readonly [number, Subject]>> = {
  "config, unknown keys": [1500, (size) => reading(lines(size, (n) => `key${n}: 1`))],
  "config, list items": [2000, (size) => reading(`run:\n  images:\n${lines(size, (n) => `    - ${n}`)}`)],
  "config, aliases of one": [1500, (size) => reading(`a: &a 1\n${lines(size, (n) => `b${n}: *a`)}`)],
  "config, anchors each used": [700, (size) => reading(lines(size, (n) => `a${n}: &a${n} 1\nb${n}: *a${n}`))],
  "config, aliases of aliases": [1500, (size) => reading(`a0: &a0 [1]\n${lines(size, (n) => `a${n + 1}: &a${n + 1} [*a${n}]`)}`)],
  "config, long line": [100_000, (size) => reading(`name: ${"x".repeat(size)}`)],
  "config, quoted line": [100_000, (size) => reading(`name: "${"\\u0041".repeat(size / 6)}"`)],
  "config, comment lines": [10_000, (size) => reading(lines(size, () => "# x"))],
  "config, brackets": [100_000, (size) => reading(`a: ${"[".repeat(size)}`)],
  "config, spaces and marks": [100_000, (size) => reading(`a: ${"- ".repeat(size / 2)}`)],
  "config, open sections": [2000, (size) => reading(lines(size, (n) => `${" ".repeat(Math.min(n, 30))}a:`))],
  checkpoint: [128, (channels) => {
    const bytes = checkpointOf(Math.round(Math.sqrt(channels) * 11));
    return () => {
      const { parameters, statistics } = decodeCheckpoint(bytes, "a.ckpt");
      return 4 * (parameters.length + statistics.length);
    };
  }],
  records: [4000, (size) => imagesIn("test.bin", new Uint8Array(3073 * size))],
  "records, gzip": [4000, (size) => imagesIn("test.bin.gz", gzipSync(new Uint8Array(3073 * size)))],
  "margin, samples": [20_000, (samples) => () => {
    const variation = { ...resolveVariation({}, technologyOf(chip)), samples };
    operationMargin(SENSE_OPERATIONS.and, chipReadPoint(chip), variation, "sizes");
    return 0;
  }],
  "uncertainty, samples": [100, (samples) => async () => {
    await uncertaintyReport(uncertainArray("sizes", chip), { samples, seed: "1", reference: undefined });
    return 0;
  }],
  "array sweep, points": [100, (points) => () => {
    sweepArray(chipReader(null, []), [parseAxis(`chip.process.temperature=300 K..${300 + (points - 1) / 100} K+0.01 K`)]);
    return 0;
  }],
};

interface Measured {
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly keptBytes: number;
}

const BYTES_PER_KB = 1024;

/** In this process. */
async function measured(subject: Subject, size: number): Promise<Measured> {
  const work = subject(size);
  const [before, start] = [process.resourceUsage().maxRSS, process.cpuUsage()];
  const keptBytes = await work();
  const { user, system } = process.cpuUsage(start);
  return { cpuMs: (user + system) / 1000, peakBytes: BYTES_PER_KB * (process.resourceUsage().maxRSS - before), keptBytes };
}

/** In processes of their own, each size twice as large as the one before. */
function growth(name: string, smallest: number): { sizes: number[]; all: Measured[]; exponent: number; multiple: number | null } {
  const sizes = Array.from({ length: SIZES }, (_, n) => smallest * 2 ** n);
  const all = sizes.map(
    (size) => JSON.parse(execFileSync(process.execPath, [process.argv[1]!, "--of", name, String(size)], { encoding: "utf8" })) as Measured
  );
  const [first, last] = [all[0]!, all.at(-1)!];
  const exponent = Math.log2(last.cpuMs / first.cpuMs) / (SIZES - 1);
  return { sizes, all, exponent, multiple: last.keptBytes === 0 ? null : last.peakBytes / last.keptBytes };
}

const words = process.argv.slice(2);
if (words[0] === "--of") {
  console.log(JSON.stringify(await measured(SUBJECTS[words[1]!]![1], Number(words[2]))));
} else {
  const asked = words.filter((word) => word !== "--json");
  const names = Object.keys(SUBJECTS).filter((name) => asked.length === 0 || asked.includes(name));
  const results = names.map((name) => ({ name, ...growth(name, SUBJECTS[name]![0]) }));
  if (words.includes("--json")) console.log(JSON.stringify({ benchmark: "sizes", results }));
  else {
    for (const { name, sizes, all, exponent, multiple } of results) {
      const times = all.map(({ cpuMs }, n) => `${sizes[n]!}: ${cpuMs.toFixed(0)} ms`).join(", ");
      console.log(
        `${name.padEnd(28)} n^${exponent.toFixed(2)}  ${times}${multiple === null ? "" : `; peak ${multiple.toFixed(1)} x what is kept`}`
      );
    }
  }
  process.exitCode = results.some(({ exponent }) => exponent > STEEPEST) ? 1 : 0;
}

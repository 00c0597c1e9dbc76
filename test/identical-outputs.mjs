// Compares the outputs of two built checkouts, byte for byte: JSON and CSV of `run`, `array`, `margin` and `uncertainty` of every example.
//   node test/identical-outputs.mjs BEFORE AFTER [--data DIR] [--keep DIR] [--only WORDS]
// BEFORE and AFTER are checkouts with dist/. The examples of AFTER run in both. DIR holds CIFAR-10 batches; examples that name
// files of one's own are given that folder and the shipped checkpoint, and are skipped without it. Exit code 1 when anything differs.
// Keys and files that only AFTER has are listed and left out of the comparison of JSON; everything else must be the same bytes.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: "string" }, keep: { type: "string" }, only: { type: "string", default: "" } },
});
const [before, after] = positionals.map((folder) => resolve(folder));
const work = values.keep === undefined ? mkdtempSync(join(tmpdir(), "pimento-outputs-")) : resolve(values.keep);

/** What each command is given besides the config, so that every one ends within minutes. */
const EXTRA = { run: [], array: [], margin: [], uncertainty: ["--samples", "10"] };
/** cifar10.yaml names files of a user's own. */
const ownFiles = (example) =>
  example === "cifar10.yaml" ? ["--set", `data.dir=${resolve(values.data)}`, "--set", "network.checkpoint=resnet20-cifar10"] : [];

function cases() {
  const examples = readdirSync(join(after, "examples")).filter((name) => name.endsWith(".yaml"));
  const found = examples.flatMap((example) => Object.keys(EXTRA).map((command) => ({ command, example })));
  const told = found.filter(({ example }) => example !== "cifar10.yaml" || values.data !== undefined);
  return told.filter(({ command, example }) => `${command} ${example}`.includes(values.only));
}

/** Without the hash of the program, which differs between any two. */
const withoutProgram = (text) => text.replace(/"program": ?"\w+",\s*/g, "");

/** Files of one command by name; what it prints is one of them. A refusal's message counts as its output. */
function outputs(checkout, side, { command, example }) {
  const out = join(work, side, `${command}-${example}`);
  if (!existsSync(join(out, "printed.txt"))) {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    const words = [command, join(after, "examples", example), ...ownFiles(example), ...EXTRA[command], "--out", "files", "--json"];
    let printed;
    try {
      printed = execFileSync(process.execPath, [join(checkout, "dist", "cli", "main.js"), ...words], { cwd: out, encoding: "utf8", maxBuffer: 2 ** 30, stdio: "pipe" });
    } catch (error) {
      printed = `exit ${error.status}\n${error.stderr}`;
    }
    writeFileSync(join(out, "printed.txt"), printed);
  }
  const folder = join(out, "files");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(json|csv)$/.test(name)) : [];
  const read = (path) => withoutProgram(readFileSync(path, "utf8"));
  return new Map([["printed", read(join(out, "printed.txt"))], ...files.sort().map((name) => [name, read(join(folder, name))])]);
}

const isObject = (value) => typeof value === "object" && value !== null;
const added = new Set();

/** What is left of `is` without the keys that `was` lacks, whose paths are noted. */
function withoutAdded(was, is, path) {
  if (!isObject(was) || !isObject(is)) return is;
  if (Array.isArray(is)) return is.map((each, n) => withoutAdded(was[n], each, `${path}[]`));
  const kept = Object.entries(is).filter(([key]) => Object.hasOwn(was, key) || !added.add(`${path}.${key}`));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutAdded(was[key], value, `${path}.${key}`)]));
}

function isSame(was, is) {
  if (was === is) return true;
  try {
    const [before, after] = [JSON.parse(was), JSON.parse(is)];
    return JSON.stringify(before) === JSON.stringify(withoutAdded(before, after, ""));
  } catch {
    return false;
  }
}

let files = 0;
const different = [];
for (const one of cases()) {
  const [was, is] = [outputs(before, "before", one), outputs(after, "after", one)];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    files++;
    if (!was.has(name)) added.add(`file ${name}`);
    else if (!isSame(was.get(name), is.get(name))) different.push(`${one.command} ${one.example}: ${name}`);
  }
}
if (values.keep === undefined) rmSync(work, { recursive: true, force: true });
for (const path of added) console.log(`added: ${path}`);
console.log([...different.map((what) => `differs: ${what}`), `${files} outputs compared, ${different.length} differ`].join("\n"));
process.exitCode = different.length > 0 ? 1 : 0;

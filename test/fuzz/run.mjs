// npm run fuzz -- [--seconds N] [--seed S] [reader ...]: the fuzz tests for longer than `npm test` runs them.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const SUFFIX = ".test.ts";
const readers = readdirSync(import.meta.dirname).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));

const options = { seconds: { type: "string", default: "60" }, seed: { type: "string" } };
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const unknown = positionals.filter((name) => !readers.includes(name));
if (unknown.length > 0 || !(Number(values.seconds) > 0) || !Number.isInteger(Number(values.seed ?? 0))) {
  console.error(`usage: npm run fuzz -- [--seconds N] [--seed S] [${readers.join("|")} ...]`);
  process.exit(2);
}

const root = join(import.meta.dirname, "..", "..");
const patterns = (positionals.length > 0 ? positionals : readers).map((name) => `test/fuzz/${name}${SUFFIX}$`);
const env = { ...process.env, FUZZ_SECONDS: values.seconds, ...(values.seed === undefined ? {} : { FUZZ_SEED: values.seed }) };
const jest = ["--experimental-vm-modules", "--no-warnings", join(root, "node_modules/jest/bin/jest.js"), ...patterns];
process.exit(spawnSync(process.execPath, jest, { cwd: root, env, stdio: "inherit" }).status ?? 1);

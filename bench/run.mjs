// npm run -s bench -- NAME [options]: bundles bench/NAME.ts and runs it. Benchmarks print ratios against a peer or limit of the same run.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const names = readdirSync("bench").filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3));
const [name, ...options] = process.argv.slice(2);
if (name === undefined || !existsSync(`bench/${name}.ts`)) {
  console.error(`which benchmark? ${names.join(", ")}`);
  process.exit(2);
}
const outfile = `out/bench/${name}.mjs`;
execFileSync("node_modules/.bin/esbuild", [`bench/${name}.ts`, "--bundle", "--platform=node", "--format=esm", "--packages=external", "--log-level=error", `--outfile=${outfile}`], { stdio: ["ignore", 2, 2] });
process.exit(spawnSync(process.execPath, [outfile, ...options], { stdio: "inherit" }).status ?? 1);

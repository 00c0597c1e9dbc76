// What tsc leaves to do: the executable bit that `bin` needs, the JSON Schema that config files point editors to, and the program's hash.
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configJsonSchema } from "../../dist/experiment/config/json-schema.js";
import { naming, programHash, VERSION_FILE } from "./program-hash.mjs";

/** Left alone when it says so already, so that a program that is running never reads half a file. */
function writeIfChanged(file, text) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

chmodSync("dist/cli/main.js", 0o755);
writeIfChanged("dist/pimento.schema.json", `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
const versionFile = join("dist", VERSION_FILE);
writeIfChanged(versionFile, naming(readFileSync(versionFile, "utf8"), programHash(".")));

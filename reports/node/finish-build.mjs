// What tsc leaves to do: the executable bit that `bin` needs, and the JSON Schema that config files point editors to.
import { chmodSync, writeFileSync } from "node:fs";
import { configJsonSchema } from "../../dist/experiment/config/json-schema.js";

chmodSync("dist/cli/main.js", 0o755);
writeFileSync("dist/pimento.schema.json", `${JSON.stringify(configJsonSchema(), null, 2)}\n`);

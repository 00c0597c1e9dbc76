// What Jest makes of a TypeScript file: esbuild takes the types off, file by file (`npm run typecheck` reads them), and keeps a source map.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { transform, version } from "esbuild";

/** `verbatimModuleSyntax`: imports stay as they are written, as in the build. */
const OPTIONS = { loader: "ts", format: "esm", target: "es2023", sourcemap: true, sourcesContent: false, tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } };
const OWN_VERSION = version + readFileSync(import.meta.filename, "utf8");

export default {
  processAsync: (source, path) => transform(source, { ...OPTIONS, sourcefile: path }),
  getCacheKey: (source, path) => createHash("sha256").update([OWN_VERSION, path, source].join("\0")).digest("hex"),
};

// The convention tests see what they must see.

import { importsOf, isPlatformFile, parseSource, resolveImport } from "./source-files.js";

const file = parseSource(
  "arch",
  "arch/bank/bank.ts",
  `import a from "./a.js";
   import type { B } from "../b.js";
   import { type C } from "c";
   import { d, type D } from "d";
   import "e";
   export * from "./f.js";
   export type { G } from "g";
   type H = import("h").H;
   const i = await import("../../cli/i.js");
   const j = require("j");
   const worker = new Worker(new URL("./k.js", import.meta.url));
   // import l from "l";
   const m = "import m from 'm'";`,
);

describe("importsOf", () => {
  it("finds every way to import, dynamic ones too, and no text that only looks like one", () => {
    const values = importsOf(file).filter((one) => !one.isTypeOnly).map((one) => one.specifier);
    expect(values).toEqual(["./a.js", "d", "e", "./f.js", "../../cli/i.js", "j", "./k.js"]);
  });

  it("knows imports that the compiler erases", () => {
    const types = importsOf(file).filter((one) => one.isTypeOnly).map((one) => one.specifier);
    expect(types).toEqual(["../b.js", "c", "g", "h"]);
  });

  it("resolves relative imports to project paths", () => {
    expect(resolveImport(file, "../../cli/i.js")).toBe("cli/i.ts");
    expect(resolveImport(file, "zod")).toBeUndefined();
  });
});

describe("isPlatformFile", () => {
  it("is cli, bench, and a room's own node folder", () => {
    const is = (room: "arch" | "cli" | "bench", path: string) => isPlatformFile(parseSource(room, path, ""));
    expect([is("cli", "cli/run.ts"), is("bench", "bench/a.ts"), is("arch", "arch/node/a.ts"), is("arch", "arch/node.ts"), is(
      "arch", "arch/bank/node/a.ts"
    )]).toEqual([true, true, true, false, false]);
  });
});

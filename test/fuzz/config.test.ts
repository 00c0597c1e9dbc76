// The reader of configs: the examples with values replaced and lines left out, doubled or changed, anchors and aliases among them. It gives
// a spec without a number that is not finite (but for limits that may be absent), or it refuses.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { readConfig } from "../../experiment/config/read-config.js";
import { fuzz, readOrRefuse } from "./frame.js";
import { byteEdits, edited, oddValue, withOddMember } from "./mutate.js";

const FOLDER = "examples";
const examples = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(FOLDER, name), "utf8"));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const oddMember = fc
  .record({
    example: fc.constantFrom(...examples),
    choice: fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }),
    odd: fc.oneof(oddValue, fc.constantFrom("1 ps", "1e9 m", "-3 V", "1 F^2", "80 %", ".inf", ".nan", "1 kohm", "99999999999999999999 J")),
    kind: fc.constantFrom("replace" as const, "remove" as const, "double" as const),
  })
  .map(({ example, choice, odd, kind }) => encode(stringify(withOddMember(parse(example), choice, odd, kind))));

const oddBytes = fc.tuple(fc.constantFrom(...examples), byteEdits).map(([example, edits]) => edited(encode(example), edits));

/** What YAML makes large from little: aliases of aliases, depth, long lines. */
const large = fc
  .oneof(
    fc
      .nat(40)
      .map((depth) => `a0: &a0 [x, x]\n${Array.from({ length: depth }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join("")}`),
    fc
      .tuple(
        fc.constantFrom("[", "{a: ", "- ", "? ", "a:\n ", "&a ", "!!x ", "'", '"', "#", " ", "\t", "*a ", "a: b\n", "|\n"),
        fc.nat(20_000),
      )
      .map(([piece, count]) => piece.repeat(count)),
  )
  .map(encode);

fuzz("configs", {
  files: fc
    .oneof({ weight: 4, arbitrary: oddMember }, { weight: 4, arbitrary: oddBytes }, { weight: 1, arbitrary: large })
    .map((bytes) => ({ "a.yaml": bytes })),
  check: async (files) => {
    const text = new TextDecoder().decode(files["a.yaml"]);
    const read = await readOrRefuse(() => readConfig({ text, file: "a.yaml", name: "a" }));
    if (read === undefined) return;
    const wrong = numbersIn(read.spec).find(
      ([path, value]) => Number.isNaN(value) || (!Number.isFinite(value) && !path.includes(".power.")),
    );
    if (wrong !== undefined) throw new Error(`${wrong[0]} is ${wrong[1]}`);
    if (({} as Record<string, unknown>)["polluted"] !== undefined) throw new Error("a prototype was changed");
  },
});

function numbersIn(value: unknown, path = "spec"): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, member]) => numbersIn(member, `${path}.${key}`))
    : [];
}

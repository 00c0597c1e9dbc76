// Every way to get a config wrong ends in a ConfigError that says where, what and what is allowed.
import { setOption } from "../../../../experiment/config/overrides.js";
import { readConfig } from "../../../../experiment/config/read-config.js";
import { isConfigError, type ConfigProblem } from "../../../../sim/errors.js";

function problemsOf(text: string | null, ...assignments: string[]): readonly ConfigProblem[] {
  try {
    readConfig(text === null ? null : { text, file: "c.yaml", name: "c" }, assignments.map(setOption));
  } catch (error) {
    if (isConfigError(error)) return error.problems;
    throw error;
  }
  throw new Error("was accepted");
}

const BOMB = [
  "a: &a [1,1,1,1,1,1,1,1,1]", "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]", "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]",
  "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]", "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d]",
].join("\n");

const BROKEN: readonly (readonly [what: string, text: string, line: number, message: RegExp])[] = [
  ["an unknown section", "chip: {}\npowr: {}", 2, /unknown key; did you mean "power"/],
  ["an unknown key deep inside", "chip:\n  array:\n    colums: 512", 3, /unknown key; did you mean "columns"/],
  ["a quantity of another dimension", "power: { budget: 200 J }", 1, /expected a power/],
  ["a quantity without a unit", "power: { budget: 200 }", 1, /lacks its unit/],
  ["a unit that does not exist", "power: { budget: 200 mWatts }", 1, /no unit that is known/],
  ["a negative quantity", "power: { budget: -3 W }", 1, /above zero/],
  ["a negative size", "chip: { array: { rows: -1 } }", 1, /too small/],
  ["zero as if it meant the default", "chip: { array: { writeParallelism: 0 } }", 1, /too small/],
  ["null as if it meant the default", "chip:\n  technology:", 2, /is empty/],
  ["a size that is no power of two", "chip: { array: { columns: 500 } }", 1, /power of two/],
  ["a fraction of a row", "chip: { array: { rows: 1.5 } }", 1, /whole number/],
  ["not a number", "run: { images: .nan }", 1, /finite/],
  ["an unknown technology", "chip:\n  technology: sot-mrm", 2, /did you mean "sot-mram"/],
  ["an unknown preset", "chip: { preset: edgy }", 1, /did you mean "edge"/],
  ["an unknown network", "network: { name: resnet21 }", 1, /did you mean/],
  ["a width above one", "network: { subnets: [1, 1.5] }", 1, /too large/],
  ["a subnet twice", "network: { subnets: [1, 0.5, 0.5] }", 1, /twice/],
  ["a width that leaves a layer empty", "network: { subnets: [0.01] }", 1, /no channel/],
  ["channels for another number of layers", "network: { subnets: [{ name: thin, channels: [8, 8] }] }", 1, /width slots/],
  ["more mux than columns", "chip: { array: { columns: 32, senseAmpMux: 64 } }", 1, /more than there are columns/],
  ["a CMOS node outside the tables", "chip: { process: { node: 7 nm } }", 1, /too small/],
  ["no images with data", "run: { images: 0 }", 1, /does not go with the data/],
  ["images without data", "data: { name: none }\nrun: { images: 3 }", 2, /does not go with the data/],
  ["random weights on images", "network: { checkpoint: null }", 1, /random weights/],
  ["files without their folder", "data:\n  name: cifar10", 2, /needs its folder/],
  ["a folder for images drawn by code", "data: { name: procedural, dir: x }", 1, /not read from files/],
  ["a section of the future", "run: {}\nsweep: {}", 2, /not available/],
  ["a section that is a word", "chip: edge", 1, /not what belongs here/],
  ["a name that leaves its folder", "name: ../../etc", 1, /not what belongs here/],
  ["broken YAML", "chip: [", 1, /not valid YAML/],
  ["a tab as indentation", "run:\n\timages: 3", 2, /Tabs/],
  ["a key twice", "run: {}\nrun: {}", 2, /twice/],
  ["two documents", "run: {}\n---\nrun: {}", 2, /one document/],
  ["a list", "- 1", 1, /section/],
  ["nothing", "", 1, /empty/],
  ["only comments", "# nothing\n", 1, /empty/],
  ["an alias loop", "chip: &a\n  array: *a", 2, /alias stands inside/],
  ["an alias of nothing", "chip: *a", 1, /no anchor/],
  ["an alias bomb", BOMB, 1, /too large/],
  ["a merge key", "chip: &c {}\nrun:\n  <<: *c", 3, /merge keys/],
  ["a prototype key", "__proto__: { polluted: 1 }", 1, /cannot be a key/],
  ["a constructor key", "chip: { constructor: { prototype: { polluted: 1 } } }", 1, /cannot be a key/],
  ["a list as key", "? [a]\n: 1", 1, /cannot be a key/],
  ["binary content", "\u0000\u0001\u0002", 1, /not a text file/],
  ["brackets without end", "[".repeat(100_000), 1, /nested too deeply/],
  ["dashes without end", "- ".repeat(100_000), 1, /nested too deeply/],
  ["a huge file", `# ${"x".repeat(1 << 20)}`, 1, /larger than/],
];

describe("a broken config", () => {
  it.each(BROKEN)("with %s is refused at its line", (_, text, line, message) => {
    const problems = problemsOf(text);
    const problem = problems.find((candidate) => message.test(candidate.message));
    expect(problems.map((candidate) => candidate.message).join("\n")).toMatch(message);
    expect(problem!.location).toMatchObject({ file: "c.yaml", line });
    expect(JSON.stringify(problems)).not.toMatch(/NaN|undefined|\[object/);
  });

  it("has all its problems told at once, in the order of the file", () => {
    const lines = problemsOf("chip:\n  array: { rows: -1 }\n  technology: x\npower:\n  budget: 3\nnetwork:\n  weightBits: 99\n").map(
      (problem) => problem.location!.line,
    );
    expect(lines).toEqual([2, 3, 5, 7]);
  });

  it("says what was found and what is allowed", () => {
    const [problem] = problemsOf("chip: { technology: flash }");
    expect(problem).toMatchObject({
      path: "chip.technology",
      found: "flash",
      allowed: expect.stringContaining("sot-mram") as string,
      location: { line: 1, column: 21 },
    });
  });

  it("does not touch the prototype of objects", () => {
    problemsOf("__proto__: { polluted: 1 }");
    problemsOf(null, "chip.__proto__.polluted=1");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("a broken --set", () => {
  it.each([
    ["chip.array.rows=-1", /too small, from --set chip.array.rows=-1/],
    ["chip.array", /needs path=value/],
    ["=3", /needs path=value/],
    ["chip.array.rows=", /no value/],
    ["chip..rows=3", /not a path/],
    ["chip.constructor.x=3", /not a path/],
    ["chip.aray.rows=3", /did you mean "array"/],
    ["network.subnets=[1, 1]", /twice/],
    ["power.budget=[", /not valid YAML/],
    ["data.dir.deep.path={a: 1}", /not what belongs here/],
  ])("%s is refused and named", (assignment, message) => {
    expect(problemsOf(null, assignment).map((problem) => problem.message).join("\n")).toMatch(message);
  });

  it("into an entry that a list does not have is refused", () => {
    expect(problemsOf("network: { subnets: [1] }", "network.subnets.3=0.5")[0]!.message).toMatch(/not an entry/);
  });
});

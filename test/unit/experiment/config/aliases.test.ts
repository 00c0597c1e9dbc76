// Aliases of a config: each repeats the last node before it with its anchor. (`npm run bench -- sizes` has their cost.)
import { yamlTree } from "../../../../experiment/config/yaml-tree.js";
import { isConfigError } from "../../../../sim/errors.js";

const root = (text: string): unknown => yamlTree(text, "a.yaml").root;

describe("aliases", () => {
  it("repeat the last anchor of their name before them", () => {
    expect(root("a: &x 1\nb: *x\nc: &x { d: 2 }\ne: *x\n")).toEqual({ a: 1, b: 1, c: { d: 2 }, e: { d: 2 } });
  });

  it("of lists and of aliases' lists are followed", () => {
    expect(root("a: &a [1, 2]\nb: &b [*a, 3]\nc: *b\n")).toEqual({ a: [1, 2], b: [[1, 2], 3], c: [[1, 2], 3] });
  });

  it("of nothing before them are refused with their place", () => {
    const refused = (): unknown => root("a: *x\nb: &x 1\n");
    expect(refused).toThrow(/a\.yaml:1:4/);
    try {
      refused();
    } catch (error) {
      expect(isConfigError(error)).toBe(true);
    }
  });
});

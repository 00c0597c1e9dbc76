// The JSON Schemas that `pimento schema` prints.
import { configJsonSchema, keysOf, schemaAt, type JsonSchema } from "../../../../experiment/config/json-schema.js";
import { UNAVAILABLE_SECTIONS } from "../../../../experiment/config/experiment-schema.js";
import { resultSchema } from "../../../../experiment/run/result-schema.js";
import { fixtureResult } from "../../../fixtures/run-result.js";

const leaves = (schema: JsonSchema, path: string): (readonly [string, JsonSchema])[] =>
  [[path, schema] as const, ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))];

describe("the config's JSON Schema", () => {
  const schema = configJsonSchema();

  it("describes every field and says what is allowed in every leaf", () => {
    for (const [path, part] of leaves(schema, "config")) {
      expect([path, typeof part.description]).toEqual([path, "string"]);
      if (part.properties === undefined) expect([path, typeof part["x-allowed"]]).toEqual([path, "string"]);
    }
  });

  it("holds the top-level keys that exist today and none of the future", () => {
    expect(keysOf(schema)).toEqual(["name", "chip", "network", "data", "run", "mapping", "power", "variation"]);
    for (const key of Object.keys(UNAVAILABLE_SECTIONS)) expect(schemaAt(schema, [key])).toBeUndefined();
  });

  it("reaches into the entries of a list", () => {
    expect(keysOf(schemaAt(schema, ["network", "subnets", 0]))).toEqual(["name", "channels"]);
  });
});

describe("the result's schema", () => {
  it("takes a result with and without images", () => {
    for (const withImages of [true, false]) expect(resultSchema.safeParse(fixtureResult(withImages)).error).toBeUndefined();
  });

  it("refuses NaN, infinities and unknown keys", () => {
    const result = fixtureResult();
    for (const bad of [{ latencyS: NaN }, { energyJ: Infinity }, { colour: "red" }]) {
      expect(resultSchema.safeParse({ ...result, subnets: [{ ...result.subnets[0]!, ...bad }] }).success).toBe(false);
    }
  });
});

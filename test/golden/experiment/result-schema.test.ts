// The JSON Schema of a result, which scripts rely on: a key that is added, renamed or gone shows here.
import { resultJsonSchema } from "../../../experiment/run/result-schema.js";

describe("the result's JSON Schema", () => {
  it("is the one that scripts know", () => {
    expect(resultJsonSchema()).toMatchSnapshot();
  });
});

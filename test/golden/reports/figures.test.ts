// A figure's data is reviewable text: a changed snapshot is a changed picture. Functions (labels, ticks) are not part of it.
import { runReport } from "../../../reports/run/index.js";
import { tableLatex } from "../../../reports/formats/latex.js";
import { tableText } from "../../../reports/node/table-text.js";
import { subnetsTable } from "../../../reports/run/tables/subnets.js";
import { fixtureResult } from "../../fixtures/run-result.js";

const result = fixtureResult();

it.each(Object.entries(runReport.figures))("%s stays as it is", (_, figure) => {
  expect(JSON.parse(JSON.stringify(figure.draw(result)))).toMatchSnapshot();
});

it("the main table stays as it is, on the screen and in LaTeX", () => {
  expect(tableText(subnetsTable(result))).toMatchSnapshot();
  expect(tableLatex(subnetsTable(result))).toMatchSnapshot();
});

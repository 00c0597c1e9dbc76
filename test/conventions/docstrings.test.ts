// What a room hands out says what it is: shapes, units, errors.

import ts from "typescript";
import { at, roomFiles, visit, type Room } from "./source-files.js";

const DOCUMENTED: readonly Room[] = ["sim", "arch", "workloads", "experiment", "reports", "cli"];

/** Functions and classes, and constants that are functions or make one. */
function exportedCode(node: ts.Node): string | undefined {
  const isExported = ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return undefined;
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text;
  if (!ts.isVariableStatement(node)) return undefined;
  const [first] = node.declarationList.declarations;
  return first?.initializer !== undefined && ts.isArrowFunction(first.initializer) ? first.name.getText() : undefined;
}

it.each(DOCUMENTED)("every exported function of %s has a docstring", (room) => {
  const bare: string[] = [];
  for (const file of roomFiles().filter((each) => each.room === room)) {
    visit(file.ast, (node) => {
      const name = exportedCode(node);
      if (name !== undefined && ts.getJSDocCommentsAndTags(node).length === 0) bare.push(at(file, node, name));
    });
  }
  expect(bare).toEqual([]);
});

// How the sources are written: sizes, opening comments, names, no hidden input or output, no stray unit factors.

import ts from "typescript";
import { at, benchFiles, isPlatformFile, roomFiles, testPaths, visit, type SourceFile } from "./source-files.js";

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;

const rooms = roomFiles();
const files = [...rooms, ...benchFiles()];
const library = rooms.filter((file) => !isPlatformFile(file));

function offenders(among: readonly SourceFile[], look: (node: ts.Node, file: SourceFile) => string | undefined): string[] {
  const found: string[] = [];
  for (const file of among) {
    visit(file.ast, (node) => {
      const what = look(node, file);
      if (what !== undefined) found.push(at(file, node, what));
    });
  }
  return found;
}

describe("sizes", () => {
  it(`files have at most ${MAX_FILE_LINES} lines`, () => {
    const lines = (text: string) => text.trimEnd().split("\n").length;
    expect([...files, ...testPaths()].filter((file) => lines(file.text) > MAX_FILE_LINES)
      .map((file) => `${file.path} has ${lines(file.text)} lines`)).toEqual([]);
  });

  it(`functions have at most ${MAX_FUNCTION_LINES} lines`, () => {
    const lineOf = (file: SourceFile, position: number) => file.ast.getLineAndCharacterOfPosition(position).line;
    expect(
      offenders(files, (node, file) => {
        if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
        const lines = lineOf(file, node.end) - lineOf(file, node.getStart(file.ast)) + 1;
        return lines > MAX_FUNCTION_LINES ? `${node.name?.getText() ?? "a function"} has ${lines} lines` : undefined;
      }),
    ).toEqual([]);
  });
});

describe("files", () => {
  it("open with a comment that says what they are", () => {
    expect(files.filter((file) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it("have kebab-case names that say something", () => {
    const words = /(^|[-/])(utils?|helpers?|manager|common|misc|impl)([-./]|$)/;
    expect(files.map((file) => file.path).filter((path) => !/^([a-z0-9-]+\/)+[a-z0-9-]+(\.d)?\.ts$/.test(path) || words.test(path)))
      .toEqual([]);
  });

  it("name exported things without Impl, Manager, Helper or an I in front", () => {
    expect(
      offenders(files, (node) => {
        const isNamed = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isFunctionDeclaration(node);
        const name = isNamed ? (node.name?.text ?? "") : "";
        return /(Impl|Manager|Helpers?|Utils?)$/.test(name)
          || (ts.isInterfaceDeclaration(node) && /^I[A-Z][a-z]/.test(name)) ? name : undefined;
      }),
    ).toEqual([]);
  });
});

describe("library code", () => {
  it("neither prints nor exits", () => {
    expect(
      offenders(rooms.filter((file) => file.room !== "cli"), (node) => {
        if (!ts.isPropertyAccessExpression(node)) return undefined;
        const text = node.getText();
        return /^(globalThis\.)?console\./.test(text) || /^process\.(exit|exitCode|abort|stdout|stderr)$/.test(text) ? text : undefined;
      }),
    ).toEqual([]);
  });

  it("takes neither chance nor wall time from the platform", () => {
    const isHidden = (text: string) =>
      /^(globalThis\.)?(Math\.random|Date\.now|performance\.now|crypto\.(getRandomValues|randomUUID)|process\.(hrtime|env))$/.test(text);
    expect(
      offenders(library, (node) => {
        if (ts.isNewExpression(node) && node.expression.getText() === "Date" && (node.arguments?.length ?? 0) === 0) return "new Date()";
        return ts.isPropertyAccessExpression(node) && isHidden(node.getText()) ? node.getText() : undefined;
      }),
    ).toEqual([]);
  });

  it("never evaluates text", () => {
    expect(offenders(rooms, (node) => (ts.isIdentifier(node) && node.text === "eval")
      || (ts.isNewExpression(node) && node.expression.getText() === "Function") ? node.getText() : undefined)).toEqual([]);
  });
});

describe("numbers", () => {
  // Physical numbers live on technology cards, unit factors in two files of the engine's room. The trainer and the
  // float kernels have small epsilons of their own.
  const mayHoldFactors = /^(sim\/(quantity|time)\.ts|arch\/technology\/|workloads\/(nn|passes|train|tensor)\/)/;
  const looked = rooms.filter((file) => !mayHoldFactors.test(file.path));

  it("are not written in scientific notation, other than as a tolerance in a comparison", () => {
    expect(offenders(looked, (node) => (ts.isNumericLiteral(node) && isScientific(node) && !isCompared(node) ? node.getText() : undefined)))
      .toEqual([]);
  });

  it("are not multiplied or divided by powers of a thousand", () => {
    // The platform tells wall time in milliseconds: only cli and node folders see it.
    const withoutWallTime = looked.filter((file) => !isPlatformFile(file));
    expect(
      offenders(withoutWallTime, (node) => (isProduct(node) && [node.left, node.right].some(isUnitFactor) ? node.getText() : undefined))
    ).toEqual([]);
  });

  it("with a dimension carry the SI base unit as suffix, never a prefixed one", () => {
    const prefixed = /[a-z0-9](Ns|Us|Fs|[FPNUK]J|Fj|Pj|Nj|Uj|NW|UW|Nm|Um|Mm|Nm2|Um2|Mm2|[kKMG]Hz|UA|MA)$/;
    expect(
      offenders(library, (node) => {
        const isDeclared = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertySignature(node)
          || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node);
        const name = isDeclared ? node.name.getText() : "";
        return prefixed.test(name) ? name : undefined;
      }),
    ).toEqual([]);
  });
});

function isScientific(node: ts.NumericLiteral): boolean {
  return /^[\d._]+e/i.test(node.getText());
}

/** Directly an operand of <, <=, >, >= (a sign in between does not matter). */
function isCompared(node: ts.Node): boolean {
  const parent = ts.isPrefixUnaryExpression(node.parent) ? node.parent.parent : node.parent;
  const comparisons = [
    ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken,
  ];
  return ts.isBinaryExpression(parent) && comparisons.includes(parent.operatorToken.kind);
}

function isProduct(node: ts.Node): node is ts.BinaryExpression {
  const products = [
    ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken, ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.SlashEqualsToken,
  ];
  return ts.isBinaryExpression(node) && products.includes(node.operatorToken.kind);
}

/** 1000, 0.001, 1_000_000 ..., or 10 ** 9. */
function isUnitFactor(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isUnitFactor(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken) {
    return node.left.getText() === "10" && !/[a-z]/i.test(node.right.getText());
  }
  if (!ts.isNumericLiteral(node)) return false;
  const exponent = Math.log10(Number(node.text));
  return exponent !== 0 && exponent % 3 === 0;
}

// What comes of one evaluation of a chip or an array with some numbers replaced: figures, or the refusal to build such a circuit.
import { isConfigError } from "../../sim/errors.js";
import type { EvaluationFigures, EvaluationOutcome } from "../services.js";

/** Refusals become outcomes; other errors are thrown on. */
export function outcomeOf(evaluate: () => EvaluationFigures): EvaluationOutcome {
  try {
    return { figures: evaluate() };
  } catch (error) {
    if (!isConfigError(error)) throw error;
    const [first] = error.problems;
    const { path, message, found, allowed } = first!;
    const details = [...(found === undefined ? [] : [`found ${found}`]), ...(allowed === undefined ? [] : [`allowed ${allowed}`])];
    return { refusal: { field: path, problem: `${message}${details.length === 0 ? "" : ` (${details.join("; ")})`}` } };
  }
}

// One evaluation of a chip or an array with some numbers replaced: what is asked, and what comes of it. Plain data, so that threads can share the work.
import { isConfigError } from "../../sim/errors.js";

export interface EvaluationRequest {
  readonly replacements: Readonly<Record<string, number>>;
  /** Subnets or operations to evaluate, by index. */
  readonly subjects: readonly number[];
}

export interface SubjectFigures {
  readonly latencyS: number;
  readonly energyJ: number;
}

export interface EvaluationFigures {
  readonly areaM2: number;
  readonly leakageW: number;
  /** V left at the farthest cell while it is written; null where no write path is modelled. */
  readonly writeHeadroomV: number | null;
  /** In the order of the request. */
  readonly subjects: readonly SubjectFigures[];
}

/** A circuit cannot be built with such numbers: the field it blames, and why. */
export interface Refusal {
  readonly field: string;
  readonly problem: string;
}

export type EvaluationOutcome = { readonly figures: EvaluationFigures } | { readonly refusal: Refusal };

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

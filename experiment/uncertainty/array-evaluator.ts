// Evaluates one array with numbers replaced: every operation for one word, as `pimento array` states it.
import { arrayEstimate } from "../../arch/chip/array-estimate.js";
import { ARRAY_OPERATIONS } from "../../arch/spec/array-operations.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import type { EvaluationFigures, EvaluationRequest } from "../services.js";

/** Throws ConfigError for numbers that a circuit refuses. */
export function evaluateArray(chip: ChipSpec, { replacements, subjects }: EvaluationRequest): EvaluationFigures {
  const { areaM2, leakageW, writeHeadroomV, operations } = arrayEstimate({
    ...chip,
    assumptions: { ...chip.assumptions, ...replacements },
  });
  return {
    areaM2, leakageW, writeHeadroomV,
    subjects: subjects.map((index) => {
      const { latencyS, energyJ } = operations[ARRAY_OPERATIONS[index]!];
      return { latencyS, energyJ };
    }),
  };
}

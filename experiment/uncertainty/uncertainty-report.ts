// How sure the figures of a chip or an array are: every assumed number at the ends of its range, one at a time, and all together at
// random. Deterministic for a seed, whoever evaluates. Leaves out doubt about the models themselves: only numbers vary.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { ConfigError, didYouMean } from "../../sim/errors.js";
import { PROGRAM, VERSION } from "../version.js";
import type { EvaluationFigures, EvaluationOutcome, EvaluationRequest, SubjectFigures } from "../services.js";
import { quantile } from "./quantile.js";
import type {
  RefusedEvaluation,
  Spread,
  SubjectSpread,
  TornadoEnd,
  TornadoFigure,
  TornadoRow,
  UncertaintyReport,
} from "./uncertainty-result.js";
import { drawSamples, variedNumbers, type VariedNumber } from "./varied-number.js";

/** What is evaluated. */
export interface UncertainSystem {
  readonly system: UncertaintyReport["system"];
  readonly name: string;
  readonly chip: ChipSpec;
  /** Names of the subnets or operations. */
  readonly subjects: readonly string[];
  /** What is compared with unless asked for otherwise. */
  readonly usualReference: string;
  readonly evaluate: (requests: readonly EvaluationRequest[]) => Promise<readonly EvaluationOutcome[]>;
}

export interface UncertaintyOptions {
  readonly samples: number;
  readonly seed: string;
  readonly reference?: string | undefined;
}

const LOW = 0.05;
const HIGH = 0.95;

/** @throws ConfigError for an unknown reference, where the stated chip cannot be built, and where no sample can be */
export async function uncertaintyReport(
  given: UncertainSystem,
  { samples, seed, reference = given.usualReference }: UncertaintyOptions,
): Promise<UncertaintyReport> {
  const { system, name, chip, subjects, evaluate } = given;
  const at = referenceIndex(reference, subjects);
  const all = subjects.map((_, index) => index);
  const numbers = variedNumbers(chip);
  const ends = numbers.flatMap(({ path, low, high }): EvaluationRequest[] =>
    [low, high].map((value) => ({ replacements: { [path]: value }, subjects: [at] })),
  );
  const draws = drawSamples(numbers, samples, seed).map((replacements): EvaluationRequest => ({ replacements, subjects: all }));
  const [stated, ...rest] = await evaluate([{ replacements: {}, subjects: all }, ...ends, ...draws]);
  if (!("figures" in stated!)) throw new ConfigError({ path: stated!.refusal.field, message: stated!.refusal.problem });
  const [endOutcomes, drawn] = [rest.slice(0, ends.length), rest.slice(ends.length)];
  const figures = drawn.map((outcome) => ("figures" in outcome ? outcome.figures : null));
  const accepted = figures.filter((each) => each !== null);
  if (accepted.length === 0) throw noSample(drawn);
  const nominal = endOf(stated.figures, stated.figures.subjects[at]!);
  return {
    format: "pimento-uncertainty-1",
    version: VERSION,
    program: PROGRAM,
    name,
    seed,
    system,
    reference,
    samples,
    areaM2: spread(stated.figures, accepted, (each) => each.areaM2),
    leakageW: spread(stated.figures, accepted, (each) => each.leakageW),
    subjects: subjects.map((subject, index) => subjectSpread(subject, index, at, stated.figures, accepted)),
    nominal,
    tornado: tornado(numbers, endOutcomes, nominal),
    samplesWithoutWriteHeadroom: accepted.filter(({ writeHeadroomV }) => (writeHeadroomV ?? 0) < 0).length,
    refused: [...refusals(endOutcomes, (i) => numbers[i >> 1]!.path), ...refusals(drawn, (i) => `sample ${i}`)],
    figures,
  };
}

function referenceIndex(reference: string, subjects: readonly string[]): number {
  const index = subjects.indexOf(reference);
  if (index >= 0) return index;
  const near = didYouMean(reference, subjects);
  throw new ConfigError({
    path: "--of",
    message: `is not known${near === undefined ? "" : `; did you mean "${near}"?`}`,
    found: reference,
    allowed: subjects.join(", "),
  });
}

function noSample(drawn: readonly EvaluationOutcome[]): ConfigError {
  const first = drawn.find((outcome) => "refusal" in outcome);
  if (first === undefined) return new ConfigError({ path: "--samples", message: "needs at least one sample", allowed: "1 or more" });
  return new ConfigError({ path: first.refusal.field, message: `no sample can be built: ${first.refusal.problem}` });
}

const endOf = ({ areaM2 }: EvaluationFigures, { energyJ, latencyS }: SubjectFigures): TornadoEnd => ({ energyJ, latencyS, areaM2 });

function spread(stated: EvaluationFigures, samples: readonly EvaluationFigures[], of: (figures: EvaluationFigures) => number): Spread {
  const values = samples.map(of);
  return { nominal: of(stated), low: quantile(values, LOW), median: quantile(values, 1 / 2), high: quantile(values, HIGH) };
}

function subjectSpread(
  name: string,
  index: number,
  reference: number,
  stated: EvaluationFigures,
  samples: readonly EvaluationFigures[],
): SubjectSpread {
  const figure = (key: keyof SubjectFigures): Spread => spread(stated, samples, ({ subjects }) => subjects[index]![key]);
  const ratio = (key: keyof SubjectFigures): Spread =>
    spread(stated, samples, ({ subjects }) => subjects[index]![key] / subjects[reference]![key]);
  return { name, energyJ: figure("energyJ"), latencyS: figure("latencyS"), energyRatio: ratio("energyJ"), latencyRatio: ratio("latencyS") };
}

/** The widest relative swing of any figure first. */
function tornado(numbers: readonly VariedNumber[], outcomes: readonly EvaluationOutcome[], nominal: TornadoEnd): TornadoRow[] {
  const end = (outcome: EvaluationOutcome): TornadoEnd | null =>
    "figures" in outcome ? endOf(outcome.figures, outcome.figures.subjects[0]!) : null;
  const rows = numbers.map((number, i): TornadoRow => {
    const [atLow, atHigh] = [end(outcomes[2 * i]!), end(outcomes[2 * i + 1]!)];
    const swing = (figure: TornadoFigure): number =>
      swingOf(
        [atLow, nominal, atHigh].flatMap((each) => (each === null ? [] : [each[figure]])),
        nominal[figure],
      );
    return { ...number, atLow, atHigh, swingRatio: { energyJ: swing("energyJ"), latencyS: swing("latencyS"), areaM2: swing("areaM2") } };
  });
  const widest = ({ swingRatio }: TornadoRow): number => Math.max(...Object.values(swingRatio));
  return rows.sort((a, b) => widest(b) - widest(a) || (a.path < b.path ? -1 : 1));
}

const swingOf = (values: readonly number[], nominal: number): number =>
  nominal === 0 ? 0 : (Math.max(...values) - Math.min(...values)) / nominal;

const refusals = (outcomes: readonly EvaluationOutcome[], nameOf: (index: number) => string): RefusedEvaluation[] =>
  outcomes.flatMap((outcome, i) => ("refusal" in outcome ? [{ of: nameOf(i), ...outcome.refusal }] : []));

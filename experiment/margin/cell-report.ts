// What a margin report says of the cell itself: its resistances where it is read, how it is written, and the magnet behind it if any.
import type { ModelCards } from "../../arch/chip/model-cards.js";
import {
  criticalCurrentA, readDisturbProbability, retentionS, switchingPulses, thermalStability, writeErrorRate,
} from "../../arch/device/index.js";
import type { ReadPointOf } from "../../arch/margin/index.js";
import { enduranceWrites, type SensedKind, type SensedTechnology, type TechnologyOf } from "../../arch/technology/index.js";
import type { CellReport, MagnetReport } from "./margin-result.js";

/** Reads that a disturb probability is quoted for last so many attempt times: 10 ns. */
const READ_ATTEMPTS = 10;
/** Retention is the time until a cell has flipped with this probability. */
const HALF = 0.5;

type Cards = Pick<ModelCards, "magnetism" | "process">;
type Report<T, P> = (technology: T, point: P, cards: Cards) => CellReport;

const REPORTS: { readonly [K in SensedKind]: Report<TechnologyOf<K>, ReadPointOf<K>> } = {
  mtj: (technology, point, cards) => ({ junction: point.junction, device: magnetReport(technology, point, cards) }),
  resistive: (technology, { resistances }) => ({
    resistances,
    device: { ...switchingPulses(technology), enduranceWrites: enduranceWrites(technology) },
  }),
};

/** @param point where cells of this technology are read */
export function cellReport<T extends SensedTechnology>(technology: T, point: ReadPointOf<T["kind"]>, cards: Cards): CellReport {
  return (REPORTS[technology.kind] as unknown as Report<T, ReadPointOf<T["kind"]>>)(technology, point, cards);
}

function magnetReport(
  technology: TechnologyOf<"mtj">, { junction, voltageV }: ReadPointOf<"mtj">, { magnetism, process }: Cards,
): MagnetReport {
  const temperatureK = process.temperatureK.value;
  const { set, reset } = switchingPulses(technology);
  const readDurationS = READ_ATTEMPTS * magnetism.attemptTimeS.value;
  const readCurrentA = voltageV / (junction.accessOhm + junction.parallelOhm);
  return {
    temperatureK,
    thermalStability: thermalStability(technology, temperatureK, magnetism),
    retentionS: retentionS(technology, temperatureK, 1, HALF, magnetism),
    criticalCurrentA: criticalCurrentA(technology, temperatureK, magnetism),
    set,
    reset,
    setErrorRate: writeErrorRate(technology, { ...set, temperatureK }, magnetism),
    resetErrorRate: writeErrorRate(technology, { ...reset, temperatureK }, magnetism),
    readDisturb: readDisturbProbability(technology, { currentA: readCurrentA, pulseS: readDurationS, temperatureK }, magnetism),
    readDurationS,
    enduranceWrites: enduranceWrites(technology),
  };
}

// One engineering prefix for a whole axis: joules become µJ when the largest value is best read so.
import { formatQuantity, quantity } from "../../sim/quantity.js";

export interface EngineeringScale {
  /** "µJ"; empty for plain numbers. */
  readonly unitText: string;
  /** A value in SI as the axis shows it. */
  readonly toAxis: (value: number) => number;
}

/** @param values in the SI `unit`; the largest decides */
export function engineeringScale(values: readonly number[], unit: string): EngineeringScale {
  if (unit === "1") return { unitText: "", toAxis: (value) => Number(value.toPrecision(12)) };
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const unitText = formatQuantity(largest, unit, 3).replace(/^\S+ /, "");
  const factor = quantity(`1 ${unitText}`, unit);
  // Dividing by the factor leaves noise in the last digits, which a snapshot or an SVG would show.
  return { unitText, toAxis: (value) => Number((value / factor).toPrecision(12)) };
}

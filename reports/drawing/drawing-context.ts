// The part of a 2D context that our own labels use: the types of the browser are not part of this project's library.
import type { Chart } from "chart.js";

export interface DrawingContext {
  font: string;
  fillStyle: string;
  textAlign: "left" | "center" | "right";
  textBaseline: "top" | "middle" | "bottom";
  save(): void;
  restore(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
}

/** The chart's own context, by which plugins draw. */
export const contextOf = (chart: Chart): DrawingContext => (chart as unknown as { readonly ctx: DrawingContext }).ctx;

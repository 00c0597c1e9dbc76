// The native drawing module, loaded when something is drawn: on a machine without its binary everything else still works.
import type { Figure } from "../drawing/figure.js";
import type { FigureFormat } from "./figure-formats.js";

export interface Drawing {
  /** The figure's bytes, the same every time. Draws a figure once: charts keep state in it. */
  readonly render: (figure: Figure, format: FigureFormat) => Uint8Array;
}

/** Null where it could be loaded, else why it could not. What fails after that is a bug. */
async function drawingObstacle(): Promise<string | null> {
  try {
    await import("@napi-rs/canvas");
    return null;
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}

/** @returns the renderer, or the reason why this machine has none */
export async function loadDrawing(): Promise<Drawing | { readonly obstacle: string }> {
  const obstacle = await drawingObstacle();
  if (obstacle !== null) return { obstacle };
  const { renderFigure } = await import("./render-figure.js");
  return { render: renderFigure };
}

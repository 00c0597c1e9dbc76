// The formats of a drawn figure, in the order in which they are written; also the endings of its files.
export const FIGURE_FORMATS = ["png", "svg", "pdf"] as const;

export type FigureFormat = (typeof FIGURE_FORMATS)[number];

// What energy is spent on, in breakdowns and figures: every action of every unit belongs to one of these.
export const ENERGY_CATEGORIES = [
  "sensing", "count, accumulate", "activation writes", "interconnect", "buffers", "digital units", "control",
] as const;

export type EnergyCategory = (typeof ENERGY_CATEGORIES)[number];

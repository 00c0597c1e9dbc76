// The registry of interconnects. To add one: its file, one line here.
import { hTree } from "./h-tree.js";
import type { InterconnectModel } from "./interconnect.js";

export const INTERCONNECTS = {
  "h-tree": hTree,
} as const satisfies Record<string, InterconnectModel>;

export type InterconnectName = keyof typeof INTERCONNECTS;
export * from "./interconnect.js";

// Operators that are computed when all that they read is constant. To add one, write its function and name it in its table; these are all.
import { ELEMENT_WISE } from "./element-wise.js";
import type { Folder } from "./folder.js";
import { LAYOUT } from "./layout.js";
import { MADE } from "./made.js";
import { REDUCE } from "./reduce.js";

export const FOLDERS = { ...MADE, ...LAYOUT, ...ELEMENT_WISE, ...REDUCE } as const satisfies Record<string, Folder>;

export type { FoldContext, Folder } from "./folder.js";

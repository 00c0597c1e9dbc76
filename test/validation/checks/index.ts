// The validated quantities by group. To add one: write it into a group's file.

import type { Check } from "../check.js";
import { AREA } from "./area.js";
import { CLOSED_FORMS } from "./closed-forms.js";
import { SILICON } from "./silicon.js";
import { SYSTEMS } from "./systems.js";

export const CHECKS = {
  "Silicon and devices": SILICON,
  Area: AREA,
  Systems: SYSTEMS,
  "Closed forms": CLOSED_FORMS,
} as const satisfies Record<string, readonly Check[]>;

// Leakage of a sub-array, part by part. Cells of a non-volatile technology leak nothing.

import type { LeakagePart } from "./sub-array-estimate.js";
import type { Floorplan } from "./sub-array-floorplan.js";
import { selectDecoders } from "./sub-array-floorplan.js";
import type { SubArrayCore } from "./sub-array-core.js";
import type { WritePath } from "./write-path.js";

/** W by part, in the order of reports; they add up to the sub-array's leakage. @param compute logic under the array */
export function leakageParts(core: SubArrayCore, write: WritePath | null, plan: Floorplan, compute: readonly LeakagePart[]): LeakagePart[] {
  const columnPredecodersW = plan.columnPredecoders.reduce((total, each) => total + each.leakageW, 0);
  const parts: LeakagePart[] = [
    { part: "row decoder", leakageW: core.rowDecoder.leakageW },
    { part: "predecoders", leakageW: core.rowsAtOnce * plan.rowPredecoder.leakageW + columnPredecodersW },
    { part: "column decoders", leakageW: selectDecoders(core, write).reduce((total, each) => total + each.leakageW, 0) },
    { part: "precharger", leakageW: core.precharger.leakageW },
    { part: "sense amplifiers", leakageW: core.sensedColumns * core.sense.leakageW },
  ];
  if (write?.rowDecoder) parts.push({ part: "write row decoder", leakageW: write.rowDecoder.leakageW });
  if (write !== null) parts.push({ part: "write drivers", leakageW: 2 * write.parallelism * write.driver.leakageW });
  if (plan.outputDriver !== null) parts.push({ part: "output drivers", leakageW: core.sensedColumns * plan.outputDriver.leakageW });
  return [...parts, ...compute];
}

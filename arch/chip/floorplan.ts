// A floorplan to look at: the banks in a grid, what is shared in a strip below. Areas are those of the parts; aspect ratios are
// chosen to make a square chip. Leaves out routing channels: the interconnect's area stands in the strip.
import type { CountedPart } from "./chip-parts.js";
import type { ChipSpec } from "./spec.js";

export interface Rectangle {
  readonly part: string;
  readonly xM: number;
  readonly yM: number;
  readonly widthM: number;
  readonly heightM: number;
}

/** More rectangles than this and groups are drawn instead of banks. */
const MOST_RECTANGLES = 256;

const SUB_ARRAY = "sub-array";

/** Rectangles that tile the chip's area. */
export function floorplanOf(spec: ChipSpec, parts: readonly CountedPart[]): Rectangle[] {
  const areaOf = (part: CountedPart): number => part.count * part.areaM2;
  const chipAreaM2 = parts.reduce((sum, part) => sum + areaOf(part), 0);
  const sideM = Math.sqrt(chipAreaM2);
  const shared = parts.filter((part) => part.part !== SUB_ARRAY && areaOf(part) > 0);
  const stripAreaM2 = shared.reduce((sum, part) => sum + areaOf(part), 0);
  const stripHeightM = stripAreaM2 / sideM;
  let xM = 0;
  const strip = shared.map((part): Rectangle => {
    const widthM = stripHeightM === 0 ? 0 : areaOf(part) / stripHeightM;
    const rectangle = { part: part.part, xM, yM: sideM - stripHeightM, widthM, heightM: stripHeightM };
    xM += widthM;
    return rectangle;
  });
  return [...arrayGrid(spec, sideM, sideM - stripHeightM), ...strip];
}

/** Banks (or groups) in the grid whose columns divide their number best. */
function arrayGrid(spec: ChipSpec, widthM: number, heightM: number): Rectangle[] {
  const { banksPerGroup, groups } = spec.organization;
  const [name, count] = banksPerGroup * groups <= MOST_RECTANGLES ? ["bank", banksPerGroup * groups] : ["group", groups];
  const columns = divisorNear(count, Math.sqrt(count));
  const rows = count / columns;
  return Array.from({ length: count }, (_, i) => ({
    part: `${name}[${i}]`,
    xM: ((i % columns) * widthM) / columns,
    yM: (Math.floor(i / columns) * heightM) / rows,
    widthM: widthM / columns,
    heightM: heightM / rows,
  }));
}

/** Largest divisor that is not above the wish; 1 divides everything. */
function divisorNear(count: number, wish: number): number {
  for (let divisor = Math.floor(wish); divisor > 1; divisor--) if (count % divisor === 0) return divisor;
  return 1;
}

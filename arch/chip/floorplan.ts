// A floorplan to look at: what is shared in a strip across the middle, where the tree has its root, the banks in grids above and
// below it. Areas are those of the parts; aspect ratios are chosen to make a square chip. Leaves out routing channels: the
// interconnect's area stands in the strip.
import type { ChipPart } from "../spec/chip-part.js";
import type { ChipSpec } from "../spec/chip-spec.js";

export interface Rectangle {
  readonly part: string;
  readonly xM: number;
  readonly yM: number;
  readonly widthM: number;
  readonly heightM: number;
}

/** More rectangles than this and groups are drawn instead of banks. */
const MOST_RECTANGLES = 256;

/** Rectangles that tile the chip's area. */
export function floorplanOf(spec: ChipSpec, parts: readonly ChipPart[]): Rectangle[] {
  const areaOf = (part: ChipPart): number => part.count * part.costs.areaM2;
  const sideM = Math.sqrt(parts.reduce((sum, part) => sum + areaOf(part), 0));
  const shared = parts.filter((part) => part.place === "shared" && areaOf(part) > 0);
  const stripHeightM = shared.reduce((sum, part) => sum + areaOf(part), 0) / sideM;
  const { banks, stripYM } = bankGrid(spec, sideM, sideM - stripHeightM, stripHeightM);
  let xM = 0;
  const strip = shared.map((part): Rectangle => {
    const rectangle = { part: part.name, xM, yM: stripYM, widthM: areaOf(part) / stripHeightM, heightM: stripHeightM };
    xM += rectangle.widthM;
    return rectangle;
  });
  return [...banks, ...strip];
}

/** Banks (or groups) in the grid whose columns divide their number best, parted by the strip after half of the rows. */
function bankGrid(
  spec: ChipSpec, widthM: number, heightM: number, stripHeightM: number,
): { readonly banks: Rectangle[]; readonly stripYM: number } {
  const { banksPerGroup, groups } = spec.organization;
  const [name, count] = banksPerGroup * groups <= MOST_RECTANGLES ? ["bank", banksPerGroup * groups] : ["group", groups];
  const columns = divisorNear(count, Math.sqrt(count));
  const rows = count / columns;
  const upper = Math.ceil(rows / 2);
  const rowHeightM = heightM / rows;
  const banks = Array.from({ length: count }, (_, i): Rectangle => {
    const row = Math.floor(i / columns);
    return {
      part: `${name}[${i}]`,
      xM: ((i % columns) * widthM) / columns,
      yM: row * rowHeightM + (row < upper ? 0 : stripHeightM),
      widthM: widthM / columns,
      heightM: rowHeightM,
    };
  });
  return { banks, stripYM: upper * rowHeightM };
}

/** Largest divisor that is not above the wish; 1 divides everything. */
function divisorNear(count: number, wish: number): number {
  for (let divisor = Math.floor(wish); divisor > 1; divisor--) if (count % divisor === 0) return divisor;
  return 1;
}

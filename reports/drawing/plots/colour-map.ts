// A sequential colour map that keeps its order in grey print and for colour-blind readers (viridis, five anchors).
const ANCHORS: readonly (readonly [number, number, number])[] = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];

/** @param share 0 is the darkest, 1 the lightest */
export function mapColour(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (ANCHORS.length - 1);
  const below = Math.min(Math.floor(at), ANCHORS.length - 2);
  const mixed = ANCHORS[below]!.map((channel, index) => Math.round(channel + (at - below) * (ANCHORS[below + 1]![index]! - channel)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Black or white, whichever reads better on that colour. */
export const inkOn = (share: number): string => (share > 0.55 ? "#111111" : "#ffffff");

// Makes Skia's SVG the same on every run and readable by strict readers.
import { printable } from "../../sim/printable.js";

/**
 * Numbers clip paths from 1 (Skia counts on within a process), drops the comma after each list of glyph places, lets the picture scale;
 * characters that no XML may hold become escapes.
 */
export function tidySvg(svg: string): string {
  const numbers = new Map<string, number>();
  const clip = (id: string): string => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `clip${numbers.get(id)!}`;
  };
  return printable(svg)
    .replace(/(id="|url\(#)(cl_[0-9a-f]+)/g, (_, before: string, id: string) => `${before}${clip(id)}`)
    .replace(/(\d), "/g, '$1"')
    .replace(/(<svg [^>]*)width="([\d.]+)" height="([\d.]+)"/, '$1width="$2" height="$3" viewBox="0 0 $2 $3"');
}

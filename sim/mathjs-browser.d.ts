// Types of the single-file build of mathjs: only the unit parser, which is all we use. The typed entry point of the
// package takes 1.5 s to load, this file 80 ms.

declare module "mathjs/lib/browser/math.js" {
  interface MathUnit {
    equalBase(other: MathUnit): boolean;
    toNumber(unit: string): number;
  }
  const math: { unit(text: string): MathUnit };
  export default math;
}

// Layout of a static gate: folding of its devices into a region of given height, its width and height, its drain lengths.
// Rules after CACTI 5.1; three to four times denser than a standard-cell library, as pitch-matched rows are.

import { ConfigError } from "../../sim/errors.js";
import type { CircuitContext } from "./circuit-context.js";

export interface FoldedDevice {
  readonly fingers: number;
  /** Width of one finger, which stands along the height of the gate. */
  readonly heightM: number;
  /** Length of the drain diffusion, summed over fingers. */
  readonly drainLengthM: number;
}

export interface GateShape {
  readonly kind: "inverter" | "nand" | "nor";
  readonly inputs: number;
  /** Zero for a device that is absent: a lone transistor. */
  readonly nmosM: number;
  readonly pmosM: number;
}

export interface GateLayout {
  readonly widthM: number;
  readonly heightM: number;
  /** Null where the device is absent. */
  readonly nmos: FoldedDevice | null;
  readonly pmos: FoldedDevice | null;
}

interface Fingers { readonly fingers: number; readonly heightM: number; readonly polyM: number }

/** Folds a gate into a region of `regionHeightM` (P plus N). */
export function layoutGate(context: CircuitContext, shape: GateShape, regionHeightM: number): GateLayout {
  const { constants } = context;
  const F = context.process.featureSizeM;
  const total = shape.nmosM + shape.pmosM;
  const isLone = shape.nmosM === 0 || shape.pmosM === 0;
  const available = isLone ? regionHeightM : regionHeightM - constants.pToNDiffusionF * F;
  const side = (deviceM: number, isSeries: boolean): { folded: FoldedDevice; widthM: number } | null => {
    if (deviceM === 0) return null;
    const fingers = fold(context, deviceM, (available * deviceM) / total);
    return { folded: drain(context, shape.inputs, isSeries, fingers), widthM: sideWidth(context, shape.inputs, isSeries, fingers) };
  };
  const nmos = side(shape.nmosM, shape.kind === "nand");
  const pmos = side(shape.pmosM, shape.kind === "nor");
  const rails = isLone ? 0 : (constants.pToNDiffusionF + 2 * constants.powerRailF) * F;
  return {
    widthM: Math.max(nmos?.widthM ?? 0, pmos?.widthM ?? 0),
    heightM: (nmos?.folded.heightM ?? 0) + (pmos?.folded.heightM ?? 0) + rails,
    nmos: nmos?.folded ?? null,
    pmos: pmos?.folded ?? null,
  };
}

/** Length of one contacted diffusion: contact plus its distance to poly on both sides. */
export function contactedDiffusion(context: CircuitContext): number {
  const { contactF, contactToPolyF } = context.constants;
  return (contactF + 2 * contactToPolyF) * context.process.featureSizeM;
}

/** Throws ConfigError when the region is too low for even one finger. */
export function fold(context: CircuitContext, deviceM: number, heightM: number): Fingers {
  const F = context.process.featureSizeM;
  if (deviceM < heightM) return { fingers: 1, heightM: deviceM, polyM: F };
  const usable = heightM - context.constants.foldingOverheadF * F;
  if (!(usable > 0)) {
    throw new ConfigError({
      path: "chip.cell.area",
      message: "a device must be folded into a pitch too narrow for one finger",
      found: `${(heightM / F).toFixed(1)} F`,
      allowed: `more than ${context.constants.foldingOverheadF} F`,
    });
  }
  const fingers = Math.ceil(deviceM / usable);
  return { fingers, heightM, polyM: fingers * F + (fingers - 1) * context.constants.polyToPolyF * F };
}

function sideWidth(context: CircuitContext, inputs: number, isSeries: boolean, fingers: Fingers): number {
  const diffusion = contactedDiffusion(context);
  const between = isSeries ? context.constants.polyToPolyF * context.process.featureSizeM : diffusion;
  return 2 * diffusion + inputs * fingers.polyM + between * (inputs - 1);
}

function drain(context: CircuitContext, inputs: number, isSeries: boolean, { fingers, heightM }: Fingers): FoldedDevice {
  const gap = context.constants.polyToPolyF * context.process.featureSizeM;
  const diffusion = contactedDiffusion(context);
  const drainLengthM = isSeries
    ? diffusion + gap * inputs * (fingers - 1) + gap * (inputs - 1)
    : inputs * (diffusion + gap * (fingers - 1));
  return { fingers, heightM, drainLengthM };
}

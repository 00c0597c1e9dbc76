// The registry of compute styles. To add one: its folder, one line here.
import { InstructionSet } from "../agents/instruction-set.js";
import type { ChipSpec } from "../spec/chip-spec.js";
import { registryMember } from "../spec/registry-member.js";
import { bitwiseAnd } from "./bitwise-and/index.js";
import type { ComputeStyle } from "./compute-style.js";

export const COMPUTE_STYLES = {
  "bitwise-and": bitwiseAnd,
} as const satisfies Record<string, ComputeStyle>;

export type ComputeStyleName = keyof typeof COMPUTE_STYLES;

export const DEFAULT_STYLE: ComputeStyleName = "bitwise-and";

/** @throws ConfigError for a name that the registry does not have */
export const styleNamed = (name: string): ComputeStyle => registryMember(COMPUTE_STYLES, name as ComputeStyleName, "chip.computeStyle");

/** The name of the chip's compute style, stated or not. */
export const styleNameOf = ({ computeStyle }: Pick<ChipSpec, "computeStyle">): string => computeStyle ?? DEFAULT_STYLE;

/** How the chip's sub-arrays compute. */
export const styleOf = (spec: Pick<ChipSpec, "computeStyle">): ComputeStyle => styleNamed(styleNameOf(spec));

/** What machines of a style execute. */
export const instructionsOf = (style: string): InstructionSet => new InstructionSet(style, styleNamed(style).instructions);

export type { ChannelOrder, ComputeStyle, Matrix, PixelWork, TiledMatrix } from "./compute-style.js";

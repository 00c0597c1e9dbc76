// The compiler's passes in order, each a typed function in its own file: tile -> place -> schedule.
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { subArrayCount } from "../../arch/spec/chip-spec.js";
import { styleOf } from "../../arch/styles/index.js";
import type { Program } from "../../arch/isa/program.js";
import type { QuantizedModel } from "../quant/integer-network.js";
import type { MappingSpec } from "./mapping.js";
import { passesOf, placeLayers, type Deployment } from "./place.js";
import { liveBits, tableBits, type KeptBits } from "./buffer-room.js";
import { scheduleSubnet } from "./schedule.js";
import { tileModel } from "./tile.js";

/** What the chip gets: weights placed once, and one program per subnet over them. */
export interface CompiledModel {
  readonly deployment: Deployment;
  readonly programs: readonly Program[];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** @throws ConfigError when the model does not fit the chip */
export const compileModel = (model: QuantizedModel, chip: ChipSpec, mapping: MappingSpec): CompiledModel =>
  compileTogether([model], chip, mapping)[0]!;

/**
 * Several models on one chip at once: each has sub-arrays of its own, and the spare ones go where they save most, whosever layer it is.
 * @throws ConfigError when they do not fit the chip together
 */
export function compileTogether(models: readonly QuantizedModel[], chip: ChipSpec, mapping: MappingSpec): CompiledModel[] {
  const style = styleOf(chip);
  const tiled = models.map((model) => tileModel(model, style, chip.array, mapping));
  const { layers, subArraysUsed } = placeLayers(tiled.flat(), subArrayCount(chip), passesOf(style, chip.array), mapping);
  const tables = sum(models.flatMap(({ subnets }) => subnets.map(tableBits)));
  const maps = models.map(({ subnets }) => Math.max(...subnets.map((network) => liveBits(network).bits)));
  let first = 0;
  return models.map((model, m) => {
    const deployment: Deployment = { layers: layers.slice(first, (first += tiled[m]!.length)), subArraysUsed };
    const kept: KeptBits = { tables, otherMaps: sum(maps) - maps[m]! };
    return { deployment, programs: model.subnets.map((network) => scheduleSubnet(network, deployment, chip, kept)) };
  });
}
